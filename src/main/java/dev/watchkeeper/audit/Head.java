package dev.watchkeeper.audit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where the chain ends: written after each record, so that the next one need not be searched for,
/// and so that records cut off at the end are missed.
///
/// @param number of the last record; 0 before the first
/// @param hash of the last record
/// @param file the name of the file that holds it
/// @param size of that file
record Head(long number, String hash, String file, long size) {

    /// What stands in place of the hash of a record before the first.
    static final String NOTHING = "0".repeat(64);

    static final Head NONE = new Head(0, NOTHING, "", 0);

    private static final int LENGTH = 256;

    /// What the file `head` holds; empty when that is not what we wrote.
    static Optional<Head> parse(String text) {
        try {
            Map<?, ?> map = JsonMapper.shared().readValue(text, Map.class);
            return map.get("number") instanceof Number number
                            && map.get("hash") instanceof String hash
                            && hash.matches("[0-9a-f]{64}")
                            && map.get("file") instanceof String file
                            && AuditFiles.isName(file)
                            && map.get("size") instanceof Number size
                    ? Optional.of(new Head(number.longValue(), hash, file, size.longValue()))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Always of the same length, so that it is overwritten whole.
    String text() {
        String json =
                String.format(
                        Locale.ROOT,
                        "{\"number\": %d, \"hash\": \"%s\", \"file\": \"%s\", \"size\": %d}",
                        number,
                        hash,
                        file,
                        size);
        return json + " ".repeat(Math.max(0, LENGTH - 1 - json.length())) + "\n";
    }

    Head at(String otherFile, long otherSize) {
        return new Head(number, hash, otherFile, otherSize);
    }
}
