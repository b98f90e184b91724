package dev.watchkeeper.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.audit.AuditedToolbox.WithoutRecord;
import dev.watchkeeper.mcp.BearerTokens;
import dev.watchkeeper.mcp.HttpServer;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.mcp.StdioServer;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every call over a real transport leaves its record, and every request that is turned away.
final class AuditOverTransportsTest {

    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}";
    private static final ServerSettings SETTINGS =
            new ServerSettings("1", new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

    @TempDir private Path folder;

    /// One tool that answers.
    private record OneTool() implements Toolbox {

        @Override
        public List<ToolDescription> list() {
            return List.of(
                    new ToolDescription("look", "Look", "Looks.", Map.of("type", "object"), true));
        }

        @Override
        public ToolReply call(
                String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
            return new ToolReply.Answer(Map.of("evidence_id", "E1-aaaaaaaa", "returned", 1));
        }

        @Override
        public String instructions() {
            return "";
        }
    }

    private static Toolbox audited(AuditLog log) {
        return new AuditedToolbox(
                new OneTool(), log, arguments -> arguments, WithoutRecord.REFUSE, _ -> {});
    }

    private static String line(AuditRecord record) {
        return String.join(
                " ",
                record.text("kind"),
                record.text("who"),
                record.text("from"),
                record.text("tool") + record.text("reason"),
                record.text("outcome"));
    }

    @Test
    void overHttp() throws Exception {
        var audit = new Written(folder);
        try (AuditLog log = audit.open();
                var door = new DoorAudit(log, audit.clock());
                HttpServer server =
                        HttpServer.start(
                                HttpSettings.loopback(0),
                                SETTINGS,
                                new BearerTokens(
                                        Map.of("good-token", new Session("h1", "phone")),
                                        audited(log)),
                                door::refused);
                HttpClient client = HttpClient.newHttpClient()) {
            post(client, server, "good-token", String.format(CALL, "look", "{\"a\":1}"));
            post(client, server, "good-token", String.format(CALL, "nosuch", "{\"b\":2}"));
            post(client, server, "good-token", String.format(CALL, "look", "[]"));
            post(client, server, "bad-token", String.format(CALL, "look", "{}"));
        }

        assertThat(audit.records())
                .extracting(AuditOverTransportsTest::line)
                .satisfiesExactly(
                        record ->
                                assertThat(record).isEqualTo("call phone 127.0.0.1 look answered"),
                        record ->
                                assertThat(record).isEqualTo("call phone 127.0.0.1 nosuch refused"),
                        record -> assertThat(record).isEqualTo("call phone 127.0.0.1 look refused"),
                        record ->
                                assertThat(record)
                                        .startsWith("door  127.0.0.1 ")
                                        .endsWith(" refused"));
        assertThat(audit.records().get(1).fields().get("arguments")).isEqualTo(Map.of("b", 2));
        assertThat(audit.verify().holds()).isTrue();
    }

    @Test
    void overHttpNothingIsAnsweredThatCannotBeRecorded() throws Exception {
        var audit = new Written(folder);
        Files.writeString(audit.folder, "in the way");
        try (AuditLog log = audit.open();
                HttpServer server =
                        HttpServer.start(
                                HttpSettings.loopback(0),
                                SETTINGS,
                                new BearerTokens(
                                        Map.of("good-token", new Session("h1", "phone")),
                                        audited(log)),
                                (_, _, _) -> {});
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(post(client, server, "good-token", String.format(CALL, "look", "{}")))
                    .contains(
                            "not answered, because the call cannot be recorded", "\"isError\":true")
                    .doesNotContain("E1-aaaaaaaa", folder.toString());
        }
    }

    @Test
    void overStdio() throws Exception {
        var audit = new Written(folder);
        String lines =
                String.format(CALL, "look", "{}")
                        + "\n"
                        + String.format(CALL, "nosuch", "{}").replace("\"id\":1", "\"id\":2")
                        + "\n";
        try (AuditLog log = audit.open()) {
            new StdioServer(
                            audited(log),
                            SETTINGS,
                            new Session("s1", "ops", "stdio"),
                            new ByteArrayInputStream(lines.getBytes(UTF_8)),
                            new ByteArrayOutputStream())
                    .run();
        }

        assertThat(audit.records())
                .extracting(AuditOverTransportsTest::line)
                .containsExactlyInAnyOrder(
                        "call ops stdio look answered", "call ops stdio nosuch refused");
    }

    private static String post(HttpClient client, HttpServer server, String token, String body)
            throws Exception {
        return client.send(
                        HttpRequest.newBuilder(server.endpoint())
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json, text/event-stream")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
