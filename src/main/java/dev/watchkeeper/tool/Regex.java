package dev.watchkeeper.tool;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.watchkeeper.model.BadRequest;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/// Regular expressions from clients, matched in linear time (RE2 syntax). The length of the pattern
/// and the size of its program are capped, and so is the text: a pattern can be slow without being
/// exponential.
final class Regex {

    private static final int LONGEST_PATTERN = 256;
    private static final int LARGEST_PROGRAM = 1_000;
    private static final int LONGEST_TEXT = 16_384;

    /// What a guess that errs on the large side may come to; the program itself is measured then.
    private static final long LARGEST_GUESS = 50_000;

    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("(.)\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

    private Regex() {}

    /// A test of whether the pattern is found in a text's first 16,384 characters. One text takes a
    /// fraction of a second at worst, so that whoever reads looks at the deadline between texts.
    ///
    /// @param name the argument, for the message when it cannot be used
    static Predicate<String> finder(String name, String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw new BadRequest(
                    name
                            + " may have at most "
                            + LONGEST_PATTERN
                            + " characters, got "
                            + pattern.length());
        }
        // compiling is what would take the memory
        long steps = roughly(pattern);
        if (steps > LARGEST_GUESS) {
            throw tooLarge(name, "about " + steps);
        }
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new BadRequest(
                    name
                            + " is not a regular expression in RE2 syntax (no look-around, no back-references): "
                            + problem(e));
        }
        if (compiled.programSize() > LARGEST_PROGRAM) {
            throw tooLarge(name, String.valueOf(compiled.programSize()));
        }
        return text ->
                compiled.matcher(
                                text.length() <= LONGEST_TEXT
                                        ? text
                                        : text.substring(0, LONGEST_TEXT))
                        .find();
    }

    /// What the library says; of a closing parenthesis alone it says that it is itself at fault.
    private static String problem(PatternSyntaxException e) {
        return e.getDescription().endsWith("internal error")
                ? "a ) without its ("
                : e.getDescription();
    }

    /// An upper bound for the size of the program, without a look at which group is within which:
    /// each repetition of a group may hold all the rest.
    private static long roughly(String pattern) {
        long groups = 1;
        long characters = pattern.length();
        Matcher repetition = REPETITION.matcher(pattern);
        while (repetition.find()) {
            String most = repetition.group(3);
            long times =
                    Math.clamp(
                            Long.parseLong(
                                    most == null || most.isEmpty() ? repetition.group(2) : most),
                            1,
                            10_000);
            if (")}*+?".contains(repetition.group(1))) {
                groups = Math.min(groups * times, Integer.MAX_VALUE);
            } else {
                characters += times;
            }
        }
        return groups * characters;
    }

    private static BadRequest tooLarge(String name, String steps) {
        return new BadRequest(
                name
                        + " is too large ("
                        + steps
                        + " steps, at most "
                        + LARGEST_PROGRAM
                        + "); use smaller repetitions");
    }
}
