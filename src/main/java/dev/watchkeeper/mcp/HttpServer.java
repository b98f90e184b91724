package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// MCP over streamable HTTP on loopback, at `/mcp`, for clients with a bearer token; and `/healthz`
/// for all who can reach it. What it refuses it refuses by default: there is nothing to switch on.
public final class HttpServer implements AutoCloseable {

    private static final int CONNECTIONS = 256;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);

    private final Server server;
    private final ServerConnector connector;
    private final CallsInFlight calls;

    private HttpServer(Server server, ServerConnector connector, CallsInFlight calls) {
        this.server = server;
        this.connector = connector;
        this.calls = calls;
    }

    /// A server that answers when this returns.
    ///
    /// @param authenticate the session that a token opens, in a time that tells nothing of any
    ///   token: [BearerTokens] or the like
    /// @param port 0 for any free one
    /// @throws IOException when the port cannot be had
    /// @throws IllegalArgumentException when an empty token would open a session
    public static HttpServer start(
            Toolbox toolbox,
            ServerSettings settings,
            Function<String, Optional<Session>> authenticate,
            int port)
            throws IOException {
        if (authenticate.apply("").isPresent()) {
            throw new IllegalArgumentException("an empty bearer token must not open a session");
        }
        var calls = new CallsInFlight(settings.callTime());
        var dispatch = new Dispatch(new ToolCalls(toolbox, settings, calls), settings);
        var threads = new QueuedThreadPool(16, 4);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        var server = new Server(threads);
        var connector = connector(server, settings, port);
        server.addConnector(connector);
        server.setHandler(new McpEndpoint(authenticate, dispatch, calls, settings));
        server.setErrorHandler(new BareErrors());
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (IOException e) {
            server.destroy();
            throw new IOException(
                    "port " + port + " on 127.0.0.1 cannot be opened: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not start", e);
        }
        return new HttpServer(server, connector, calls);
    }

    public int port() {
        return connector.getLocalPort();
    }

    /// Where clients connect to.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port() + McpEndpoint.PATH);
    }

    /// Cancels what runs, says so to whoever waits for it, and closes every connection.
    @Override
    public void close() {
        calls.close(LAST_ANSWERS);
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }

    private static ServerConnector connector(Server server, ServerSettings settings, int port) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(16 * 1024);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        // A connection on which a call runs is idle until its answer.
        connector.setIdleTimeout(IDLE.plus(settings.callTime()).toMillis());
        connector.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
        connector.addBean(new FirstRequest(connector));
        return connector;
    }

    /// Closes a connection whose first request does not come: one byte of a header now and then
    /// keeps it from being idle.
    private record FirstRequest(ServerConnector connector) implements Connection.Listener {

        @Override
        public void onOpened(Connection connection) {
            connector
                    .getScheduler()
                    .schedule(
                            () -> {
                                if (connection.getMessagesIn() == 0) {
                                    connection.getEndPoint().close();
                                }
                            },
                            FIRST_REQUEST.toMillis(),
                            TimeUnit.MILLISECONDS);
        }

        @Override
        public void onClosed(Connection connection) {}
    }
}
