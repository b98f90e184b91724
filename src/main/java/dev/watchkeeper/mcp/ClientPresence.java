package dev.watchkeeper.mcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/// Whether the client of a request over HTTP/1.1 is still connected. Jetty does not read from a
/// connection while a request on it is answered, and so notices a client that left only when it
/// writes; we read in its place. Only for the thread that handles the request, after its body.
final class ClientPresence implements BooleanSupplier {

    private final EndPoint connection;
    private boolean pipelines;

    ClientPresence(Request request) {
        connection = request.getConnectionMetaData().getConnection().getEndPoint();
    }

    /// True when the client closed its connection, or the sending half of it.
    @Override
    public boolean getAsBoolean() {
        if (pipelines) {
            return !connection.isOpen();
        }
        try {
            ByteBuffer next = BufferUtil.allocate(1);
            int read = connection.fill(next);
            pipelines = read > 0;
            return read < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /// True when the client sent something behind its request. A byte of it is lost, so the
    /// connection must not be used for a further request.
    boolean pipelines() {
        return pipelines;
    }
}
