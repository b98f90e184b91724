package dev.watchkeeper.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// The body of a request, bounded in size and in the time that sending it may take.
final class RequestBody {

    private static final int LIMIT = 1 << 20;
    private static final long SECONDS = 10;

    private final byte[] bytes;
    private final @Nullable HttpRefusal refusal;

    private RequestBody(byte[] bytes, @Nullable HttpRefusal refusal) {
        this.bytes = bytes;
        this.refusal = refusal;
    }

    /// Empty when refused.
    byte[] bytes() {
        return bytes;
    }

    /// Why it was not read, or null.
    @Nullable HttpRefusal refusal() {
        return refusal;
    }

    /// What all bodies that are being read may hold together. Thread-safe.
    static final class Room {

        private static final int KILOBYTES = 16 << 10;
        private static final int UNIT = 1 << 10;

        private final Semaphore kilobytes = new Semaphore(KILOBYTES);

        RequestBody read(Request request) {
            long length = request.getLength();
            if (length > LIMIT) {
                return new RequestBody(new byte[0], HttpRefusal.TOO_LARGE);
            }
            int needed = 1 + (int) (length < 0 ? LIMIT : length) / UNIT;
            if (!kilobytes.tryAcquire(needed)) {
                return new RequestBody(new byte[0], HttpRefusal.MANY_BODIES);
            }
            try {
                return of(request);
            } finally {
                kilobytes.release(needed);
            }
        }
    }

    private static RequestBody of(Request request) {
        // Each read has its own time limit in Jetty, which a client can use a thousand times.
        var connection = request.getConnectionMetaData().getConnection().getEndPoint();
        var clock =
                request.getComponents()
                        .getScheduler()
                        .schedule(connection::close, SECONDS, TimeUnit.SECONDS);
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            return bytes.length > LIMIT
                    ? new RequestBody(new byte[0], HttpRefusal.TOO_LARGE)
                    : new RequestBody(bytes, null);
        } catch (IOException e) {
            return new RequestBody(new byte[0], HttpRefusal.BODY_BROKEN);
        } finally {
            clock.cancel();
        }
    }
}
