package dev.watchkeeper.state;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Bytes in fewer bytes: raw deflate, RFC 1951.
final class Packed {

    private static final int PART = 4_096;

    private Packed() {}

    /// @param bytes what is left of it
    static byte[] of(ByteBuffer bytes) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var part = new byte[PART];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        }
    }

    /// The bytes that [#of] was given.
    ///
    /// @throws IllegalArgumentException for bytes that it did not give
    static ByteBuffer open(byte[] packed) {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(packed);
            var out = new ByteArrayOutputStream();
            var part = new byte[PART];
            while (!inflater.finished()) {
                int size = inflater.inflate(part);
                if (size == 0 && !inflater.finished()) {
                    throw new IllegalArgumentException("packed bytes that were cut off");
                }
                out.write(part, 0, size);
            }
            return ByteBuffer.wrap(out.toByteArray());
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not packed bytes", e);
        }
    }
}
