package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetOverviewTest {

    private static final Instant CHECKED = SmallHost.NOW.minus(Duration.ofMinutes(1));

    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host =
                new SmallHost(
                        folder,
                        Map.of("steps", new Runbook("steps", List.of("errors"), "1. Look.")));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static Finding finding(
            String id, Severity severity, Finding.@Nullable Ignored ignored) {
        return new Finding(
                id,
                "errors",
                "app",
                severity,
                FindingState.NEW,
                "boom <*>",
                List.of("seen 3 times"),
                Instant.parse("2026-11-22T09:30:02Z"),
                Instant.parse("2026-11-22T09:50:00Z"),
                3,
                ignored == null ? "steps" : null,
                ignored);
    }

    @Test
    void aQuietHostIsDescribedWithItsFreshness() {
        Hosts.busy(host);

        assertThat(host.shown("get_overview", Map.of()))
                .isEqualTo(
                        """
                        evidence_id: E
                        now: "2026-11-22T10:00:00Z"
                        counted_from_until: ["2026-11-22T09:00:00Z","2026-11-22T10:00:00Z"]
                        logs:
                          {"stream":"app","describe":"The API.","ids":["request_id","job_id"],"newest":"2026-11-22T09:40:00Z","silent_for":"20 min","levels":{"ERROR":1,"WARN":1,"INFO":5}}
                          {"stream":"worker","ids":["job_id"],"newest":"2026-11-22T09:30:01Z","silent_for":"29 min","levels":{"INFO":2}}
                        events:
                          {"stream":"metrics","source":"db","ids":["data.job_id"],"newest":"2026-11-22T09:50:00Z","silent_for":"10 min","types":{"done":3,"failed":1},"fields":["data.job_id","data.ms","data.where"],"meaning":{"done":"a job was done","failed":"a job failed"}}
                        findings_open: 0
                        findings_ignored: 0
                        runbooks: {"steps":"1. Look."}
                        look_first: "no finding is open as of the last check: find_log_patterns on each log stream shows what is new against the day before"
                        untrusted: ["findings.title","events.types","events.fields"]
                        """);
    }

    @Test
    void openFindingsComeGravestFirstAndIgnoredOnesAreCounted() {
        host.log("app", "09:40:00", "INFO", "one");
        host.findings.keep(
                List.of(
                        finding("errors-small", Severity.SEV3, null),
                        finding("errors-grave", Severity.SEV1, null),
                        finding(
                                "errors-known",
                                Severity.SEV2,
                                new Finding.Ignored("known", "ops", SmallHost.NOW))),
                CHECKED);

        assertThat(
                        host.shown("get_overview", Map.of("within", "30m"))
                                .replace(host.folder.toString(), "FOLDER"))
                .isEqualTo(
                        """
                        evidence_id: E
                        now: "2026-11-22T10:00:00Z"
                        counted_from_until: ["2026-11-22T09:30:00Z","2026-11-22T10:00:00Z"]
                        logs:
                          {"stream":"app","describe":"The API.","ids":["request_id","job_id"],"newest":"2026-11-22T09:40:00Z","silent_for":"20 min","levels":{"INFO":1}}
                          {"stream":"worker","ids":["job_id"],"unavailable":"source worker: no file matches FOLDER/worker.jsonl*; correct path, or let the application write there first"}
                        events:
                          {"stream":"metrics","source":"db","ids":["data.job_id"],"unavailable":"source db: there is no file FOLDER/metrics.db"}
                        findings:
                          {"id":"errors-grave","severity":"SEV1","state":"new","check":"errors","stream":"app","title":"boom <*>","facts":["seen 3 times"],"first":"2026-11-22T09:30:02Z","last":"2026-11-22T09:50:00Z","runbook":"steps"}
                          {"id":"errors-small","severity":"SEV3","state":"new","check":"errors","stream":"app","title":"boom <*>","facts":["seen 3 times"],"first":"2026-11-22T09:30:02Z","last":"2026-11-22T09:50:00Z","runbook":"steps"}
                        findings_open: 2
                        findings_ignored: 1
                        last_check: "2026-11-22T09:59:00Z"
                        runbooks: {"steps":"1. Look."}
                        look_first: "finding errors-grave: find_log_patterns or query_events on stream app from before 2026-11-22T09:30:02Z"
                        untrusted: ["findings.title","events.types","events.fields"]
                        """);
    }

    @Test
    void findingsOfALaterTimeAreNotKnownYet() {
        var later =
                new Finding(
                        "errors-later",
                        "errors",
                        "app",
                        Severity.SEV1,
                        FindingState.NEW,
                        "boom",
                        List.of(),
                        SmallHost.NOW.plusSeconds(1),
                        SmallHost.NOW.plusSeconds(2),
                        1,
                        null,
                        null);
        host.findings.keep(List.of(later), SmallHost.NOW.plusSeconds(3));

        assertThat(host.answer("get_overview", Map.of())).containsEntry("findings_open", 0L);
    }

    @Test
    void anEventTypeOfTheSameBeginningAsAnotherIsCountedWithIt() {
        for (int i = 0; i < 3; i++) {
            host.event("09:30:00", "t".repeat(80) + i, "{}");
        }

        assertThat(host.answer("get_overview", Map.of()).get("events"))
                .asString()
                .contains("types={" + "t".repeat(60) + "…=3}");
    }

    @Test
    void furtherTypesAreCountedTogether() {
        for (int i = 0; i < 63; i++) {
            host.event("09:30:00", "type" + i, "{}");
        }

        assertThat(host.answer("get_overview", Map.of()).get("events"))
                .asString()
                .contains("events_of_further_types=3");
    }
}
