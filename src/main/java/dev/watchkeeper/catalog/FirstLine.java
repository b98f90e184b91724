package dev.watchkeeper.catalog;

/// The first line of a text, cut where it is long.
final class FirstLine {

    private static final int LONGEST = 300;

    private FirstLine() {}

    static String of(String text) {
        String stripped = text.strip();
        int end = stripped.indexOf('\n');
        String line = end < 0 ? stripped : stripped.substring(0, end).strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int cut = Character.isHighSurrogate(line.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return line.substring(0, cut) + "…";
    }
}
