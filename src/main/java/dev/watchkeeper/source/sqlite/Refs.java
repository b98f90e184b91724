package dev.watchkeeper.source.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The text by which a row is named and found again: its row id; where there is none `k` and its
/// key, or `t` with its time and the hash of its content.
final class Refs {

    private Refs() {}

    static String of(Row row) {
        return switch (row.key()) {
            case Long id -> Long.toString(id);
            case String key -> "k" + encoded(key);
            case null, default -> typed(row.time()) + "." + Long.toHexString(row.hash());
        };
    }

    /// The key that a ref names: a Long or a String; empty when it names a row by its time.
    static Optional<Object> key(String ref) {
        if (ref.startsWith("k")) {
            return decoded(ref.substring(1)).map(text -> text);
        }
        try {
            return Optional.of(Long.valueOf(ref));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The raw time that a ref names.
    static Optional<Object> time(String ref) {
        int dot = ref.lastIndexOf('.');
        if (dot < 2 || ref.charAt(0) != 't') {
            return Optional.empty();
        }
        Optional<String> text = decoded(ref.substring(2, dot));
        try {
            return switch (ref.charAt(1)) {
                case 'l' -> text.map(Long::valueOf);
                case 'd' -> text.map(Double::valueOf);
                default -> text.map(t -> t);
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String typed(@Nullable Object time) {
        char kind = time instanceof Long ? 'l' : time instanceof Double ? 'd' : 's';
        return "t" + kind + encoded(String.valueOf(time));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
