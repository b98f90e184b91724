package dev.watchkeeper.audit;

import dev.watchkeeper.disclosure.VisibleValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.JsonpCharacterEscapes;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A record as its line in the file: a JSON object whose `previous` is the hash of the record
/// before, and whose last key `hash` is the SHA-256 of the line's bytes before `,"hash":`. Nothing
/// has to be written again in some canonical form to check it: `sha256sum` does.
///
/// @param number from 1 on, without a gap over all files
/// @param fields every key of the record, in order
record ChainLine(
        long number,
        Instant time,
        String previous,
        String hash,
        Map<String, @Nullable Object> fields) {

    private static final byte[] HASH_KEY = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_DIGITS = 64;
    private static final int SUFFIX = HASH_KEY.length + HASH_DIGITS + 2;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    // U+2028 and U+2029 end a line for some readers of lines.
                                    .characterEscapes(JsonpCharacterEscapes.instance())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> MAP =
            new TypeReference<>() {};

    /// The line for an event, without its line break.
    static byte[] bytes(long number, Instant time, AuditEvent event, String previous) {
        var record = new LinkedHashMap<String, @Nullable Object>();
        record.put("n", number);
        record.put("time", time.toString());
        var visible = new VisibleValues();
        event.fields()
                .forEach((key, value) -> {
                    if (value != null) {
                        record.put(key, Bounded.of(visible.of(value)));
                    }
                });
        record.put("previous", previous);
        byte[] whole = JSON.writeValueAsString(record).getBytes(StandardCharsets.UTF_8);
        byte[] line = Arrays.copyOf(whole, whole.length - 1 + SUFFIX);
        int end = whole.length - 1;
        byte[] tail =
                (",\"hash\":\"" + sha256(whole, end) + "\"}").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(tail, 0, line, end, tail.length);
        return line;
    }

    /// Reads a line.
    ///
    /// @return null when it is no record; its hash need not be right
    static @Nullable ChainLine read(byte[] line) {
        if (writtenHash(line) == null) {
            return null;
        }
        try {
            Map<String, @Nullable Object> fields =
                    JSON.readValue(new String(line, StandardCharsets.UTF_8), MAP);
            return fields.get("n") instanceof Number number
                            && fields.get("time") instanceof String time
                            && fields.get("previous") instanceof String previous
                            && fields.get("hash") instanceof String hash
                    ? new ChainLine(number.longValue(), Instant.parse(time), previous, hash, fields)
                    : null;
        } catch (JacksonException | DateTimeException e) {
            return null;
        }
    }

    /// What the hash of this line has to be.
    static String rightHash(byte[] line) {
        return sha256(line, line.length - SUFFIX);
    }

    /// Whether it is the record behind that of this number and hash.
    boolean follows(long lastNumber, String lastHash) {
        return number == lastNumber + 1 && previous.equals(lastHash);
    }

    static String sha256(byte[] bytes, int length) {
        MessageDigest digest = sha256();
        digest.update(bytes, 0, length);
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static @Nullable String writtenHash(byte[] line) {
        int at = line.length - SUFFIX;
        if (at < 1
                || !Arrays.equals(line, at, at + HASH_KEY.length, HASH_KEY, 0, HASH_KEY.length)) {
            return null;
        }
        String hash =
                new String(line, at + HASH_KEY.length, HASH_DIGITS, StandardCharsets.US_ASCII);
        return hash.matches("[0-9a-f]{64}") && line[line.length - 1] == '}' ? hash : null;
    }
}
