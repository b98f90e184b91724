package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Invariant;
import dev.watchkeeper.catalog.InvariantConfig;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.Objectives;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.Tolerance;
import dev.watchkeeper.check.Checks;
import dev.watchkeeper.investigate.Assignment;
import dev.watchkeeper.investigate.Endpoint;
import dev.watchkeeper.investigate.Outcome;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.investigate.playbook.PlainReport;
import dev.watchkeeper.investigate.playbook.PlaybookInvestigator;
import dev.watchkeeper.investigate.playbook.ask.ToolCaller;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.runbook.Runbooks;
import dev.watchkeeper.runbook.Shipped;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each shipped runbook on a small real world: a queue, an API, logs, events, a disk.
class ShippedRunbooksTest {

    /// What a finding for each is about, and what it says.
    private static final Map<String, List<String>> ABOUT =
            Map.ofEntries(
                    Map.entry("new-errors", List.of("errors", "app", "boom <*>")),
                    Map.entry("api-rate-limit", List.of("errors", "app", "gemini returned 429")),
                    Map.entry(
                            "slow-dependency", List.of("errors", "worker", "read timed out: <*>")),
                    Map.entry("crash-loop", List.of("errors", "worker", "panic: nil <*>")),
                    Map.entry("database-locked", List.of("errors", "app", "database is locked")),
                    Map.entry("no-space-left", List.of("errors", "app", "No space left on device")),
                    Map.entry("out-of-memory", List.of("errors", "worker", "CUDA out of memory")),
                    Map.entry("disk-full", List.of("disk", "host.disk_used_percent./", "")),
                    Map.entry("memory-short", List.of("metrics", "host.memory_used_percent", "")),
                    Map.entry("fills-up", List.of("disk", "licences", "")),
                    Map.entry("stale-pipeline", List.of("freshness", "worker", "")),
                    Map.entry("missing-events", List.of("heartbeat", "metrics", "")),
                    Map.entry("unusual-metric", List.of("metrics", "licences", "")),
                    Map.entry("queue-backlog", List.of("metrics", "tts.depth", "")),
                    Map.entry("api-trouble", List.of("metrics", "gemini.latency", "")),
                    Map.entry("host-overloaded", List.of("metrics", "host.cpu_percent", "")),
                    Map.entry("worker-lost", List.of("workers", "tts", "")),
                    Map.entry("lost-or-repeated", List.of("lifecycle", "metrics", "")),
                    Map.entry("restarts", List.of("restarts", "worker", "")),
                    Map.entry("slo-burn", List.of("slo", "metrics", "")),
                    Map.entry("invariant-broken", List.of("invariant", "ledger", "")));

    @TempDir Path folder = Path.of(".");

    private static Map<String, Runbook> shipped() {
        var problems = new ArrayList<String>();
        Map<String, Runbook> shipped =
                Runbooks.read(
                        Map.of(),
                        Path.of("none"),
                        new ToolArguments(Map.of()),
                        Set.copyOf(Checks.names()),
                        problems);
        assertThat(problems).isEmpty();
        return shipped;
    }

    private static Catalog catalog(NumbersHost numbers) {
        Catalog all =
                numbers.catalog.with(
                        List.of(
                                metric(numbers, "host.disk_used_percent./"),
                                metric(numbers, "host.memory_used_percent"),
                                metric(numbers, "host.cpu_percent"),
                                metric(numbers, "licences")));
        return new Catalog(
                all.logs(),
                all.events(),
                all.queues(),
                all.apis(),
                all.metrics(),
                all.gauges(),
                shipped(),
                all.changes(),
                all.questions(),
                new Objectives(Map.of(), Map.of("ledger", ledger(all))),
                all.sources());
    }

    private static Invariant ledger(Catalog catalog) {
        return new Invariant(
                "ledger",
                new InvariantConfig(
                        "db",
                        "SELECT type, count(*) AS n FROM event WHERE type = 'failed' GROUP BY type",
                        null,
                        null,
                        null,
                        Tolerance.parse("0"),
                        Duration.ofDays(1),
                        Duration.ofMinutes(10),
                        Severity.SEV2,
                        null),
                catalog.sources().getLast().sql().orElseThrow(),
                null,
                ZoneOffset.UTC);
    }

    private static Metric metric(NumbersHost numbers, String name) {
        return NumbersHost.metric(
                name,
                "%",
                Aggregate.AVG,
                null,
                null,
                NumbersHost.values(
                        numbers.host.catalog.event("metrics"), "queued", "data.depth", false));
    }

    private static Finding finding(Catalog catalog, String check, String subject, String title) {
        return new Finding(
                check + "-one",
                check,
                subject,
                Severity.SEV2,
                FindingState.NEW,
                title,
                List.of("seen 3 times"),
                SmallHost.NOW.minusSeconds(1_200),
                SmallHost.NOW.minusSeconds(60),
                3,
                catalog.runbookFor(check, subject, title),
                null);
    }

    static List<String> names() {
        return Shipped.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void isNamedByItsFindingAndTheRulesTakeEachOfItsSteps(String name) {
        try (var numbers = new NumbersHost(folder)) {
            Hosts.busy(numbers.host);
            Catalog catalog = catalog(numbers);
            List<String> about = ABOUT.getOrDefault(name, List.of());
            Finding finding = finding(catalog, about.get(0), about.get(1), about.get(2));
            assertThat(finding.runbook()).isEqualTo(name);
            numbers.host.findings.keep(List.of(finding), SmallHost.NOW);
            var calls = new Calls(numbers.host.toolbox(catalog));

            Outcome outcome = investigated(finding, calls);

            Map<String, Object> runbook = calls.answered("get_runbook");
            assertThat(runbook).containsEntry("runbook", name);
            List<?> steps = (List<?>) runbook.getOrDefault("steps", List.of());
            assertThat(steps).hasSizeGreaterThanOrEqualTo(3);
            for (Object step : steps) {
                Map<?, ?> fields = (Map<?, ?>) step;
                if (fields.containsKey("left_out")) {
                    // an error in a log is about no metric; all else is in this world
                    assertThat(fields.get("left_out")).isEqualTo("the finding is about no metric");
                } else {
                    assertThat(calls.reply(fields.get("tool"), fields.get("arguments")))
                            .as(step.toString())
                            .isInstanceOf(ToolCaller.Reply.Content.class);
                }
            }
            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(calls.report)
                    .contains("runbook " + name + ", step 1")
                    .doesNotContain(PlainReport.REFUSED);
        }
    }

    private Outcome investigated(Finding finding, Calls calls) {
        return new PlaybookInvestigator((_, _) -> calls)
                .investigate(
                        new Assignment(
                                "run",
                                new Task.Investigation(List.of(finding)),
                                new Endpoint.Http(URI.create("http://localhost/mcp")),
                                "token",
                                Tools.NAMES,
                                SmallHost.NOW,
                                folder.resolve("run"),
                                () -> true),
                        _ -> {});
    }

    @Test
    void ofAReportThatIsRefusedTheFactsAreWrittenAllTheSame() {
        try (var numbers = new NumbersHost(folder)) {
            Hosts.busy(numbers.host);
            Catalog catalog = catalog(numbers);
            Finding finding = finding(catalog, "metrics", "tts.depth", "");
            numbers.host.findings.keep(List.of(finding), SmallHost.NOW);
            var calls = new Calls(numbers.host.toolbox(catalog));
            calls.refusals = 1;

            Outcome outcome = investigated(finding, calls);

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            String incident = String.valueOf(calls.answered("write_incident").get("incident"));
            assertThat(numbers.host.incidents.text(incident))
                    .contains("The rules' own report was refused: ")
                    .contains("said to be bad")
                    .contains("cause: cannot tell")
                    .contains("findings: [metrics-one]");
        }
    }

    @Test
    void theListAndEachRunbookAreShortEnoughToBeRead() {
        try (var numbers = new NumbersHost(folder)) {
            Toolbox toolbox = numbers.host.toolbox(catalog(numbers));
            for (String name : Shipped.NAMES) {
                var answer =
                        SmallHost.content(
                                SmallHost.call(
                                        toolbox,
                                        SmallHost.SESSION,
                                        "get_runbook",
                                        Map.of("name", name)));
                // 3.5 characters of JSON are about a token
                assertThat(JsonSize.of(answer) / 3.5).as(name).isLessThan(1_300);
            }
        }
    }

    /// Calls of the tools, kept.
    private static final class Calls implements PlaybookInvestigator.Connection {
        private final Toolbox toolbox;
        private final Map<String, Reply> replies = new LinkedHashMap<>();
        private final Map<String, Map<String, Object>> answers = new LinkedHashMap<>();

        /// What was given to write_incident.
        private String report = "";

        /// How many reports are refused, whatever they hold.
        private int refusals;

        Calls(Toolbox toolbox) {
            this.toolbox = toolbox;
        }

        @Override
        public Reply call(String tool, Map<String, Object> arguments) {
            if (tool.equals("write_incident")) {
                report = arguments.toString();
                if (refusals-- > 0) {
                    return new Reply.Failure("said to be bad");
                }
            }
            Reply reply =
                    switch (SmallHost.call(toolbox, SmallHost.SESSION, tool, arguments)) {
                        case ToolReply.Answer answer -> new Reply.Content(answer.content());
                        case ToolReply.Failure failure -> new Reply.Failure(failure.text());
                    };
            replies.put(tool + arguments, reply);
            if (reply instanceof Reply.Content(Map<String, Object> content)) {
                answers.put(tool, content);
            }
            return reply;
        }

        @Nullable Reply reply(@Nullable Object tool, @Nullable Object arguments) {
            return replies.get(String.valueOf(tool) + arguments);
        }

        Map<String, Object> answered(String tool) {
            assertThat(answers).as(replies.toString()).containsKey(tool);
            return answers.getOrDefault(tool, Map.of());
        }

        @Override
        public void close() {}
    }
}
