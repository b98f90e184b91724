package dev.watchkeeper.mcp;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Every request over HTTP comes in here: those that do not mean this server go no further,
/// whatever they ask for, and nothing that goes wrong gets out.
final class Door extends Handler.Abstract {

    private static final Pattern TOOLSET = Pattern.compile("/mcp/([A-Za-z0-9_-]{1,64})");

    private final HttpSettings settings;
    private final ServerSettings server;
    private final HostCheck hosts;
    private final Peers peers;
    private final Connections connections;
    private final McpRoute mcp;
    private final Refusals refusals;
    private final Supplier<String> metrics;
    private final byte @Nullable [] resource;
    private final List<String> resourcePaths;

    Door(
            HttpSettings settings,
            ServerSettings server,
            Connections connections,
            McpRoute mcp,
            Refusals refusals,
            Supplier<String> metrics) {
        this.settings = settings;
        this.server = server;
        this.hosts = new HostCheck(settings.hosts());
        this.peers = new Peers(settings.behindProxy());
        this.connections = connections;
        this.mcp = mcp;
        this.refusals = refusals;
        this.metrics = metrics;
        ProtectedResource oauth = settings.resource();
        this.resource = oauth == null ? null : Json.bytes(oauth.metadata());
        this.resourcePaths =
                oauth == null
                        ? List.of()
                        : List.of(
                                ProtectedResource.WELL_KNOWN,
                                ProtectedResource.WELL_KNOWN + McpRoute.PATH,
                                oauth.metadataUri().getPath());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Runnable idle = connections.began(request);
        var exchange =
                new Exchange(
                        request, response, Callback.from(callback, idle), peers.client(request));
        try {
            respond(exchange);
        } catch (RuntimeException e) {
            Dispatch.internal(server, "the HTTP server", e);
            exchange.refuse(HttpRefusal.INTERNAL);
        }
        return true;
    }

    private void respond(Exchange exchange) {
        HttpRefusal foreign = hosts.refusal(exchange);
        if (foreign != null) {
            turnAway(exchange, foreign);
            return;
        }
        String path = String.valueOf(exchange.request().getHttpURI().getPath());
        var toolset = TOOLSET.matcher(path);
        if (path.equals(McpRoute.PATH)) {
            mcp.handle(exchange, null);
        } else if (toolset.matches()) {
            mcp.handle(exchange, toolset.group(1));
        } else if (path.equals("/healthz")) {
            get(exchange, () -> exchange.json(200, Json.bytes(Map.of("status", "ok"))));
        } else if (path.equals("/metrics")) {
            get(exchange, () -> metrics(exchange));
        } else if (resource != null && resourcePaths.contains(path)) {
            get(exchange, () -> exchange.json(200, resource));
        } else {
            turnAway(exchange, HttpRefusal.NOT_FOUND);
        }
    }

    private void get(Exchange exchange, Runnable answer) {
        if (exchange.is("GET")) {
            answer.run();
        } else {
            turnAway(exchange.with("Allow", "GET"), HttpRefusal.NOT_GET);
        }
    }

    private void metrics(Exchange exchange) {
        if (peers.local(exchange.request())
                || Bearer.of(exchange).filter(settings.metricsToken()).isPresent()) {
            exchange.text(Metrics.TYPE, metrics.get());
        } else {
            long wait = refusals.failedLogin(exchange.client());
            if (wait > 0) {
                turnAway(
                        exchange.with("Retry-After", String.valueOf(wait)),
                        HttpRefusal.FAILS_OFTEN);
            } else {
                turnAway(exchange.with(Challenge.HEADER, "Bearer"), HttpRefusal.UNAUTHORIZED);
            }
        }
    }

    private void turnAway(Exchange exchange, HttpRefusal refusal) {
        refusals.tell(exchange.client(), "", refusal, refusal.reason());
        exchange.refuse(refusal);
    }

    /// What the metrics say beside what was counted.
    static Map<String, Metrics.Gauge> gauges(
            CallsInFlight calls, McpSessions sessions, Connections connections) {
        var gauges = new TreeMap<String, Metrics.Gauge>();
        gauges.put("calls_in_flight", new Metrics.Gauge("Calls not answered yet.", calls.count()));
        gauges.put("connections", new Metrics.Gauge("Open connections.", connections.count()));
        gauges.put("sessions", new Metrics.Gauge("Sessions of clients.", sessions.count()));
        return gauges;
    }
}
