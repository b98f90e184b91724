package dev.watchkeeper.mcp;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/// MCP over streamable HTTP at `/mcp` and `/mcp/{toolset}` for clients whose token the gate admits;
/// `/healthz` for all who can reach it, `/metrics`, and what OAuth clients ask for. What it refuses
/// it refuses by default: there is nothing to switch on.
public final class HttpServer implements AutoCloseable {

    private static final int CONNECTIONS = 512;
    private static final int WAITING_TO_BE_ACCEPTED = 256;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final HttpSettings http;
    private final Server server;
    private final ServerConnector connector;
    private final CallsInFlight calls;
    private final @Nullable Certificate certificate;

    private HttpServer(
            HttpSettings http,
            Server server,
            ServerConnector connector,
            CallsInFlight calls,
            @Nullable Certificate certificate) {
        this.http = http;
        this.server = server;
        this.connector = connector;
        this.calls = calls;
        this.certificate = certificate;
    }

    /// A server that answers when this returns.
    ///
    /// @param log hears of every request that is turned away, but for those with which one address
    ///   would flood it: these it is told the number of
    /// @throws IOException when the port cannot be had
    /// @throws dev.watchkeeper.model.BadRequest when the certificate or its key cannot be used
    /// @throws IllegalArgumentException when an empty token would let somebody in
    public static HttpServer start(
            HttpSettings http, ServerSettings settings, Gate gate, DoorLog log) throws IOException {
        return start(http, settings, gate, log, System::nanoTime);
    }

    /// The same, with more to say at `/metrics`.
    ///
    /// @param families asked at each request of them
    public static HttpServer start(
            HttpSettings http,
            ServerSettings settings,
            Gate gate,
            DoorLog log,
            Supplier<List<MetricFamily>> families)
            throws IOException {
        return start(http, settings, gate, log, families, System::nanoTime);
    }

    /// @param nanos a monotonic clock, by which rates and sessions are measured
    static HttpServer start(
            HttpSettings http, ServerSettings settings, Gate gate, DoorLog log, LongSupplier nanos)
            throws IOException {
        return start(http, settings, gate, log, List::of, nanos);
    }

    private static HttpServer start(
            HttpSettings http,
            ServerSettings settings,
            Gate gate,
            DoorLog log,
            Supplier<List<MetricFamily>> families,
            LongSupplier nanos)
            throws IOException {
        if (gate.admit("") instanceof Gate.Admission.Admitted) {
            throw new IllegalArgumentException("an empty bearer token must not open a session");
        }
        HttpSettings.Tls tls = http.tls();
        Certificate certificate = tls == null ? null : new Certificate(tls, settings.log());
        var threads = new QueuedThreadPool(16, 4);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        var server = new Server(threads);
        var connector = connector(server, http, settings, certificate);
        server.addConnector(connector);
        var connections = new Connections(CONNECTIONS, connector.getScheduler());
        connector.addBean(connections);
        var calls = new CallsInFlight(settings.callTime());
        server.setHandler(door(http, settings, gate, log, families, nanos, connections, calls));
        server.setErrorHandler(new BareErrors());
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (IOException e) {
            server.destroy();
            throw new IOException(
                    "port "
                            + http.port()
                            + " on "
                            + http.host()
                            + " cannot be opened: "
                            + e.getMessage(),
                    e);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not start", e);
        }
        if (certificate != null) {
            certificate.watch(connector.getScheduler());
        }
        return new HttpServer(http, server, connector, calls, certificate);
    }

    public int port() {
        return connector.getLocalPort();
    }

    /// Where clients connect to.
    public URI endpoint() {
        return http.endpoint(port());
    }

    /// Looks now whether the certificate was renewed; it is looked at every few seconds anyway.
    void renewCertificate() {
        if (certificate != null) {
            certificate.renew();
        }
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

    private static Door door(
            HttpSettings http,
            ServerSettings settings,
            Gate gate,
            DoorLog log,
            Supplier<List<MetricFamily>> families,
            LongSupplier nanos,
            Connections connections,
            CallsInFlight calls) {
        var metrics = new Metrics(settings.version());
        var refusals = new Refusals(log, metrics, nanos);
        var sessions = new McpSessions(nanos);
        var mcp =
                new McpRoute(
                        gate,
                        new Challenge(http.resource()),
                        new Dispatches(settings, calls, metrics),
                        calls,
                        sessions,
                        refusals,
                        connections,
                        nanos);
        return new Door(
                http,
                settings,
                connections,
                mcp,
                refusals,
                () -> metrics.text(Door.gauges(calls, sessions, connections), families.get()));
    }

    private static ServerConnector connector(
            Server server,
            HttpSettings http,
            ServerSettings settings,
            @Nullable Certificate certificate) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(16 * 1024);
        var plain = new HttpConnectionFactory(configuration);
        ServerConnector connector;
        if (certificate == null) {
            connector = new ServerConnector(server, 1, 1, plain);
        } else {
            var encrypted = new SslConnectionFactory(certificate.context(), plain.getProtocol());
            // It would compare Host with the certificate; ours is compared with what is configured.
            encrypted.setEnsureSecureRequestCustomizer(false);
            connector = new ServerConnector(server, 1, 1, encrypted, plain);
        }
        connector.setHost(http.host());
        connector.setPort(http.port());
        connector.setAcceptQueueSize(WAITING_TO_BE_ACCEPTED);
        // A connection on which a call runs is idle until its answer.
        connector.setIdleTimeout(IDLE.plus(settings.callTime().multipliedBy(2)).toMillis());
        return connector;
    }
}
