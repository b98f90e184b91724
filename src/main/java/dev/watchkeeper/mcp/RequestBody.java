package dev.watchkeeper.mcp;

import java.io.IOException;
import java.io.InputStream;
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

    /// What the large bodies that are being read may hold together, and those of one token.
    /// Thread-safe.
    static final class Room {

        /// Up to here a body is not counted: the number of connections bounds these.
        private static final long SMALL = 16 << 10;

        private static final int BODIES = 16;
        private static final int PER_TOKEN = 4;

        private final Lane lane = new Lane(BODIES, PER_TOKEN);

        RequestBody read(Request request, String token) {
            long length = request.getLength();
            if (length > LIMIT) {
                return new RequestBody(new byte[0], HttpRefusal.TOO_LARGE);
            }
            if (length >= 0 && length <= SMALL) {
                return of(request);
            }
            if (!lane.enterNow(token)) {
                return new RequestBody(new byte[0], HttpRefusal.MANY_BODIES);
            }
            try {
                return of(request);
            } finally {
                lane.leave(token);
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
