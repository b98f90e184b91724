package dev.watchkeeper.demo;

import java.nio.charset.StandardCharsets;

/// The levels of loguru, with the number and the icon that it writes.
enum Grade {
    INFO(20, "\u2139\ufe0f"),
    SUCCESS(25, "\u2705"),
    WARNING(30, "\u26a0\ufe0f"),
    ERROR(40, "\u274c");

    private final int number;
    private final String icon;

    Grade(int number, String icon) {
        this.number = number;
        // The icons are all of a line that is not ASCII. As the bytes of their UTF-8 they let the
        // line be built with one byte per character, which halves the time of a world.
        this.icon = new String(icon.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    int number() {
        return number;
    }

    /// The bytes of the icon in UTF-8, one character each.
    String icon() {
        return icon;
    }
}
