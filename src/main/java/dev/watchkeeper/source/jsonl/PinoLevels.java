package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.model.Level;
import java.util.Map;
import java.util.Optional;

/// The level numbers of pino and bunyan, which are not those of Python: 30 is information there.
final class PinoLevels {

    private PinoLevels() {}

    /// Both write these three with every line, and the level as a number.
    static boolean is(Map<String, Object> leaves) {
        return leaves.containsKey("pid")
                && leaves.containsKey("hostname")
                && leaves.containsKey("msg");
    }

    static Optional<Level> parse(String text) {
        return switch (text) {
            case "10" -> Optional.of(Level.TRACE);
            case "20" -> Optional.of(Level.DEBUG);
            case "30" -> Optional.of(Level.INFO);
            case "40" -> Optional.of(Level.WARN);
            case "50" -> Optional.of(Level.ERROR);
            case "60" -> Optional.of(Level.FATAL);
            default -> Level.parse(text);
        };
    }
}
