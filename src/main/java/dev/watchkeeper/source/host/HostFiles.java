package dev.watchkeeper.source.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The small files in which Linux tells about itself, below one folder: `/`, or a copy in tests.
record HostFiles(Path root) {

    /// More than any of these files has; `/proc/stat` of the largest machines has 200 kB.
    private static final int MOST = 2_000_000;

    Path path(String file) {
        return root.resolve(file);
    }

    /// The text of a file, or null where it is missing, closed to us, or the kernel declines.
    @Nullable String text(String file) {
        // Not Files.readString: it throws at bytes that are no UTF-8, and names of processes and
        // mount
        // points may have any.
        try (var in = Files.newInputStream(path(file))) {
            return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }

    /// The lines of a file; none where it cannot be read.
    List<String> lines(String file) {
        String text = text(file);
        return text == null ? List.of() : text.lines().toList();
    }

    /// The one number of a file, or null where there is none (`max` is none).
    @Nullable Long number(String file) {
        String text = text(file);
        return text == null ? null : number(text, 0);
    }

    boolean exists(String file) {
        return Files.exists(path(file));
    }

    /// The names in a folder that begin with a digit, as those of processes do.
    List<String> numbered(String folder) {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(path(folder), "[0-9]*")) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            return names;
        }
        return names;
    }

    /// The number in the given field of a text, fields being divided by white space; null where
    /// there is none.
    static @Nullable Long number(String text, int field) {
        String[] fields = fields(text);
        if (field >= fields.length) {
            return null;
        }
        try {
            return Long.parseLong(fields[field]);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static String[] fields(String text) {
        return text.strip().split("\\s+", -1);
    }

    /// The value behind a key in lines of `key value` or `Key: value kB`; null where there is none.
    static @Nullable Long value(List<String> lines, String key) {
        for (String line : lines) {
            if (line.startsWith(key)
                    && line.length() > key.length()
                    && (line.charAt(key.length()) == ' ' || line.charAt(key.length()) == ':')) {
                return number(line.substring(key.length() + 1), 0);
            }
        }
        return null;
    }
}
