package dev.watchkeeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.access.AccessConfig;
import dev.watchkeeper.access.KeySetLocation;
import dev.watchkeeper.access.OAuthConfig;
import dev.watchkeeper.access.Scope;
import dev.watchkeeper.audit.AuditSettings;
import dev.watchkeeper.catalog.CollectConfig;
import dev.watchkeeper.catalog.EventStreamConfig;
import dev.watchkeeper.catalog.LogStreamConfig;
import dev.watchkeeper.catalog.NoteConfig;
import dev.watchkeeper.catalog.RunbookConfig;
import dev.watchkeeper.check.ChecksConfig;
import dev.watchkeeper.check.IgnoreConfig;
import dev.watchkeeper.config.TestVocabulary.FileConfig;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.investigate.InvestigateConfig;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.notify.NtfyNotifier;
import dev.watchkeeper.trigger.PatrolConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private static Configuration read(String text, Map<String, String> environment) {
        return new ConfigReader(TestVocabulary.vocabulary(), environment)
                .read("tools.yaml", text, Path.of("/srv"));
    }

    @Test
    void everythingThatIsSaidIsRead() {
        var read =
                read(
                        """
                        timezone: Europe/Vienna
                        sources:
                          gateway-log: {type: file, path: app/gateway.log}
                        logs:
                          gateway:
                            source: gateway-log
                            where: {event_type: [error, warning], code: 7}
                            time: timestamp
                            message: data.message
                            ids: request_id
                            notes:
                              - when: "Usage limit exceeded for ocr_tokens"
                                note: Expected for free users.
                            describe: the gateway
                            expect_every: 10m
                        events:
                          app:
                            source: gateway-log
                            table: metrics_event
                            type: event_type
                            describe: {job_dlq: a job that failed}
                        checks:
                          window: 1h
                          errors: {min_level: warning}
                        ignores:
                          - pattern: "Background vacuum skipped <*>"
                            reason: healthy; runs only above 2x bloat
                            by: ops
                            until: 2027-03-01
                        runbooks:
                          limits: {checks: errors, file: runbooks/limits.md}
                        toolsets:
                          night: [get_overview, query_logs]
                        access:
                          stdio: {sources: host, streams: gateway}
                          oauth:
                            issuer: https://id.example.org/realms/ops
                            audience: https://ops.example.org/mcp
                            jwks: jwks.json
                            scopes:
                              watchkeeper:read:
                                toolset: night
                                tools: query_logs
                                streams: app
                                look_back: 7d
                                redaction: personal
                                calls_per_minute: 30
                          hosts: ops.example.org
                        notify:
                          phone: {type: ntfy, url: "${NTFY_URL}"}
                        investigate:
                          investigator: Playbook
                          budget: {turns: "${TURNS:-12}", dollars_per_day: 2}
                        """,
                        Map.of("NTFY_URL", "https://ntfy.example/t"));

        assertThat(read)
                .isEqualTo(
                        new Configuration(
                                ZoneId.of("Europe/Vienna"),
                                Map.of(
                                        "gateway-log",
                                        new FileConfig(Path.of("/srv/app/gateway.log"))),
                                Map.of(
                                        "gateway",
                                        new LogStreamConfig(
                                                "gateway-log",
                                                null,
                                                null,
                                                Map.of(
                                                        "event_type",
                                                        List.of("error", "warning"),
                                                        "code",
                                                        List.of("7")),
                                                "timestamp",
                                                null,
                                                null,
                                                "data.message",
                                                null,
                                                List.of(),
                                                List.of("request_id"),
                                                List.of(
                                                        new NoteConfig(
                                                                "Usage limit exceeded for ocr_tokens",
                                                                "Expected for free users.")),
                                                "the gateway",
                                                Duration.ofMinutes(10))),
                                Map.of(
                                        "app",
                                        new EventStreamConfig(
                                                "gateway-log",
                                                "metrics_event",
                                                null,
                                                Map.of(),
                                                "time",
                                                "event_type",
                                                List.of(),
                                                List.of(),
                                                Map.of("job_dlq", "a job that failed"),
                                                List.of(),
                                                null)),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                new CollectConfig(
                                        Duration.ofSeconds(15),
                                        true,
                                        List.of(),
                                        Duration.ofHours(24),
                                        Duration.ofDays(14),
                                        Duration.ofDays(400)),
                                new ChecksConfig(
                                        Duration.ofHours(1),
                                        Duration.ofDays(14),
                                        new ChecksConfig.Errors(true, Level.WARN),
                                        new ChecksConfig.Freshness(true),
                                        ON,
                                        ON,
                                        ON,
                                        ON,
                                        ON,
                                        ON,
                                        ON,
                                        ON,
                                        ON),
                                List.of(
                                        new IgnoreConfig(
                                                "Background vacuum skipped <*>",
                                                null,
                                                "healthy; runs only above 2x bloat",
                                                "ops",
                                                LocalDate.of(2027, 3, 1))),
                                Map.of(
                                        "limits",
                                        new RunbookConfig(
                                                List.of("errors"),
                                                null,
                                                Path.of("/srv/runbooks/limits.md"))),
                                Map.of(),
                                Map.of("night", List.of("get_overview", "query_logs")),
                                new RedactionConfig(RedactionLevel.SECRETS, List.of(), List.of()),
                                new AccessConfig(
                                        new Scope(
                                                null,
                                                List.of(),
                                                List.of("host"),
                                                List.of("gateway"),
                                                null,
                                                null,
                                                120,
                                                false),
                                        new OAuthConfig(
                                                URI.create("https://id.example.org/realms/ops"),
                                                "https://ops.example.org/mcp",
                                                new KeySetLocation.InFile(
                                                        Path.of("/srv/jwks.json")),
                                                null,
                                                Map.of(
                                                        "watchkeeper:read",
                                                        new Scope(
                                                                "night",
                                                                List.of("query_logs"),
                                                                List.of(),
                                                                List.of("app"),
                                                                Duration.ofDays(7),
                                                                RedactionLevel.PERSONAL,
                                                                30,
                                                                false))),
                                        List.of("ops.example.org")),
                                AuditSettings.USUAL,
                                Map.of(
                                        "phone",
                                        new NtfyNotifier.Config(
                                                URI.create("https://ntfy.example/t"),
                                                null,
                                                Severity.SEV3)),
                                new InvestigateConfig(
                                        InvestigatorChoice.PLAYBOOK,
                                        "sonnet",
                                        null,
                                        new InvestigateConfig.Budget(12, 3, 1.00, 2.00, 4)),
                                new PatrolConfig(Duration.ofHours(4), Duration.ofMinutes(3), null),
                                null));
    }

    private static final ChecksConfig.Toggle ON = new ChecksConfig.Toggle(true);
    private static final String ONE_SOURCE = "sources: {app: {type: file, path: /a}}\n";

    @Test
    void whatIsNotSaidTakesItsDefault() {
        var read = read(ONE_SOURCE + "logs:\nchecks:\nignores:\n", Map.of());

        assertThat(read.timezone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(read.logs()).isEmpty();
        assertThat(read.access()).isEqualTo(new AccessConfig(Scope.EVERYTHING, null, List.of()));
        assertThat(read.checks())
                .isEqualTo(
                        new ChecksConfig(
                                Duration.ofHours(2),
                                Duration.ofDays(14),
                                new ChecksConfig.Errors(true, Level.WARN),
                                new ChecksConfig.Freshness(true),
                                ON,
                                ON,
                                ON,
                                ON,
                                ON,
                                ON,
                                ON,
                                ON,
                                ON));
        assertThat(read.investigate())
                .isEqualTo(
                        new InvestigateConfig(
                                InvestigatorChoice.AUTO,
                                "sonnet",
                                null,
                                new InvestigateConfig.Budget(30, 3, 1.00, 5.00, 4)));
    }

    private static String reasonOf(String reason, Map<String, String> environment) {
        return read(
                        ONE_SOURCE
                                + "ignores: {pattern: x, by: ops, until: 2027-03-01, reason: \""
                                + reason
                                + "\"}\n",
                        environment)
                .ignores()
                .getFirst()
                .reason();
    }

    @Test
    void variablesAreFilledInWithoutEverChangingTheStructure() {
        assertThat(reasonOf("${A} and ${B:-none}", Map.of("A", "one"))).isEqualTo("one and none");
        assertThat(reasonOf("${A:-none}", Map.of("A", ""))).isEqualTo("none");
        assertThat(reasonOf("${A}", Map.of("A", "x}\nsources: {}\n- $1 ${B}")))
                .isEqualTo("x}\nsources: {}\n- $1 ${B}");
        assertThat(reasonOf("$${A} costs $5", Map.of())).isEqualTo("${A} costs $5");
    }

    @Test
    void anIgnoreThatEndedIsARemarkAndNoMistake() {
        var read =
                read(
                        ONE_SOURCE
                                + "ignores: [{pattern: slow <*>, by: ops, until: 2026-10-01, reason: x}]",
                        Map.of());

        assertThat(read.remarks(LocalDate.of(2026, 9, 30))).isEmpty();
        assertThat(read.remarks(LocalDate.of(2026, 10, 1)))
                .containsExactly(
                        "the ignore of \"slow <*>\" by ops ended on 2026-10-01 and hides nothing"
                                + " any more");
    }

    @Test
    void relativePathsAreRelativeToTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tools.yaml");
        Files.writeString(file, "sources: {app: {type: file, path: logs/a.log}}");

        assertThat(new ConfigReader(TestVocabulary.vocabulary(), Map.of()).read(file).sources())
                .isEqualTo(Map.of("app", new FileConfig(folder.resolve("logs/a.log"))));
    }
}
