package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.SmallHost.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLogsTest {

    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void theNewestEntriesOfTheLastHourComeFirst() {
        Hosts.busy(host);

        assertThat(host.shown("query_logs", Map.of("stream", "app")))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"stream":"app","from":"2026-11-22T09:00:00Z","until":"2026-11-22T10:00:00Z","examined":37,"complete":true}
                        columns: ["time","level","message","exception","ids","ref"]
                        rows:
                          ["2026-11-22T09:40:00Z","WARN","client disconnected",null,"request_id=r2","R1"]
                          ["2026-11-22T09:30:02Z","ERROR","boom: no charge for j2","Traceback (most recent call last):\\n  File \\"/srv/app/pay.py\\", line 7, in charge\\n    raise KeyError(user)\\nKeyError: 'user'","job_id=j2","R2"]
                          ["2026-11-22T09:30:00Z","INFO","job j2 accepted",null,"request_id=r1 job_id=j2","R3"]
                          ["2026-11-22T09:20:00Z","INFO","job j1 accepted",null,"request_id=r0 job_id=j1","R4"]
                          ["2026-11-22T09:12:00Z","INFO","request 72 took 41 ms",null,"request_id=r2","R5"]
                          ["2026-11-22T09:11:00Z","INFO","request 71 took 41 ms",null,"request_id=r1","R6"]
                          ["2026-11-22T09:10:00Z","INFO","request 70 took 41 ms",null,"request_id=r0","R7"]
                        returned: 7
                        truncated: false
                        notes: ["\\"client disconnected\\": Harmless: phones go away."]
                        untrusted: ["rows","searched.broken_samples"]
                        """);
    }

    @Test
    void theOldestOfARangeComeFirstWhenAsked() {
        Hosts.busy(host);

        assertThat(host.shown("query_logs", Map.of("stream", "app", "first", "oldest", "limit", 2)))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"stream":"app","from":"2026-11-22T09:00:00Z","until":"2026-11-22T10:00:00Z","examined":32,"complete":true}
                        columns: ["time","level","message","ids","ref"]
                        rows:
                          ["2026-11-22T09:10:00Z","INFO","request 70 took 41 ms","request_id=r0","R1"]
                          ["2026-11-22T09:11:00Z","INFO","request 71 took 41 ms","request_id=r1","R2"]
                        returned: 2
                        truncated: true
                        next_cursor: C
                        untrusted: ["rows","searched.broken_samples"]
                        """);
    }

    @Test
    void levelTextRegexAndFieldsMustAllHold() {
        Hosts.busy(host);
        var all =
                Map.<String, Object>of(
                        "stream", "app",
                        "level", "error",
                        "contains", List.of("BOOM", "keyerror"),
                        "regex", "c.arge for j\\d$",
                        "fields", Map.of("job_id", "j2"));

        assertThat(column(host.answer("query_logs", all), "message"))
                .containsExactly("boom: no charge for j2");
        Map.<String, Object>of(
                        "level",
                        "fatal",
                        "contains",
                        List.of("boom", "nothing"),
                        "regex",
                        "charge$",
                        "fields",
                        Map.of("job_id", "j"))
                .forEach((key, value) -> {
                    var other = new HashMap<>(all);
                    other.put(key, value);
                    assertThat(host.answer("query_logs", other))
                            .as(key)
                            .containsEntry("returned", 0);
                });
    }

    @Test
    void anEmptyAnswerSaysWhereAndWhenItLooked() {
        Hosts.busy(host);

        assertThat(host.shown("query_logs", Map.of("stream", "worker", "from", "now-10m")))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"stream":"worker","from":"2026-11-22T09:50:00Z","until":"2026-11-22T10:00:00Z","examined":2,"complete":true}
                        columns: ["time","level","logger","message","exception","ids","ref"]
                        rows:
                        returned: 0
                        truncated: false
                        untrusted: ["rows","searched.broken_samples"]
                        """);
    }

    @Test
    void aLineThatIsNoEntryIsCountedAndShown() {
        host.log("app", "09:10:00", "INFO", "good");
        host.raw("app", "{\"time\": \"2026-11-22T09:11:00Z\", \"mess\n");
        host.log("app", "09:12:00", "INFO", "good again");

        assertThat(host.answer("query_logs", Map.of("stream", "app")).get("searched"))
                .asString()
                .endsWith(
                        "complete=true, broken=1, broken_samples=[[app.jsonl at byte 64, the line is not a whole"
                                + " JSON object, {\"time\": \"2026-11-22T09:11:00Z\", \"mess]]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "oldest"})
    void theCursorLeadsThroughEveryEntryOnce(String first) {
        var expected = new ArrayList<Object>();
        for (int i = 0; i < 250; i++) {
            // several entries of one moment, and lengths from short to far too long
            String message = "entry " + i + " " + "x".repeat(i % 7 == 0 ? 5_000 : i);
            host.log("app", "09:%02d:00".formatted(i / 5), "INFO", message);
            expected.add("entry " + i);
        }
        if (first.equals("newest")) {
            expected.sort(null);
        }

        var seen = new ArrayList<Object>();
        Map<String, Object> arguments =
                new HashMap<>(Map.of("stream", "app", "first", first, "limit", 200));
        int pages = 0;
        do {
            Map<String, Object> answer = host.answer("query_logs", arguments);
            column(answer, "message")
                    .forEach(m -> seen.add(m.toString().replaceAll(" x.*| $", "")));
            arguments.put("cursor", answer.get("next_cursor"));
            assertThat(answer.get("truncated")).isEqualTo(answer.get("next_cursor") != null);
            pages++;
        } while (arguments.get("cursor") != null && pages < 100);

        if (first.equals("newest")) {
            seen.sort(null);
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(pages).isGreaterThan(4);
    }

    @Test
    void aMessageThatIsTooLongKeepsItsBeginningAndItsEnd() {
        host.log("app", "09:10:00", "INFO", "begin " + "x".repeat(2_000) + " end");

        assertThat(column(host.answer("query_logs", Map.of("stream", "app")), "message"))
                .containsExactly(
                        "begin "
                                + "x".repeat(344)
                                + " …[1310 characters left out]… "
                                + "x".repeat(346)
                                + " end");
    }
}
