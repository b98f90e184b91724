package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.audit.AuditEvent;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditSettings;
import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `watchkeeper audit` as its user meets it.
final class AuditCommandTest {

    @TempDir private Path folder;
    private SmallWorld world;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        world = new SmallWorld(folder).configured();
        Instant time = Instant.parse("2026-03-11T12:00:00Z");
        Path audit = world.state().resolve("audit");
        file = audit.resolve("audit-2026-03-11-0000.jsonl");
        try (var log = new AuditLog(audit, AuditSettings.USUAL, () -> time)) {
            log.append(new AuditEvent.Served("ops", "started", "https://host:7466/mcp", "0.1.0"));
            log.append(call("phone", "query_logs", "answered", Map.of("stream", "gateway")));
            log.append(call("phone", "query_logs", "refused", Map.of("limit", 0)));
            log.append(call("ops", "get_overview", "answered", Map.of("x", "\u001b]0;hi\u0007")));
            log.append(
                    new AuditEvent.TurnedAway(
                            List.of("10.0.0.9", "10.0.0.10"), "", "no token", 1_200, time));
            log.append(new AuditEvent.TokenChanged("ops", "revoked", "phone", Map.of()));
        }
    }

    private static AuditEvent call(
            String who, String tool, String outcome, Map<String, Object> arguments) {
        boolean answered = outcome.equals("answered");
        return new AuditEvent.Called(
                new Session("s-" + who, who, "10.0.0.5"),
                tool,
                arguments,
                outcome,
                answered ? 12 : null,
                answered ? 3_412 : 0,
                Duration.ofMillis(41),
                answered ? "E6-yt90c6kq" : null);
    }

    @Test
    void eachRecordIsALine() {
        SmallWorld.Result result = world.run("audit");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .isEqualTo(
                        """
                        2026-03-11 12:00:00  ops                              server started: https://host:7466/mcp
                        2026-03-11 12:00:00  phone           10.0.0.5         query_logs          12 rows, 3.4 kB, 41 ms      E6-yt90c6kq   {"stream":"gateway"}
                        2026-03-11 12:00:00  phone           10.0.0.5         query_logs          refused                                   {"limit":0}
                        2026-03-11 12:00:00  ops             10.0.0.5         get_overview        12 rows, 3.4 kB, 41 ms      E6-yt90c6kq   {"x":"\\\\u{1B}]0;hi\\\\u{7}"}
                        2026-03-11 12:00:00                  10.0.0.9         turned away, no token: 1,200 times since 2026-03-11T12:00:00Z, from [10.0.0.9, 10.0.0.10]
                        2026-03-11 12:00:00  ops                              token phone revoked
                        """);
    }

    @Test
    void itIsNarrowedByTokenToolTimeAndRefusal() {
        assertThat(world.run("audit", "--principal", "phone").out().lines()).hasSize(2);
        assertThat(world.run("audit", "--tool", "get_overview").out().lines()).hasSize(1);
        assertThat(world.run("audit", "--refused").out().lines()).hasSize(2);
        SmallWorld.Result none = world.run("audit", "--since", "now-5m");
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).startsWith("Nothing of that kind is recorded in ");
    }

    @Test
    void theNewestAreShownAndTheRestCounted() {
        SmallWorld.Result result = world.run("audit", "--limit", "2", "--json");

        assertThat(result.out().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("{\"n\":6,\"time\":\"2026-03-11T12:00:00Z\",\"kind\":\"token\"");
        assertThat(result.err()).isEqualTo("the newest 2 of 6; more with --limit\n");
        assertThat(world.run("audit", "--limit", "0").err())
                .isEqualTo("--limit must be between 1 and 100,000, got 0\n");
    }

    @Test
    void aWholeChainIsSaidToBe() {
        SmallWorld.Result result = world.run("audit", "--verify");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .matches(
                        "unbroken: 6 records \\(1 to 6\\) in 1 files, from 2026-03-11T12:00:00Z until"
                                + " 2026-03-11T12:00:00Z\\.\nanchor: 6:[0-9a-f]{32}\n");
        String anchor = result.out().substring(result.out().indexOf("anchor: ") + 8).strip();
        assertThat(world.run("audit", "--verify", "--anchor", anchor).code()).isZero();
        assertThat(world.run("audit", "--verify", "--anchor", "6:" + "0".repeat(32)).code())
                .isEqualTo(1);
    }

    @Test
    void theFirstBrokenPlaceIsExitCodeOne() throws IOException {
        Files.writeString(file, Files.readString(file).replace("\"limit\":0", "\"limit\":9"));

        SmallWorld.Result result = world.run("audit", "--verify");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .isEqualTo(
                        """
                        broken at audit-2026-03-11-0000.jsonl line 3: record 3 was changed: its content does not give the hash it bears.
                        2 records (1 to 2) in 1 files, from 2026-03-11T12:00:00Z until 2026-03-11T12:00:00Z hold up to there.
                        """);
        assertThat(world.run("audit", "--verify", "--json").out())
                .contains("\"unbroken\":false", "\"broken_line\":3");
    }

    @Test
    void whatCommandsDoIsRecorded() throws IOException {
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        SmallWorld other = new SmallWorld(fresh).configured().healthy();
        other.run("call", "get_overview");
        other.run("call", "query_logs", "{\"limit\": -1}");
        other.run("call", "no_such_tool");
        var tokens = new ArrayList<>(List.of("tokens", "add", "anna", "--everything"));
        tokens.addAll(other.options());
        other.plain(tokens.toArray(String[]::new));
        tokens.set(1, "revoke");
        tokens.remove("--everything");
        other.plain(tokens.toArray(String[]::new));

        List<String> said =
                new SmallWorld(fresh)
                        .run("audit", "--json")
                        .out()
                        .lines()
                        .map(line -> JsonMapper.shared().readTree(line))
                        .map(record ->
                                String.join(
                                        " ",
                                        record.path("kind").asString(),
                                        record.path("who").asString(),
                                        record.path("tool").asString("")
                                                + record.path("token").asString(""),
                                        record.path("outcome").asString("")
                                                + record.path("action").asString("")))
                        .toList();
        assertThat(said)
                .containsExactly(
                        "call tester get_overview answered",
                        "call tester query_logs refused",
                        "call tester no_such_tool refused",
                        "token tester anna added",
                        "token tester anna revoked");
        assertThat(other.run("audit", "--verify").code()).isZero();
    }

    @Test
    void itNeedsNoReadableToolsYaml() throws IOException {
        Files.writeString(folder.resolve("tools.yaml"), "not: [valid");

        assertThat(world.run("audit", "--verify").code()).isZero();
    }
}
