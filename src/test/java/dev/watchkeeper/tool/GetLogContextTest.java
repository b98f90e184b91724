package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.SmallHost.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetLogContextTest {

    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private String refOf(String message) {
        Map<String, Object> answer =
                host.answer(
                        "query_logs",
                        Map.of("stream", "app", "contains", List.of(message), "limit", 1));
        return String.valueOf(column(answer, "ref").getFirst());
    }

    @Test
    void anEntryIsFollowedAlongItsIdsThroughLogsAndEvents() {
        Hosts.busy(host);

        assertThat(host.shown("get_log_context", Map.of("stream", "app", "ref", refOf("boom"))))
                .isEqualTo(
                        """
                        evidence_id: E
                        entry: {"stream":"app","time":"2026-11-22T09:30:02Z","level":"ERROR","message":"boom: no charge for j2","exception":"Traceback (most recent call last):\\n  File \\\"/srv/app/pay.py\\\", line 7, in charge\\n    raise KeyError(user)\\nKeyError: 'user'","fields":{"job_id":"j2"}}
                        by: "the ids of the entry, in any id field or message of any stream"
                        also_followed: ["request_id=r1"]
                        searched:
                          {"stream":"app","from":"2026-11-22T09:20:02Z","until":"2026-11-22T09:40:02.001Z","examined":74,"complete":true}
                          {"stream":"worker","from":"2026-11-22T09:20:02Z","until":"2026-11-22T09:40:02.001Z","examined":4,"complete":true}
                          {"stream":"metrics","from":"2026-11-22T09:20:02Z","until":"2026-11-22T09:40:02.001Z","examined":8,"complete":true}
                        found: 4
                        columns: ["time","after_ms","stream","level","what","ids","ref"]
                        rows:
                          ["2026-11-22T09:30:00Z",null,"app","INFO","job j2 accepted","request_id=r1 job_id=j2","R1"]
                          ["2026-11-22T09:30:01Z",1000,"worker","INFO","charging j2","job_id=j2","R2"]
                          ["2026-11-22T09:30:02Z",1000,"app","ERROR","boom: no charge for j2\\nTraceback (most recent call last):\\n  File \\\"/srv/app/pay.py\\\", line 7, in charge\\n    raise KeyError(user)\\nKeyError: 'user'","job_id=j2","R3"]
                          ["2026-11-22T09:30:03Z",1000,"metrics",null,"failed data.job_id=j2 data.where=runpod",null,"R4"]
                        returned: 4
                        truncated: false
                        notes: ["\\\"runpod\\\": Overflow costs more."]
                        untrusted: ["entry","also_followed","rows","searched.broken_samples"]
                        """);
    }

    @Test
    void anIdIsFollowedWithoutAnEntry() {
        Hosts.busy(host);

        assertThat(host.shown("get_log_context", Map.of("id", "j1")))
                .isEqualTo(
                        """
                        evidence_id: E
                        by: "the id, in any id field or message of any stream"
                        also_followed: ["request_id=r0"]
                        searched:
                          {"stream":"app","from":"2026-11-22T09:00:00Z","until":"2026-11-22T10:00:00Z","examined":37,"complete":true}
                          {"stream":"worker","from":"2026-11-22T09:00:00Z","until":"2026-11-22T10:00:00Z","examined":2,"complete":true}
                          {"stream":"metrics","from":"2026-11-22T09:00:00Z","until":"2026-11-22T10:00:00Z","examined":4,"complete":true}
                        found: 4
                        columns: ["time","after_ms","stream","level","what","ids","ref"]
                        rows:
                          ["2026-11-22T09:10:00Z",null,"app","INFO","request 70 took 41 ms","request_id=r0","R1"]
                          ["2026-11-22T09:20:00Z",600000,"app","INFO","job j1 accepted","request_id=r0 job_id=j1","R2"]
                          ["2026-11-22T09:20:01.500Z",1500,"worker","INFO","charging j1","job_id=j1","R3"]
                          ["2026-11-22T09:20:02Z",500,"metrics",null,"done data.job_id=j1 data.ms=120",null,"R4"]
                        returned: 4
                        truncated: false
                        untrusted: ["also_followed","rows","searched.broken_samples"]
                        """);
    }

    @Test
    void neighboursInTimeAreShownWhenAskedOrWhenTheEntryHasNoIds() {
        host.log("app", "09:29:00", "INFO", "too early");
        host.log("app", "09:29:30", "INFO", "the first of them");
        host.log("worker", "09:30:00", "INFO", "beside it");
        host.log("app", "09:30:00.250", "INFO", "no ids here");
        host.event("09:30:30", "done", "{}");
        host.event("09:30:31", "failed", "{}");

        var answer =
                host.answer(
                        "get_log_context", Map.of("stream", "app", "ref", refOf("no ids here")));

        assertThat(answer).containsEntry("by", "neighbours in time: the entry has no ids");
        assertThat(column(answer, "what")).containsExactly("beside it", "no ids here", "done ");
        assertThat(column(answer, "after_ms")).containsExactly(null, 250L, 29_750L);
    }

    @Test
    void inABusyStreamTheNearestOfTheNeighboursAreShown() {
        var lines = new StringBuilder();
        for (int i = 0; i < 9_000; i++) {
            lines.append(
                    "{\"time\":\"2026-11-22T09:30:%02d.%03dZ\",\"level\":\"INFO\",\"message\":\"entry <%d>\"}\n"
                            .formatted(i / 150, i % 150, i));
        }
        host.raw("app", lines.toString());

        var answer =
                host.answer(
                        "get_log_context",
                        Map.of(
                                "stream",
                                "app",
                                "ref",
                                refOf("entry <4575>"),
                                "by",
                                "time",
                                "limit",
                                5));

        assertThat(column(answer, "what"))
                .containsExactly(
                        "entry <4573>",
                        "entry <4574>",
                        "entry <4575>",
                        "entry <4576>",
                        "entry <4577>");
        assertThat(answer)
                .containsEntry("found", "more than 4000")
                .containsEntry(
                        "to_see_more",
                        "more than 4000 rows, the 5 nearest are shown: give a smaller within");
    }

    @Test
    void whenTheNeighboursAreTooLongTheNearestOnBothSidesStay() {
        for (int i = 0; i < 60; i++) {
            host.log(
                    "app",
                    "09:30:%02d".formatted(i),
                    "INFO",
                    "entry <" + i + "> " + "x".repeat(900));
        }

        var answer =
                host.answer(
                        "get_log_context",
                        Map.of("stream", "app", "ref", refOf("entry <30>"), "limit", 200));

        List<Object> shown = column(answer, "what");
        assertThat(shown).hasSizeBetween(20, 59);
        assertThat(shown.getFirst().toString())
                .startsWith(
                        "entry <"
                                + (30 - (shown.size() - 1) / 2 - (shown.size() % 2 == 0 ? 1 : 0)));
        assertThat(answer).containsEntry("truncated", true);
    }

    @Test
    void aRefThatIsGoneIsSaidToBeGone() throws Exception {
        Hosts.busy(host);
        String ref = refOf("boom");
        Files.delete(host.folder.resolve("app.jsonl"));
        host.log("app", "09:50:00", "INFO", "after the rotation");

        assertThat(host.failure("get_log_context", Map.of("stream", "app", "ref", ref)))
                .isEqualTo(
                        "there is no entry with that ref in app now: it was rotated away or deleted,"
                                + " or the ref is of another stream");
    }

    @Test
    void garbageIsNoRef() {
        Hosts.busy(host);

        assertThat(host.failure("get_log_context", Map.of("stream", "app", "ref", "../../etc")))
                .isEqualTo(
                        "there is no entry with that ref in app now: it was rotated away or deleted,"
                                + " or the ref is of another stream");
    }

    @Test
    void eitherAnEntryOrAnIdIsNeeded() {
        String sentence = "give either ref (of an entry) or id (a value to follow), and not both";
        assertThat(host.failure("get_log_context", Map.of())).isEqualTo(sentence);
        assertThat(host.failure("get_log_context", Map.of("ref", "a", "id", "b")))
                .isEqualTo(sentence);
        assertThat(host.failure("get_log_context", Map.of("id", " ")))
                .isEqualTo("id must not be empty");
    }

    @Test
    void aStreamThatDoesNotAnswerIsSaidBesideThoseThatDo() throws Exception {
        Hosts.busy(host);
        Files.writeString(host.folder.resolve("metrics.db"), "no database at all, ".repeat(50));

        var answer = host.answer("get_log_context", Map.of("id", "j2"));

        assertThat(column(answer, "stream")).containsExactly("app", "app", "worker", "app");
        assertThat(answer)
                .containsEntry(
                        "unavailable",
                        List.of(
                                "source db: "
                                        + host.folder.resolve("metrics.db")
                                        + " is not a SQLite database (or is encrypted)"));
    }
}
