package dev.watchkeeper.model;

import java.util.Locale;
import java.util.Optional;

/// How grave a log entry is, in the order of gravity. The names of other systems are folded into
/// these.
public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL;

    /// Reads the level names of loguru, log4j, Python, syslog, Apache and the usual abbreviations,
    /// in any case, and the numbers of Python's logging (10 to 50). Empty when the text is none of
    /// them.
    public static Optional<Level> parse(String text) {
        return Optional.ofNullable(
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "trace", "trc", "t", "finest", "finer", "5" -> TRACE;
                    case "debug", "dbg", "d", "fine", "10" -> DEBUG;
                    case "info",
                            "inf",
                            "i",
                            "information",
                            "informational",
                            "notice",
                            "success",
                            "config",
                            "20",
                            "25" ->
                            INFO;
                    case "warn", "warning", "wrn", "w", "30" -> WARN;
                    case "error", "err", "e", "severe", "exception", "40" -> ERROR;
                    case "fatal",
                            "critical",
                            "crit",
                            "alert",
                            "emerg",
                            "emergency",
                            "panic",
                            "c",
                            "f",
                            "50" ->
                            FATAL;
                    default -> null;
                });
    }

    public boolean atLeast(Level other) {
        return compareTo(other) >= 0;
    }
}
