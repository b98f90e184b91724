package dev.watchkeeper.tool;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.watchkeeper.model.BadRequest;
import java.util.function.Predicate;

/// Regular expressions from clients, matched in linear time (RE2 syntax). The length of the pattern
/// and the size of its program are capped, and so is the text: a pattern can be slow without being
/// exponential.
final class Regex {

    private static final int LONGEST_PATTERN = 256;
    private static final int LARGEST_PROGRAM = 1_000;
    private static final int LONGEST_TEXT = 16_384;

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
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new BadRequest(
                    name
                            + " is not a regular expression in RE2 syntax (no look-around, no back-references): "
                            + e.getDescription());
        }
        if (compiled.programSize() > LARGEST_PROGRAM) {
            throw new BadRequest(
                    name
                            + " is too large ("
                            + compiled.programSize()
                            + " steps, at most "
                            + LARGEST_PROGRAM
                            + "); use smaller repetitions");
        }
        return text ->
                compiled.matcher(
                                text.length() <= LONGEST_TEXT
                                        ? text
                                        : text.substring(0, LONGEST_TEXT))
                        .find();
    }
}
