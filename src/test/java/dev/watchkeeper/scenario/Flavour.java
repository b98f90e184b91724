package dev.watchkeeper.scenario;

import java.util.function.Supplier;

/// The ways in which a service keeps what it says.
enum Flavour {
    /// Loguru's JSON lines, and events in SQLite.
    LOGURU(LoguruFiles::new),
    /// One table of everything, errors among it.
    JOURNAL(JournalTable::new),
    /// Text and JSON lines; nothing was tuned on it.
    TEXT(TextAndLines::new);

    private final Supplier<Storage> storage;

    Flavour(Supplier<Storage> storage) {
        this.storage = storage;
    }

    Storage storage() {
        return storage.get();
    }
}
