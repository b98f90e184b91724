package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.source.sqlite.wall.ReadRows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row as SQLite gave it: each value a Long, Double, String, byte array or null.
///
/// @param key what names it in its table: the row id, the key, or null where there is neither
/// @param time the value of the time's column
/// @param values the further values selected, in order
record Row(@Nullable Object key, @Nullable Object time, List<@Nullable Object> values) {

    static Row of(ReadRows result, int columns) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            values.add(result.value(i + 3));
        }
        return new Row(result.value(1), result.value(2), Collections.unmodifiableList(values));
    }

    long id() {
        return key instanceof Long n ? n : 0;
    }

    /// About how many bytes of memory it takes.
    long size() {
        long size = 64;
        for (Object value : values) {
            size +=
                    switch (value) {
                        case String text -> 2L * text.length() + 40;
                        case byte[] bytes -> bytes.length + 16;
                        case null, default -> 16;
                    };
        }
        return size;
    }

    /// The beginning of the SHA-256 of time and values, without the key: the same row renumbered
    /// has the same.
    long hash() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        add(digest, time);
        values.forEach(value -> add(digest, value));
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static void add(MessageDigest digest, @Nullable Object value) {
        byte[] bytes =
                switch (value) {
                    case byte[] blob -> blob;
                    case null -> new byte[0];
                    case Object other -> other.toString().getBytes(StandardCharsets.UTF_8);
                };
        char kind = value == null ? 'n' : value.getClass().getSimpleName().charAt(0);
        digest.update(ByteBuffer.allocate(6).putChar(kind).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
