package dev.watchkeeper.investigate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds out why a client could not connect, so that the person need not.
final class EndpointCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// A program has to start first.
    private static final Duration BRIDGE_PATIENCE = Duration.ofSeconds(10);

    private static final String PING =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                    + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"watchkeeper\","
                    + "\"version\":\"0\"}}}";

    private EndpointCheck() {}

    /// What stands at `endpoint` for a client with this token: the end of a sentence.
    static String explain(Endpoint endpoint, String token) {
        return switch (endpoint) {
            case Endpoint.Http(URI address) -> explain(address, token);
            case Endpoint.Bridge bridge -> explain(bridge, token);
        };
    }

    /// Starts the program as Claude would, and says nothing to it.
    private static String explain(Endpoint.Bridge bridge, String token) {
        Child child;
        try {
            child =
                    Child.start(
                            bridge.command(),
                            Map.of(
                                    Endpoint.TOKEN_VARIABLE,
                                    token,
                                    "PATH",
                                    "/usr/local/bin:/usr/bin:/bin"),
                            Path.of("/"));
        } catch (IOException e) {
            return bridge.command().getFirst() + " could not be started";
        }
        try {
            child.input().close();
            Thread.ofVirtual().start(() -> Bounded.discard(child.errors()));
            Thread.ofVirtual().start(() -> Bounded.discard(child.output()));
            int code =
                    child.onExit()
                            .get(BRIDGE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .exitValue();
            return switch (code) {
                case 0 -> bridge.name() + " answers by now, so another try may work";
                case 2 -> bridge.name() + " refuses this run's token";
                default -> "nothing answers at " + bridge.name();
            };
        } catch (TimeoutException | IOException | ExecutionException e) {
            return bridge.name() + " does not answer in time";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return bridge.name() + " was not asked";
        } finally {
            child.kill();
        }
    }

    private static String explain(URI endpoint, String token) {
        var request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(PING))
                        .build();
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            response.body().close();
            int status = response.statusCode();
            return switch (status) {
                case 200 -> endpoint + " answers by now, so another try may work";
                case 401, 403 -> endpoint + " refuses this run's token (HTTP " + status + ")";
                default -> endpoint + " answers with HTTP " + status;
            };
        } catch (IOException e) {
            return "nothing answers at " + endpoint;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return endpoint + " was not asked";
        } finally {
            client.shutdownNow();
        }
    }
}
