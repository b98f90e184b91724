package dev.watchkeeper.evidence;

import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.LogEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// A row of a source that an answer showed, with a digest of its content then.
///
/// @param stream the log or event stream
/// @param ref where it is in its source
/// @param sha256 of its content, hexadecimal
public record ShownRow(String stream, String ref, String sha256) {

    public static ShownRow of(LogEntry entry) {
        return new ShownRow(
                entry.stream(),
                entry.ref(),
                sha256(
                        entry.time()
                                + "\0"
                                + entry.level()
                                + "\0"
                                + entry.logger()
                                + "\0"
                                + entry.message()
                                + "\0"
                                + entry.exception()
                                + "\0"
                                + new TreeMap<>(entry.fields())));
    }

    public static ShownRow of(Event event) {
        return new ShownRow(
                event.stream(),
                event.ref(),
                sha256(event.time() + "\0" + event.type() + "\0" + new TreeMap<>(event.fields())));
    }

    /// SHA-256 of a text in UTF-8, hexadecimal.
    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
