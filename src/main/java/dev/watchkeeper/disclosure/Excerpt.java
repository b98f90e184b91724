package dev.watchkeeper.disclosure;

/// Shortens texts on code-point boundaries, saying what was left out.
public final class Excerpt {

    /// What the mark of a gap takes, or a little more.
    private static final int MARK = 30;

    private Excerpt() {}

    /// The first characters of a text, with `…` where it was cut.
    public static String head(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        return text.substring(0, boundary(text, characters)) + "…";
    }

    /// The first and the last characters of a text, with the number left out between them; the
    /// whole text where saying so would take more room than it saves.
    public static String headAndTail(String text, int characters) {
        if (text.length() <= characters + MARK) {
            return text;
        }
        int head = boundary(text, characters / 2);
        int tail = boundary(text, text.length() - (characters - characters / 2));
        return text.substring(0, head)
                + " …["
                + (tail - head)
                + " characters left out]… "
                + text.substring(tail);
    }

    private static int boundary(String text, int index) {
        boolean splits =
                index > 0
                        && index < text.length()
                        && Character.isHighSurrogate(text.charAt(index - 1))
                        && Character.isLowSurrogate(text.charAt(index));
        return splits ? index - 1 : index;
    }
}
