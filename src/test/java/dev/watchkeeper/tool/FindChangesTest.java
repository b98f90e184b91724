package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.SmallHost.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.ChangeStream;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.ReadReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

class FindChangesTest {

    private static final Map<String, Object> LAST_HOUR = Map.of("from", "2026-11-22T09:00:00Z");

    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
        host.raw("worker", "");
        host.event("00:10:00", "done", "{}");
    }

    @AfterEach
    void close() {
        host.close();
    }

    /// A request every minute for nine hours, done by one of two workers.
    private void usual() {
        var line = new StringBuilder();
        for (int i = 0; i < 9 * 60; i++) {
            String time = "%02d:%02d:10".formatted(1 + i / 60, i % 60);
            line.append(
                    "{\"time\":\"2026-11-22T%sZ\",\"level\":\"INFO\",\"message\":\"request %d served\",\"worker\":\"w-%d\"}\n"
                            .formatted(time, i, i % 2));
            line.append(
                    "{\"time\":\"2026-11-22T%sZ\",\"level\":\"INFO\",\"message\":\"cache hit\",\"worker\":\"w-%d\"}\n"
                            .formatted(time, i % 2));
            line.append(
                    "{\"time\":\"2026-11-22T%sZ\",\"level\":\"INFO\",\"message\":\"mail sent\",\"worker\":\"w-%d\"}\n"
                            .formatted(time, i % 2));
        }
        host.raw("app", line.toString());
    }

    private void fails() {
        host.log("app", "09:30:40", "INFO", "w-1 started, version 8f3a, previous 77aa");
        for (int i = 31; i < 60; i++) {
            host.log(
                    "app",
                    "09:%02d:%02d".formatted(i, 7 + i % 5),
                    "ERROR",
                    "cannot charge order " + i,
                    "worker",
                    "w-1");
        }
    }

    @Test
    void whatWasChangedComesBeforeWhatFollowedIt() {
        usual();
        fails();

        assertThat(host.shown("find_changes", LAST_HOUR))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"window":"2026-11-22T09:00:00Z to 2026-11-22T10:00:00Z","against":"2026-11-22T03:00:00Z to 2026-11-22T09:00:00Z","and_same_hours_of":"7 days","cell":"30s","compared":"5 kinds of messages, 0 event types, 2 groups, 0 sequences, 0 metrics, 1 changes"}
                        onset: {"at":"2026-11-22T09:31:08Z","between":["2026-11-22T09:31:08Z","2026-11-22T09:31:08Z"]}
                        columns: ["kind","what","in","how","usual","now","since","after","by","ref"]
                        rows:
                          ["change","c1: w-1 started, version 8f3a, previous 77aa","app",null,null,null,"09:30:40",null,null,"R1"]
                          ["log","cannot charge order <*>, first: cannot charge order 31","app","new",0,29,"09:31:08","28s after c1","worker=w-1","R2"]
                        returned: 2
                        truncated: false
                        untrusted: ["rows"]
                        """);
    }

    @Test
    void nothingIsSaidOfTwoWindowsThatAreAlike() {
        usual();

        Map<String, Object> answer = host.answer("find_changes", LAST_HOUR);

        assertThat(answer)
                .containsEntry("nothing", "nothing differs by more than it usually varies")
                .containsEntry("returned", 0)
                .doesNotContainKey("onset");
    }

    @Test
    void theWindowBeginsBeforeAFindingAndTellsItsOnset() {
        usual();
        fails();
        Instant first = Instant.parse("2026-11-22T09:31:08Z");
        host.findings.keep(
                List.of(
                        new Finding(
                                "p-1-app",
                                "errors",
                                "app",
                                Severity.SEV2,
                                FindingState.NEW,
                                "cannot charge order <*>",
                                List.of(),
                                first,
                                SmallHost.NOW,
                                29,
                                null,
                                null)),
                SmallHost.NOW);

        Map<String, Object> answer = host.answer("find_changes", Map.of());

        assertThat(String.valueOf(answer.get("searched")))
                .contains("finding=p-1-app, window=2026-11-22T09:01:00Z to 2026-11-22T10:00:00Z");
        assertThat(String.valueOf(answer.get("onset")))
                .isEqualTo(
                        "{at=2026-11-22T09:31:08Z, between=[2026-11-22T09:31:08Z,"
                                + " 2026-11-22T09:31:08Z], finding_first_seen=2026-11-22T09:31:08Z}");
    }

    @Test
    void changesOfAStreamAreJoinedInTime() {
        usual();
        fails();
        ChangeSource commits =
                new ChangeSource() {
                    @Override
                    public ReadReport changes(TimeRange range, Predicate<Change> visitor) {
                        var change =
                                new Change(
                                        "deploys",
                                        "d-17",
                                        Instant.parse("2026-11-22T09:27:00Z"),
                                        ChangeKind.DEPLOY,
                                        "app",
                                        "8f3a",
                                        "charge through the new ledger");
                        boolean more = !range.contains(change.time()) || visitor.test(change);
                        return new ReadReport(
                                1,
                                0,
                                List.of(),
                                more ? ReadReport.End.RANGE : ReadReport.End.VISITOR,
                                null,
                                null,
                                List.of());
                    }
                };
        Catalog all = host.catalog;
        var with =
                new Catalog(
                        all.logs(),
                        all.events(),
                        all.queues(),
                        all.apis(),
                        all.metrics(),
                        all.gauges(),
                        all.runbooks(),
                        Map.of("deploys", new ChangeStream("deploys", "git", commits, null)),
                        all.questions(),
                        all.sources());

        Map<String, Object> answer =
                SmallHost.content(
                        SmallHost.call(
                                host.toolbox(with), SmallHost.SESSION, "find_changes", LAST_HOUR));

        assertThat(column(answer, "what"))
                .startsWith(
                        "c2: w-1 started, version 8f3a, previous 77aa",
                        "c1: deploy app 8f3a: charge through the new ledger",
                        "cannot charge order <*>, first: cannot charge order 31");
        assertThat(column(answer, "after").get(2)).isEqualTo("28s after c2");
    }

    @Test
    void oneKindMayBeAskedFor() {
        usual();
        fails();

        Map<String, Object> answer =
                host.answer(
                        "find_changes", Map.of("from", "2026-11-22T09:00:00Z", "kind", "change"));

        assertThat(column(answer, "what"))
                .containsExactly("c1: w-1 started, version 8f3a, previous 77aa");
    }

    @Test
    void whatCannotBeComparedIsSaidInASentence() {
        assertThat(host.failure("find_changes", Map.of("against_from", "2026-11-22T01:00:00Z")))
                .isEqualTo("against_from and against_until belong together");
        assertThat(host.failure("find_changes", Map.of("from", "now-2m")))
                .isEqualTo(
                        "the window must be between 5 minutes and 2 days long, got from"
                                + " 2026-11-22T09:58:00Z and until 2026-11-22T10:00:00Z");
        assertThat(host.failure("find_changes", Map.of("finding", "p-9")))
                .isEqualTo("there is no open finding \"p-9\": none is open");
    }

    @Test
    void anAnswerIsShortWhateverHappened() {
        usual();
        for (int kind = 0; kind < 60; kind++) {
            for (int i = 0; i < 12; i++) {
                host.log(
                        "worker",
                        "09:%02d:%02d".formatted(40 + i, kind % 60),
                        "ERROR",
                        "part broke ".repeat(kind + 1) + "for good");
            }
        }

        Map<String, Object> answer =
                host.answer("find_changes", Map.of("from", "2026-11-22T09:00:00Z", "limit", 50));

        assertThat(new ObjectMapper().writeValueAsString(answer).length()).isLessThan(5_250);
        assertThat(answer).containsEntry("truncated", true);
        assertThat(String.valueOf(answer.get("to_see_more")))
                .endsWith("more: ask for one kind, a higher limit or a shorter window");
    }

    @Test
    void whatHappenedBeforeMayBeNamed() {
        usual();
        fails();

        Map<String, Object> answer =
                host.answer(
                        "find_changes",
                        Map.of(
                                "from",
                                "2026-11-22T09:00:00Z",
                                "against_from",
                                "2026-11-22T04:00:00Z",
                                "against_until",
                                "2026-11-22T08:00:00Z"));

        assertThat(String.valueOf(answer.get("searched")))
                .contains("against=2026-11-22T04:00:00Z to 2026-11-22T08:00:00Z")
                .doesNotContain("same_hours");
        assertThat(column(answer, "what"))
                .contains("cannot charge order <*>, first: cannot charge order 31");
    }
}
