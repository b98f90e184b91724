package dev.watchkeeper.init;

import java.nio.file.Path;
import java.util.Locale;

/// Paths of logs as tools.yaml takes them, and what their streams might be called.
final class Globs {

    private Globs() {}

    /// A path that stands for itself: what would make a pattern of it is escaped.
    static String escaped(Path file) {
        return file.toString().replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
    }

    /// The name of a file without its ending.
    static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /// A name as tools.yaml wants it: lower case letters, digits, `-` and `_`.
    static String plain(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9_-]+", "-")
                        .replaceAll("^[_-]+|[_-]+$", "");
        String cut = plain.length() > 40 ? plain.substring(0, 40) : plain;
        return cut.isEmpty() || cut.equals("host") ? "unnamed" : cut;
    }
}
