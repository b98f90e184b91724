package dev.watchkeeper.scenario;

/// The ways in which a service keeps what it says.
enum Flavour {
    /// Loguru's JSON lines, and events in SQLite.
    LOGURU(0),
    /// One table of everything, errors among it.
    JOURNAL(7),
    /// Text and JSON lines; nothing was tuned on it.
    TEXT(14),
    /// JSON lines of one's own, and events in a table of columns; only the later worlds have it.
    LINES(21);

    /// Added to the seed, so that no two flavours have the same world.
    final int offset;

    Flavour(int offset) {
        this.offset = offset;
    }

    Storage storage() {
        return switch (this) {
            case LOGURU -> new LoguruFiles();
            case JOURNAL -> new JournalTable();
            case TEXT -> new TextAndLines();
            case LINES -> new OwnLines();
        };
    }
}
