package dev.watchkeeper.analysis;

import java.util.regex.Pattern;

/// Whether a value looks like the id of one thing: of a request, a job, a session.
public final class IdShape {

    /// A UUID, or so many hexadecimal digits that they are no count.
    private static final Pattern RANDOM =
            Pattern.compile(
                    "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
                            + "|(?=[0-9a-f]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{16,64}");

    /// `job_9a60d7`, `req-17`, a ULID, a shorter hash: a digit and a letter without a space.
    private static final Pattern MIXED =
            Pattern.compile("(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9_:-]{4,64}");

    private static final Pattern NAME =
            Pattern.compile(
                    "(?:.*[._-])?(?i:id|uuid|guid|ulid|trace|span|request|correlation|job|task)"
                            + "|.*[a-z0-9]I[dD]|.*(?i:uuid)");
    private static final int LONGEST = 128;
    private static final int SHORTEST_WORD = 6;

    private IdShape() {}

    /// A value that is hardly anything else.
    public static boolean isRandom(String value) {
        return RANDOM.matcher(value).matches();
    }

    /// A value that may be one under that name.
    public static boolean mayBe(String name, String value) {
        return value.length() <= LONGEST
                && (isRandom(value)
                        || MIXED.matcher(value).matches()
                        || (isName(name)
                                && !value.isBlank()
                                && value.chars().anyMatch(Character::isDigit)));
    }

    /// A name that says so.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// A value that can be looked for in texts without finding it where it means something else.
    public static boolean isFindable(String value) {
        return value.length() >= SHORTEST_WORD
                && value.length() <= LONGEST
                && (isRandom(value) || MIXED.matcher(value).matches());
    }

    /// Whether the text has the value as a word of its own.
    public static boolean isIn(String text, String value) {
        for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
            if (edge(text, at - 1) && edge(text, at + value.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean edge(String text, int at) {
        return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }
}
