package dev.watchkeeper.disclosure.redaction;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key of an installation under which secrets become marks. Equal values have equal marks, and
/// without the key no guess can be tried against a mark.
///
/// The digits are the head of HMAC-SHA-256 (RFC 2104) over the value alone, so a value keeps its
/// digits whichever rule found it, though the kind beside them may differ.
public final class MarkKey {

    /// Bytes of a key.
    static final int SIZE = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 4;

    private final SecretKeySpec key;

    private MarkKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// The key of these 32 bytes.
    public static MarkKey of(byte[] key) {
        if (key.length != SIZE) {
            throw new IllegalArgumentException(
                    "a mark key has " + SIZE + " bytes, not " + key.length);
        }
        return new MarkKey(key.clone());
    }

    /// The key in `redaction.key` of the state folder; made where there is none. Several processes
    /// may ask at once, and get the same.
    ///
    /// @throws dev.watchkeeper.model.SourceUnavailable when it cannot be read or made
    public static MarkKey in(Path folder) {
        return new MarkKey(new MarkKeyFile(folder).readOrMake());
    }

    /// The mark in place of a value.
    String mark(String kind, String value) {
        return Marks.of(kind, HexFormat.of().formatHex(digest(value)));
    }

    private byte[] digest(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, SHOWN_BYTES);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + ALGORITHM, missing);
        }
    }
}
