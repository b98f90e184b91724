package dev.watchkeeper.launch;

import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.mcp.StdioServer;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.SourceUnavailable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Answers launchers on a unix domain socket, one virtual thread for each connection. Who may
/// connect is the business of the socket's file; what a connection may do, that of its token.
public final class LaunchServer implements AutoCloseable {

    /// A launcher has one connection at a time besides those of its Claude.
    private static final int CONNECTIONS = 32;

    /// How long a connection may take to say what it wants.
    private static final Duration FIRST_LINE = Duration.ofSeconds(10);

    private final ServerSocketChannel door;
    private final LaunchDesk desk;
    private final ServerSettings settings;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    private LaunchServer(ServerSocketChannel door, LaunchDesk desk, ServerSettings settings) {
        this.door = door;
        this.desk = desk;
        this.settings = settings;
    }

    /// Answers on a channel that is bound, until it is closed.
    public static LaunchServer start(
            ServerSocketChannel door, LaunchDesk desk, ServerSettings settings) {
        var server = new LaunchServer(door, desk, settings);
        Thread.ofVirtual().name("launchers").start(server::accept);
        return server;
    }

    private void accept() {
        while (door.isOpen()) {
            try {
                SocketChannel connection = door.accept();
                if (open.size() >= CONNECTIONS) {
                    connection.close();
                    desk.refused("too many connections");
                } else {
                    open.add(connection);
                    Thread.ofVirtual().name("launcher").start(() -> serve(connection));
                }
            } catch (ClosedChannelException told) {
                return;
            } catch (IOException e) {
                settings.log()
                        .println("watchkeeper: a launcher could not connect: " + e.getMessage());
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection;
                InputStream in = new BufferedInputStream(Channels.newInputStream(connection));
                OutputStream out = Channels.newOutputStream(connection)) {
            Map<String, @Nullable Object> first;
            try (var _ = new ClosedAfter(connection, FIRST_LINE)) {
                first = Wire.read(in);
            }
            answer(first, connection, in, out);
        } catch (BadRequest e) {
            desk.refused("not understood");
        } catch (IOException e) {
            // Whoever it was is gone, or was closed for taking too long: nobody to tell.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    private void answer(
            Map<String, @Nullable Object> first,
            SocketChannel connection,
            InputStream in,
            OutputStream out)
            throws IOException, InterruptedException {
        Ask ask;
        try {
            ask = Ask.read(first);
        } catch (BadRequest e) {
            Wire.write(out, Map.of("error", e.text()));
            throw e;
        }
        try {
            switch (ask) {
                case Ask.Next _ -> {
                    var answer = new LinkedHashMap<String, @Nullable Object>();
                    answer.put("run", desk.next().map(Offer::fields).orElse(null));
                    Wire.write(out, answer);
                }
                case Ask.Written(String token) -> {
                    Optional<Boolean> written = desk.written(token);
                    Wire.write(out, written.isPresent() ? Map.of("ok", written.get()) : refusal());
                }
                case Ask.Ended(String token, Report report) ->
                        Wire.write(
                                out, desk.report(token, report) ? Map.of("ok", true) : refusal());
                case Ask.Tools(String token) -> tools(token, connection, in, out);
            }
        } catch (SourceUnavailable e) {
            Wire.write(out, Map.of("error", "the state cannot be used now"));
            settings.log().println("watchkeeper: a launcher was not answered: " + e.text());
        }
    }

    private void tools(String token, SocketChannel connection, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        Optional<LaunchDesk.Opened> opened = desk.open(token);
        if (opened.isEmpty()) {
            Wire.write(out, refusal());
            return;
        }
        Wire.write(out, Map.of("ok", true));
        try (var _ = new ClosedAfter(connection, opened.get().left())) {
            new StdioServer(opened.get().toolbox(), settings, opened.get().session(), in, out)
                    .run();
        }
    }

    private Map<String, Object> refusal() {
        desk.refused("unknown token");
        return Map.of("error", LaunchClient.REFUSED);
    }

    /// Closes the door and whoever came through it.
    @Override
    public void close() throws IOException {
        door.close();
        for (SocketChannel connection : open) {
            connection.close();
        }
    }
}
