package dev.watchkeeper.investigate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Finds out why a client could not connect, so that the person need not.
final class EndpointCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String PING =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                    + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"watchkeeper\","
                    + "\"version\":\"0\"}}}";

    private EndpointCheck() {}

    /// What stands at `endpoint` for a client with this token: the end of a sentence.
    static String explain(URI endpoint, String token) {
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
