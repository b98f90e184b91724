package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.access.PreSharedTokens;
import dev.watchkeeper.access.Scope;
import dev.watchkeeper.access.TokenStore;
import dev.watchkeeper.cli.terminal.Scopes;
import dev.watchkeeper.mcp.DoorLog;
import dev.watchkeeper.mcp.HttpServer;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.workplace.Visitors;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every tool against every way of not being allowed to, over real HTTP, with what is set when
/// nothing is set.
@Tag("slow")
class AccessMatrixTest {

    private static final String REMARK =
            "nothing older than 1d is shown here: that is how far back this access may look";

    @TempDir Path folder;
    private ScopedWorld world;
    private TokenStore tokens;
    private HttpServer server;
    private String plain = "";
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws Exception {
        world = new ScopedWorld(folder);
        tokens = new TokenStore(world.workplace().state(), () -> now, Runnable::run);
        server =
                HttpServer.start(
                        HttpSettings.loopback(0),
                        new ServerSettings("test", new PrintStream(PrintStream.nullOutputStream())),
                        new Visitors(
                                new PreSharedTokens(
                                        tokens, Scopes.declared(world.workplace().configuration())),
                                world.workplace().toolboxes(),
                                null),
                        DoorLog.NONE);
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
        world.close();
    }

    @Test
    void everyToolAgainstEveryWayOfNotBeingAllowedTo() throws Exception {
        String enough = tokens.add("enough", everything(), null);
        String expired = tokens.add("expired", everything(), Duration.ofMinutes(1));
        String revoked = tokens.add("revoked", everything(), null);
        tokens.revoke("revoked");
        now = now.plusSeconds(61);
        String logs =
                tokens.add(
                        "logs",
                        new Scope(
                                "logs", List.of(), List.of(), List.of(), null, null, 9_999, false),
                        null);
        plain = tokens.add("plain", scope(List.of("plain"), null), null);
        String day = tokens.add("day", scope(List.of(), Duration.ofDays(1)), null);
        String foreign = session(tokens.add("another", everything(), null));
        String row = oldestRow(enough);
        String receipt = receipt(tokens.add("third", everything(), null));

        var lines = new ArrayList<String>();
        lines.add(
                line(
                        "tool",
                        "none",
                        "expired",
                        "revoked",
                        "toolset",
                        "/toolset",
                        "stream",
                        "old",
                        "session",
                        "receipt",
                        "enough"));
        for (String tool : world.tools(Scope.EVERYTHING)) {
            Map<String, Object> arguments = arguments(tool, row);
            var citing = new LinkedHashMap<>(arguments);
            if (tool.equals("write_incident")) {
                citing.put("evidence", List.of(Map.of("evidence_id", receipt)));
            } else {
                citing.put("evidence_id", receipt);
            }
            lines.add(
                    line(
                            tool,
                            call("/mcp", null, null, tool, arguments),
                            call("/mcp", expired, null, tool, arguments),
                            call("/mcp", revoked, null, tool, arguments),
                            call("/mcp", logs, null, tool, arguments),
                            call("/mcp/numbers", logs, null, tool, arguments),
                            call("/mcp", plain, null, tool, arguments),
                            call("/mcp", day, null, tool, arguments),
                            call("/mcp", enough, foreign, tool, arguments),
                            call("/mcp", enough, null, tool, citing),
                            call("/mcp", enough, null, tool, arguments)));
        }

        assertThat(String.join("\n", lines) + "\n")
                .isEqualTo(
                        """
                        tool              none     expired  revoked  toolset  /toolset stream   old      session  receipt  enough
                        get_overview      401      401      401      unknown  404      answered cut      404      refused  answered
                        find_changes      401      401      401      unknown  404      answered answered 404      refused  answered
                        query_logs        401      401      401      answered 404      refused  cut      404      refused  answered
                        find_log_patterns 401      401      401      answered 404      refused  cut      404      refused  answered
                        get_log_context   401      401      401      unknown  404      refused  refused  404      refused  answered
                        query_events      401      401      401      unknown  404      refused  cut      404      refused  answered
                        get_queue_stats   401      401      401      unknown  404      refused  cut      404      refused  answered
                        get_api_usage     401      401      401      unknown  404      refused  cut      404      refused  answered
                        get_host_metrics  401      401      401      unknown  404      unknown  answered 404      refused  answered
                        query_metric      401      401      401      unknown  404      refused  cut      404      refused  answered
                        assess_metric     401      401      401      unknown  404      refused  cut      404      refused  answered
                        get_runbook       401      401      401      unknown  404      refused  answered 404      refused  answered
                        search_incidents  401      401      401      unknown  404      answered answered 404      refused  answered
                        get_slo_status    401      401      401      unknown  404      refused  cut      404      refused  answered
                        write_incident    401      401      401      unknown  404      answered answered 404      refused  answered
                        count_orders      401      401      401      unknown  404      unknown  unknown  404      refused  answered
                        """);
    }

    private static Scope everything() {
        return new Scope(null, List.of(), List.of(), List.of(), null, null, 9_999, true);
    }

    private static Scope scope(List<String> streams, @Nullable Duration lookBack) {
        return new Scope(null, List.of(), List.of(), streams, lookBack, null, 9_999, true);
    }

    /// What needs every stream but `plain`, and looks three days back.
    private static Map<String, Object> arguments(String tool, String row) {
        return switch (tool) {
            case "get_overview" -> Map.of("within", "3d");
            case "query_logs", "find_log_patterns" -> Map.of("stream", "rows", "from", "now-3d");
            case "get_log_context" -> Map.of("stream", "rows", "ref", row);
            case "query_events" -> Map.of("stream", "app", "from", "now-3d");
            case "get_queue_stats" -> Map.of("queue", "jobs", "from", "now-3d");
            case "get_api_usage" -> Map.of("api", "mail", "from", "now-3d");
            case "query_metric" -> Map.of("metric", "mail.calls", "from", "now-3d");
            case "get_slo_status" -> Map.of("name", "mails");
            case "assess_metric" -> Map.of("metric", "mail.calls");
            case "get_runbook" -> Map.of("name", "jobs");
            case "search_incidents" -> Map.of("finding", "any");
            case "write_incident" ->
                    Map.of(
                            "title", "Nothing is known of it",
                            "severity", "SEV4",
                            "verdict", "nominal",
                            "summary", "This is a test of who may write, and of nothing else.",
                            "cause", "cannot tell",
                            "confidence", "unknown");
            default -> Map.of();
        };
    }

    private static String line(String first, String... cells) {
        var line = new StringBuilder(String.format("%-18s", first));
        for (String cell : cells) {
            line.append(String.format("%-9s", cell));
        }
        return line.toString().stripTrailing();
    }

    /// What came of a call: an HTTP status, `unknown` for a tool there is not, `refused` in a
    /// sentence, `cut` for an answer without what is too old, `answered` otherwise.
    private String call(
            String path,
            @Nullable String token,
            @Nullable String session,
            String tool,
            Map<String, Object> arguments)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                post(
                        path,
                        token,
                        session,
                        Map.of(
                                "jsonrpc",
                                "2.0",
                                "id",
                                1,
                                "method",
                                "tools/call",
                                "params",
                                Map.of("name", tool, "arguments", arguments)));
        if (response.statusCode() != 200) {
            return String.valueOf(response.statusCode());
        }
        JsonNode message = JsonMapper.shared().readTree(response.body());
        if (message.has("error")) {
            assertThat(message.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(message.at("/error/message").asString()).contains("there is no tool named");
            return "unknown";
        }
        JsonNode result = message.get("result");
        String text = result.toString();
        if (result.get("isError").asBoolean()) {
            return "refused";
        }
        assertThat(text).doesNotContain(ScopedWorld.SECRET);
        if (plain.equals(token)) {
            // a table has the key rows, too
            assertThat(text.replaceAll("\"rows\\\\*\"", ""))
                    .doesNotContain("rows", "lines", "app", "jobs", "mail", "orders");
        }
        return text.contains(REMARK) ? "cut" : "answered";
    }

    private String session(String token) throws IOException, InterruptedException {
        HttpResponse<String> response =
                post(
                        "/mcp",
                        token,
                        null,
                        Map.of(
                                "jsonrpc",
                                "2.0",
                                "id",
                                1,
                                "method",
                                "initialize",
                                "params",
                                Map.of(
                                        "protocolVersion",
                                        "2025-11-25",
                                        "capabilities",
                                        Map.of(),
                                        "clientInfo",
                                        Map.of("name", "test", "version", "1"))));
        return response.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    private String oldestRow(String token) throws IOException, InterruptedException {
        JsonNode rows =
                content(
                                token,
                                "query_logs",
                                Map.of("stream", "rows", "from", "now-3d", "first", "oldest"))
                        .get("rows");
        return rows.get(0).get(rows.get(0).size() - 1).asString();
    }

    private String receipt(String token) throws IOException, InterruptedException {
        return content(token, "query_logs", Map.of("stream", "rows")).get("evidence_id").asString();
    }

    private JsonNode content(String token, String tool, Map<String, Object> arguments)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                post(
                        "/mcp",
                        token,
                        null,
                        Map.of(
                                "jsonrpc",
                                "2.0",
                                "id",
                                1,
                                "method",
                                "tools/call",
                                "params",
                                Map.of("name", tool, "arguments", arguments)));
        assertThat(response.body()).contains("structuredContent");
        return JsonMapper.shared().readTree(response.body()).at("/result/structuredContent");
    }

    private HttpResponse<String> post(
            String path,
            @Nullable String token,
            @Nullable String session,
            Map<String, Object> message)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(
                                BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(message)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (session != null) {
            request.header("Mcp-Session-Id", session);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
