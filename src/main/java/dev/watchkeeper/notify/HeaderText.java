package dev.watchkeeper.notify;

/// Text as the value of an HTTP header.
final class HeaderText {

    private static final int MOST = 200;

    private HeaderText() {}

    /// Printable ASCII without spaces; anything else is a hyphen, so that no header can be added.
    static String of(String text) {
        String plain = text.replaceAll("[^!-~]", "-");
        return plain.length() > MOST ? plain.substring(0, MOST) : plain;
    }
}
