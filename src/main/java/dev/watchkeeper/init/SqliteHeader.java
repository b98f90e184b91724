package dev.watchkeeper.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Tells SQLite files by their first 16 bytes (sqlite.org/fileformat.html, 1.3), whatever they are
/// called.
final class SqliteHeader {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SMALLEST = 512;

    /// Endings of which there are many, and which no database has.
    private static final Set<String> NEVER =
            Set.of(
                    "py", "pyc", "js", "ts", "mjs", "cjs", "map", "css", "scss", "html", "htm",
                    "md", "rst", "txt", "json", "jsonl", "yaml", "yml", "toml", "xml", "csv", "svg",
                    "png", "jpg", "jpeg", "gif", "webp", "ico", "woff", "woff2", "ttf", "mp3",
                    "mp4", "wav", "ogg", "pdf", "zip", "gz", "tgz", "bz2", "xz", "zst", "tar",
                    "whl", "jar", "class", "so", "o", "a", "h", "c", "cpp", "hpp", "rs", "go",
                    "java", "rb", "php", "sh", "log", "lock", "pem", "key", "crt", "conf", "cfg",
                    "ini", "service", "sql");

    private SqliteHeader() {}

    /// The database that a regular file is; empty when it is none.
    ///
    /// @throws IOException when it may not be read
    static Optional<DatabaseFile> read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (NEVER.contains(name.substring(name.lastIndexOf('.') + 1))
                || name.endsWith("-wal")
                || name.endsWith("-shm")
                || name.endsWith("-journal")) {
            return Optional.empty();
        }
        var seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!seen.isRegularFile() || seen.size() < SMALLEST) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                return Optional.empty();
            }
        }
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        long bytes = seen.size();
        Instant changed = seen.lastModifiedTime().toInstant();
        if (Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
            bytes += Files.size(log);
            Instant logged = Files.getLastModifiedTime(log).toInstant();
            changed = logged.isAfter(changed) ? logged : changed;
        }
        return Optional.of(new DatabaseFile(file, bytes, changed));
    }
}
