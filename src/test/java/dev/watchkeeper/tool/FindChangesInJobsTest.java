package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told of jobs that go astray, of those who do them, and of those who ask for them.
class FindChangesInJobsTest {

    private static final Map<String, Object> LAST_HOUR = Map.of("from", "2026-11-22T09:00:00Z");
    private static final int BEGIN = 60;
    private static final int END = 600;
    private static final int FAULT = 570;

    private final StringBuilder lines = new StringBuilder();
    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
        host.raw("worker", "");
        host.event("00:10:00", "checked", "{}");
    }

    @AfterEach
    void close() {
        host.close();
    }

    private void line(int minute, int second, String message, int job, String worker) {
        lines.append(
                "{\"time\":\"2026-11-22T%02d:%02d:%02dZ\",\"level\":\"INFO\",\"message\":\"%s\",\"job_id\":\"j%d\",\"worker\":\"%s\"}\n"
                        .formatted(minute / 60, minute % 60, second, message, job, worker));
    }

    private List<String> rows() {
        host.raw("app", lines.toString());
        return shown(LAST_HOUR);
    }

    private List<String> shown(Map<String, Object> arguments) {
        List<?> rows =
                (List<?>)
                        Objects.requireNonNull(host.answer("find_changes", arguments).get("rows"));
        return rows.stream().map(String::valueOf).toList();
    }

    @Test
    void jobsThatBeginAndDoNotEndAreTold() {
        for (int i = BEGIN; i < END; i++) {
            line(i, 4, "job begun", i, "w-" + i % 2);
            if (i < FAULT || i % 2 == 0) {
                line(i, 30, "job done", i, "w-" + i % 2);
            }
        }

        assertThat(rows().getFirst())
                .startsWith(
                        "[order, job begun without job done after it, app, surged, 0, 15,"
                                + " 09:31:00");
    }

    @Test
    void whatComesBeforeWhatItUsuallyFollowsIsTold() {
        for (int i = BEGIN; i < END; i++) {
            line(i, i < FAULT ? 4 : 40, "payment was taken", i, "w-" + i % 2);
            line(i, 30, "parcel sent", i, "w-" + i % 2);
        }

        assertThat(rows())
                .anyMatch(row ->
                        row.startsWith("[order, parcel sent before payment was taken, app,"));
    }

    @Test
    void aWorkerThatSaysNothingAnyMoreIsGone() {
        for (int i = BEGIN; i < END; i++) {
            String worker = i < FAULT - 15 ? "w-" + i % 3 : "w-" + (1 + i % 2);
            line(i, 4, "job begun", i, worker);
            line(i, 30, "job done", i, worker);
        }

        assertThat(rows().getFirst()).startsWith("[group, worker=w-0, app, gone, 31, 0, 09:13:00");
    }

    @Test
    void whoeverOfManyAsksForMostIsNamed() {
        for (int i = BEGIN; i < END; i++) {
            line(i, 4, "asked", i, "customer-" + (i * 7 + i / 13) % 60);
            for (int j = 0; i >= FAULT && j < 6; j++) {
                line(i, 8 + 8 * j, "asked", 10_000 + 10 * i + j, "customer-61");
            }
        }

        assertThat(rows().getFirst())
                .startsWith("[log, asked, app, surged")
                .contains("worker=customer-61");
    }

    @Test
    void aStartThatComesAgainAndAgainIsOneChange() {
        for (int i = BEGIN; i < END; i++) {
            line(i, 4, "job done", i, "w-" + i % 2);
        }
        for (int i = 0; i < 4; i++) {
            host.log(
                    "worker", "09:%d:00".formatted(31 + 6 * i), "INFO", "w-1 started, version 7af");
        }

        assertThat(rows())
                .contains(
                        "[change, c1: w-1 started, version 7af, worker, 4 times, 09:31:00, R]"
                                .replace("R]", ref(rows())));
    }

    private static String ref(List<String> rows) {
        String row = rows.getFirst();
        return row.substring(row.lastIndexOf(' ') + 1);
    }

    @Test
    void anEventThatSpeaksOfAStartIsAChange() {
        for (int i = BEGIN; i < END; i++) {
            line(i, 4, "job done", i, "w-" + i % 2);
        }
        host.event("09:40:00", "process.started", "{\"service\":\"api\",\"build\":\"7af\"}");

        assertThat(rows())
                .first()
                .asString()
                .startsWith(
                        "[change, c1: process.started data.service=api, data.build=7af, metrics,"
                                + " 09:40:00");
    }

    @Test
    void whatAlwaysComesIsNotAskedAboutAndTroubleBeginsWithItsFirstFinding() {
        for (int i = BEGIN; i < END; i++) {
            line(i, 4, "job done", i, "w-" + i % 2);
        }
        host.raw("app", lines.toString());
        host.findings.keep(
                List.of(finding("noise", Severity.SEV4, FindingState.ONGOING, "08:00:00")),
                SmallHost.NOW);
        assertThat(String.valueOf(host.answer("find_changes", Map.of()).get("searched")))
                .startsWith("{window=2026-11-22T08:00:00Z to 2026-11-22T10:00:00Z");

        host.findings.keep(
                List.of(
                        finding("late", Severity.SEV2, FindingState.NEW, "09:50:00"),
                        finding("first", Severity.SEV3, FindingState.NEW, "09:20:00"),
                        finding("noise", Severity.SEV4, FindingState.ONGOING, "09:10:00")),
                SmallHost.NOW);
        assertThat(String.valueOf(host.answer("find_changes", Map.of()).get("searched")))
                .startsWith("{finding=late, window=2026-11-22T08:50:00Z to 2026-11-22T10:00:00Z");
    }

    private static Finding finding(String id, Severity severity, FindingState state, String time) {
        return new Finding(
                id,
                "errors",
                "app",
                severity,
                state,
                "something",
                List.of(),
                Instant.parse("2026-11-22T" + time + "Z"),
                SmallHost.NOW,
                1,
                null,
                null);
    }
}
