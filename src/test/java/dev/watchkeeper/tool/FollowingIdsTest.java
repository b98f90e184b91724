package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.SmallHost.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingIdsTest {

    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Map<String, Object> answer(Map<String, Object> arguments) {
        return SmallHost.content(
                host.toolbox(withoutIds(host.catalog))
                        .call(
                                "get_log_context",
                                arguments,
                                SmallHost.SESSION,
                                Deadline.after(Duration.ofSeconds(30))));
    }

    /// As if tools.yaml named no ids.
    private static Catalog withoutIds(Catalog catalog) {
        var logs = new LinkedHashMap<String, LogStream>();
        catalog.logs()
                .forEach((name, log) ->
                        logs.put(
                                name,
                                new LogStream(
                                        name,
                                        log.sourceName(),
                                        log.source(),
                                        List.of(),
                                        List.of(),
                                        null,
                                        null)));
        var events = new LinkedHashMap<String, EventStream>();
        catalog.events()
                .forEach((name, stream) ->
                        events.put(
                                name,
                                new EventStream(
                                        name,
                                        stream.sourceName(),
                                        stream.source(),
                                        List.of(),
                                        Map.of(),
                                        List.of(),
                                        null,
                                        null)));
        return new Catalog(logs, events, Map.of(), List.of());
    }

    private static String time(int second, int milli) {
        return String.format(Locale.ROOT, "09:%02d:%02d.%03d", second / 60, second % 60, milli);
    }

    /// Each request makes a job, which a worker takes and ends 1.2 s later; all but one.
    private void jobs(int count, int broken) {
        for (int i = 0; i < count; i++) {
            String job = String.format(Locale.ROOT, "job_%04x", 40_000 + i * 7);
            host.log(
                    "app",
                    time(i * 20, 0),
                    "INFO",
                    "accepted a page of user u" + i % 3,
                    "request",
                    "req-" + (1_000 + i),
                    "user_id",
                    "u" + i % 3);
            host.log(
                    "app",
                    time(i * 20, 100),
                    "INFO",
                    "queued",
                    "request",
                    "req-" + (1_000 + i),
                    "job",
                    job);
            host.log("worker", time(i * 20, 300), "INFO", "taking " + job, "job", job);
            if (i != broken) {
                host.event(time(i * 20 + 1, 500), "done", "{\"job\":\"" + job + "\"}");
            }
        }
    }

    @Test
    void idsAreLearnedFollowedOneStepOnAndWhatIsMissingIsSaid() {
        jobs(40, 21);

        Map<String, Object> answer =
                answer(Map.of("id", "req-1021", "from", "2026-11-22T09:00:00Z"));

        assertThat(column(answer, "what"))
                .containsExactly("accepted a page of user u0", "queued", "taking job_9cd3");
        assertThat(answer)
                .containsEntry("also_followed", List.of("job=job_9cd3"))
                .containsEntry(
                        "learned_ids",
                        List.of("app: request, job", "worker: job", "metrics: data.job"));
        assertThat(String.valueOf(answer.get("missing")))
                .contains("no \"metrics: done\" within 52 min of \"worker: taking <*>\" of")
                .contains("in 39 of 39 others");
    }

    @Test
    void whatCameAsUsualIsMissingNothing() {
        jobs(40, 21);

        Map<String, Object> answer =
                answer(Map.of("id", "req-1003", "from", "2026-11-22T09:00:00Z"));

        assertThat(column(answer, "what")).hasSize(4);
        assertThat(answer).doesNotContainKey("missing");
    }

    @Test
    void anIdInTheTextOfAMessageIsFollowedToo() {
        host.log("app", "09:30:00", "INFO", "sent mail-77ab12 to the queue");
        host.log("app", "09:30:01", "INFO", "sent mail-77ab123 to the queue");
        host.log("worker", "09:30:02", "ERROR", "mail-77ab12: refused");

        Map<String, Object> answer = answer(Map.of("id", "mail-77ab12"));

        assertThat(column(answer, "what"))
                .containsExactly("sent mail-77ab12 to the queue", "mail-77ab12: refused");
    }

    @Test
    void whatManyEntriesShareIsNotFollowed() {
        for (int i = 0; i < 200; i++) {
            host.log(
                    "app",
                    time(i * 10, 0),
                    "INFO",
                    "served",
                    "request_id",
                    "req-" + (1_000 + i),
                    "job_id",
                    "batch-7");
        }

        Map<String, Object> answer =
                SmallHost.content(
                        host.toolbox(host.catalog)
                                .call(
                                        "get_log_context",
                                        Map.of("id", "req-1003"),
                                        SmallHost.SESSION,
                                        Deadline.after(Duration.ofSeconds(30))));

        assertThat(column(answer, "what")).hasSize(1);
        assertThat(answer)
                .containsEntry("not_followed", List.of("job_id=batch-7 (200 entries)"))
                .doesNotContainKey("also_followed");
    }
}
