package dev.watchkeeper.disclosure.redaction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Lists that are part of the program: words to a line, `#` before a comment.
final class Lists {

    private Lists() {}

    /// The words of each line.
    static List<List<String>> read(String file) {
        return lines(Lists.class, file).stream()
                .map(line -> List.of(line.split(" +", -1)))
                .toList();
    }

    /// The lines of a resource that stands beside a class, but for comments.
    static List<String> lines(Class<?> beside, String file) {
        try (InputStream in =
                        Objects.requireNonNull(
                                beside.getResourceAsStream(file),
                                () -> file + " is part of the program");
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
