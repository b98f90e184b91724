package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.SmallHost.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindLogPatternsTest {

    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
    }

    @AfterEach
    void close() {
        host.close();
    }

    /// A stream with a pattern of each kind against the day before.
    private void oneOfEach() {
        for (int i = 0; i < 120; i++) {
            String time = "2026-11-21T%02d:%02d:00Z".formatted(8 + i / 10, i % 10 * 6);
            host.log("app", time, "INFO", "health ok");
            host.log("app", time, "ERROR", "quota used up for user" + i);
            if (i % 4 == 0) {
                host.log("app", time, "WARNING", "slow query took " + i + " ms");
            }
        }
        for (int i = 0; i < 20; i++) {
            host.log("app", "09:%02d:30".formatted(i * 3), "INFO", "health ok");
            host.log(
                    "app",
                    "09:%02d:31".formatted(i * 3),
                    "WARNING",
                    "slow query took 9" + i + " ms");
        }
        host.log("app", "09:58:00", "INFO", "client disconnected");
    }

    @Test
    void whatIsNewSurgedOrGoneComesBeforeWhatIsSteady() {
        oneOfEach();

        assertThat(host.shown("find_log_patterns", Map.of("stream", "app")))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"stream":"app","from":"2026-11-22T08:00:00Z","until":"2026-11-22T10:00:00Z","examined":311,"complete":true}
                        baseline: {"stream":"app","from":"2026-11-21T08:00:00Z","until":"2026-11-22T08:00:00Z","examined":311,"complete":true}
                        entries: 41
                        baseline_entries: 270
                        patterns: 4
                        columns: ["change","pattern_id","count","expected","level","first","last","per_hour","rhythm","template","example","ref"]
                        rows:
                          ["new","138735bd5c",1,0.0,"INFO","2026-11-22T09:58:00Z","2026-11-22T09:58:00Z",0.0,"once","client disconnected",null,"R1"]
                          ["surged","6f257cbdf4",20,2.5,"WARN","2026-11-22T09:00:31Z","2026-11-22T09:57:31Z",20.0,"steady every 3 min","slow query took <*> ms","slow query took 919 ms","R2"]
                          ["gone","4c577e99ec",0,10.0,"ERROR",null,null,null,null,"quota used up for <*>","quota used up for user119","R3"]
                          ["steady","abb2318f6e",20,10.0,"INFO","2026-11-22T09:00:30Z","2026-11-22T09:57:30Z",20.0,"steady every 3 min","health ok",null,"R4"]
                        returned: 4
                        truncated: false
                        notes: ["\\\"client disconnected\\\": Harmless: phones go away."]
                        untrusted: ["rows","searched.broken_samples","baseline.broken_samples"]
                        """);
    }

    @Test
    void onlyOneKindOfChangeIsShownWhenAsked() {
        oneOfEach();

        Map.of(
                        "new", "client disconnected",
                        "surged", "slow query took <*> ms",
                        "gone", "quota used up for <*>",
                        "steady", "health ok")
                .forEach((change, template) ->
                        assertThat(
                                        column(
                                                host.answer(
                                                        "find_log_patterns",
                                                        Map.of("stream", "app", "change", change)),
                                                "template"))
                                .as(change)
                                .containsExactly(template));
    }

    @Test
    void withoutBaselineNothingIsCompared() {
        Hosts.busy(host);

        assertThat(
                        host.shown(
                                "find_log_patterns",
                                Map.of("stream", "app", "baseline", "0s", "limit", 1)))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"stream":"app","from":"2026-11-22T08:00:00Z","until":"2026-11-22T10:00:00Z","examined":37,"complete":true}
                        entries: 7
                        patterns: 4
                        columns: ["pattern_id","count","level","first","last","per_hour","rhythm","template","example","ref"]
                        rows:
                          ["50b1124b28",3,"INFO","2026-11-22T09:10:00Z","2026-11-22T09:12:00Z",60.0,"irregular","request <*> took <*> ms","request 72 took 41 ms","R1"]
                        returned: 1
                        truncated: true
                        to_see_more: "4 patterns, the first 1 are shown: narrow by change, level, contains or time, or raise limit"
                        untrusted: ["rows","searched.broken_samples"]
                        """);
    }

    @Test
    void aChangeCannotBeAskedForWithoutBaseline() {
        assertThat(
                        host.failure(
                                "find_log_patterns",
                                Map.of("stream", "app", "baseline", "0s", "change", "new")))
                .isEqualTo("change needs a baseline to compare with, got baseline 0s");
    }

    @Test
    void aTickingPatternHasItsRhythm() {
        for (int i = 0; i < 59; i++) {
            host.log("app", "09:%02d:00".formatted(i), "INFO", "tick");
        }

        assertThat(column(host.answer("find_log_patterns", Map.of("stream", "app")), "rhythm"))
                .containsExactly("steady every 60 s");
    }

    @Test
    void exceptionsAreKindsOfTheirOwnWhateverTheyWereLoggedWith() {
        Hosts.busy(host);
        host.log(
                "app",
                "09:31:00",
                "ERROR",
                "giving up on j9",
                "exception",
                "Traceback (most recent call last):\n  File \"/srv/app/pay.py\", line 7, in charge\n"
                        + "    raise KeyError(user)\nKeyError: 'other'");

        Map<String, Object> answer =
                host.answer("find_log_patterns", Map.of("stream", "app", "level", "error"));

        assertThat(column(answer, "count")).containsExactly(2L);
        assertThat(column(answer, "template"))
                .containsExactly("KeyError in app/pay.py:charge: giving up on j9");
        assertThat(column(answer, "example")).containsExactly("giving up on j9");
    }

    @Test
    void textRegexAndLevelNarrowWindowAndBaselineAlike() {
        oneOfEach();

        Map<String, Object> answer =
                host.answer(
                        "find_log_patterns",
                        Map.of(
                                "stream", "app",
                                "level", "warn",
                                "contains", List.of("SLOW"),
                                "regex", "took 9\\d"));

        assertThat(answer).containsEntry("entries", 20L).containsEntry("baseline_entries", 2L);
    }
}
