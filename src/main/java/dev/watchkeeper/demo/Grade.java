package dev.watchkeeper.demo;

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
        this.icon = icon;
    }

    int number() {
        return number;
    }

    String icon() {
        return icon;
    }
}
