package dev.watchkeeper.investigate;

/// Text of another program, made fit for one line of a message.
final class Printable {

    private Printable() {}

    /// Printable ASCII alone, every other run of characters as one space; at most `most`
    /// characters, then `…`.
    static String of(String text, int most) {
        String plain = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return plain.length() <= most ? plain : plain.substring(0, most) + "…";
    }
}
