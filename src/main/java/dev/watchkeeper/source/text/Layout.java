package dev.watchkeeper.source.text;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the first line of an entry is laid out.
interface Layout {

    boolean matches(String line);

    /// The named parts of a line, or empty when it does not have this layout.
    Optional<Parts> parts(String line);

    Levels levels();

    /// How a line says its level.
    enum Levels {
        /// By one of the usual words.
        WORDS,
        /// By a mark or word of its own.
        MARKED,
        /// By an HTTP status: 5xx ERROR, 4xx WARN, else INFO.
        STATUS,
        /// Not, or not always.
        INFERRED
    }

    /// The parts of one line by name, in their order.
    record Parts(Map<String, String> named) {

        @Nullable String get(String name) {
            return named.get(name);
        }
    }
}
