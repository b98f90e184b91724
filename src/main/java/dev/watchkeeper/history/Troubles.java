package dev.watchkeeper.history;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// What goes wrong again and again, said once when it begins and once when it is over. Thread-safe.
final class Troubles {

    private final Consumer<String> talk;
    private final Map<String, Long> failed = new HashMap<>();

    private boolean hushed;

    Troubles(Consumer<String> talk) {
        this.talk = talk;
    }

    /// From now on nothing is said: whatever fails does so because all ends.
    synchronized void hush() {
        hushed = true;
    }

    /// `problem` is a sentence without its full stop, said when it is the first in a row.
    synchronized void failed(String what, String problem) {
        if (!hushed && failed.merge(what, 1L, Long::sum) == 1) {
            talk.accept(what + ": " + problem);
        }
    }

    synchronized void worked(String what) {
        Long times = failed.remove(what);
        if (times != null) {
            talk.accept(what + ": works again, after it failed " + times + " times");
        }
    }
}
