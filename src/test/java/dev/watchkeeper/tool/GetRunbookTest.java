package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.catalog.Fit;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.RunbookStep;
import dev.watchkeeper.catalog.SubjectKind;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetRunbookTest {

    @TempDir private Path folder = Path.of(".");

    private static Runbook runbook(String name, Fit fit, boolean shipped, RunbookStep... steps) {
        return new Runbook(
                name, fit, "ana", "what to do about " + name, List.of(steps), "Prose.", shipped);
    }

    private static Map<String, Runbook> runbooks() {
        var all = new LinkedHashMap<String, Runbook>();
        for (Runbook one :
                List.of(
                        runbook(
                                "mine",
                                new Fit(List.of("errors"), List.of(), List.of(), List.of("quota")),
                                false,
                                new RunbookStep(
                                        "query_logs",
                                        Map.of("stream", "{log}"),
                                        "look",
                                        "a start",
                                        List.of(
                                                new RunbookStep.Meaning(
                                                        "rows > 0", "it is there", null))),
                                new RunbookStep(
                                        "query_logs",
                                        Map.of("from", "{from}"),
                                        null,
                                        null,
                                        List.of()),
                                new RunbookStep(
                                        "assess_metric",
                                        Map.of("metric", "{metric}"),
                                        null,
                                        null,
                                        List.of())),
                        runbook("general", Fit.of(List.of("errors", "freshness")), true),
                        runbook(
                                "quotas",
                                new Fit(List.of("errors"), List.of(), List.of(), List.of("429")),
                                true),
                        runbook(
                                "streams",
                                new Fit(
                                        List.of("freshness"),
                                        List.of(SubjectKind.EVENTS),
                                        List.of(),
                                        List.of()),
                                true),
                        runbook(
                                "billing",
                                new Fit(
                                        List.of("freshness"),
                                        List.of(),
                                        List.of("bill*"),
                                        List.of()),
                                true))) {
            all.put(one.name(), one);
        }
        return all;
    }

    @Test
    void theRunbookThatFitsAFindingMostCloselyIsNamedAndAnOwnOneBeforeAShippedOne() {
        try (var host = new SmallHost(folder, runbooks())) {
            assertThat(host.catalog.runbookFor("errors", "app", "boom")).isEqualTo("general");
            assertThat(host.catalog.runbookFor("errors", "app", "got 429 <*>")).isEqualTo("quotas");
            assertThat(host.catalog.runbookFor("errors", "app", "got 14290")).isEqualTo("general");
            assertThat(host.catalog.runbookFor("errors", "app", "429: Quota gone"))
                    .isEqualTo("mine");
            assertThat(host.catalog.runbookFor("freshness", "app", "")).isEqualTo("general");
            assertThat(host.catalog.runbookFor("freshness", "metrics", "")).isEqualTo("streams");
            assertThat(host.catalog.runbookFor("freshness", "billing", "")).isEqualTo("billing");
            assertThat(host.catalog.runbookFor("workers", "tts", "")).isNull();
        }
    }

    @Test
    void forAFindingItsStepsAreFilled() {
        try (var host = new SmallHost(folder, runbooks())) {
            host.findings.keep(
                    List.of(
                            new Finding(
                                    "p-1-app",
                                    "errors",
                                    "app",
                                    Severity.SEV2,
                                    FindingState.NEW,
                                    "quota {log} exceeded",
                                    List.of(),
                                    SmallHost.NOW.minusSeconds(600),
                                    SmallHost.NOW,
                                    1,
                                    "mine",
                                    null)),
                    SmallHost.NOW);

            assertThat(host.shown("get_runbook", Map.of("finding", "p-1-app")))
                    .isEqualTo(
                            """
                            evidence_id: E
                            runbook: "mine"
                            finding: "p-1-app"
                            summary: "what to do about mine"
                            owner: "ana"
                            checks: ["errors"]
                            from: "the operator"
                            steps: [{"step":1,"tool":"query_logs","arguments":{"stream":"app"},"why":"look","look_for":"a start","means":[{"when":"rows > 0","shows":"it is there"}]},{"step":2,"tool":"query_logs","arguments":{"from":"2026-11-22T09:20:00Z"}},{"step":3,"tool":"assess_metric","left_out":"the finding is about no metric"}]
                            text: "Prose."
                            """);
            assertThat(host.failure("get_runbook", Map.of("finding", "p-1-ap")))
                    .isEqualTo("there is no open finding \"p-1-ap\"; did you mean p-1-app?");
            assertThat(host.failure("get_runbook", Map.of("name", "generl")))
                    .isEqualTo("there is no runbook \"generl\"; did you mean general?");
        }
    }

    @Test
    void withoutArgumentsAllAreListed() {
        try (var host = new SmallHost(folder, runbooks())) {
            assertThat(host.shown("get_runbook", Map.of()))
                    .contains(
                            "[\"mine\",\"errors\",3,\"what to do about mine\",\"ana\",\"the operator\"]");
        }
        try (var host = new SmallHost(folder.resolve("none"))) {
            assertThat(host.answer("get_runbook", Map.of()))
                    .containsEntry("no_runbooks", "there is none here");
        }
    }
}
