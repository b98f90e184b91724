package dev.watchkeeper.investigate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/// Reads what a process prints without ever trusting its amount. Always to the end, because a
/// process whose pipe is full stands still.
final class Bounded {

    private Bounded() {}

    /// The first `most` bytes, once the stream has ended.
    static CompletableFuture<byte[]> readAsync(InputStream in, int most) {
        var text = new CompletableFuture<byte[]>();
        Thread.ofVirtual().start(() -> text.complete(read(in, most)));
        return text;
    }

    static void discard(InputStream in) {
        read(in, 0);
    }

    private static byte[] read(InputStream in, int most) {
        var kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                kept.write(buffer, 0, Math.min(n, most - kept.size()));
            }
        } catch (IOException ended) {
            return kept.toByteArray();
        }
        return kept.toByteArray();
    }
}
