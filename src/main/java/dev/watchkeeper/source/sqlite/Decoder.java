package dev.watchkeeper.source.sqlite;

import java.time.Instant;

/// Makes a record of the model out of a row.
@FunctionalInterface
interface Decoder<T> {
    T decode(String ref, Instant time, Row row);
}
