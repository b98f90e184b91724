package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.source.TimeText;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads times of whatever storage class SQLite kept them in.
record Times(TimeText texts) {

    Optional<Instant> of(@Nullable Object value) {
        return switch (value) {
            case String text -> texts.parse(text);
            case Long number -> texts.parse(number.longValue());
            case Double number -> texts.parse(number.doubleValue());
            case null, default -> Optional.empty();
        };
    }
}
