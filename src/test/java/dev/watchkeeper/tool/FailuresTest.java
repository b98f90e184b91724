package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.SmallHost.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.ReadReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/// What a client reads when something behind a tool fails or is slow.
class FailuresTest {

    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
    }

    @AfterEach
    void close() {
        host.close();
    }

    /// The host's `app` log, with something happening at each entry.
    private record Disturbed(LogSource source, Runnable atEach) implements LogSource {
        @Override
        public ReadReport read(LogQuery query, Predicate<LogEntry> visitor) {
            return source.read(
                    query,
                    entry -> {
                        atEach.run();
                        return visitor.test(entry);
                    });
        }

        @Override
        public Optional<LogEntry> entry(String ref) {
            return source.entry(ref);
        }

        @Override
        public Optional<Instant> newest(Instant now) {
            return source.newest(now);
        }
    }

    private Catalog disturbed(Runnable atEach) {
        LogStream app = host.catalog.log("app");
        var stream =
                new LogStream(
                        "app",
                        "app",
                        new Disturbed(app.source(), atEach),
                        app.ids(),
                        app.notes(),
                        app.describe(),
                        app.expectEvery());
        return new Catalog(Map.of("app", stream), Map.of(), Map.of(), List.of());
    }

    /// Time is up while the tenth entry is looked at.
    private Catalog cancelledAtTheTenth(Deadline deadline) {
        int[] read = {0};
        return disturbed(() -> {
            if (++read[0] == 10) {
                deadline.cancel();
            }
        });
    }

    @Test
    void aSourceThatDoesNotAnswerIsAnAnswerToo() throws Exception {
        Files.writeString(host.folder.resolve("metrics.db"), "no database at all, ".repeat(50));

        assertThat(host.failure("query_logs", Map.of("stream", "app")))
                .isEqualTo(
                        "source app: no file matches "
                                + host.folder
                                + "/app.jsonl*; correct path, or let the application write there first"
                                + " (that a source does not answer is itself a finding)");
        assertThat(host.failure("query_events", Map.of()))
                .isEqualTo(
                        "source db: "
                                + host.folder.resolve("metrics.db")
                                + " is not a SQLite database (or is encrypted)"
                                + " (that a source does not answer is itself a finding)");
    }

    @Test
    void aBugIsAnsweredWithAnIdAndLoggedUnderIt() {
        host.log("app", "09:30:00", "INFO", "one");
        var logged = new ArrayList<LogRecord>();
        var handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord record) {
                        logged.add(record);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger log = Logger.getLogger("watchkeeper.tool");
        log.setUseParentHandlers(false);
        log.addHandler(handler);
        try {
            for (RuntimeException bug :
                    List.of(
                            new IllegalStateException("secret of /srv/app"),
                            new NullPointerException())) {
                logged.clear();
                Toolbox broken =
                        host.toolbox(
                                disturbed(() -> {
                                    throw bug;
                                }));

                String text =
                        SmallHost.failure(
                                SmallHost.call(broken, SmallHost.SESSION, "query_logs", Map.of()));

                assertThat(text)
                        .matches(
                                "internal error, id [0-9a-f]{8}; the server's log has the details"
                                        + " under that id");
                assertThat(logged).hasSize(1);
                assertThat(logged.getFirst().getMessage())
                        .isEqualTo("tool query_logs failed, id " + text.substring(19, 27));
                assertThat(logged.getFirst().getThrown()).isSameAs(bug);
            }
        } finally {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
        }
    }

    @Test
    void aFailureLeavesNoReceipt() {
        host.failure("query_logs", Map.of("stream", "app"));

        assertThat(host.receipts.nextId(SmallHost.SESSION.id())).startsWith("E1-");
    }

    @Test
    void whenTimeIsUpTheAnswerSaysHowFarItGotAndHowToGoOn() {
        for (int i = 0; i < 600; i++) {
            host.log("app", "09:%02d:%02d".formatted(i / 60, i % 60), "INFO", "entry " + i);
        }
        var deadline = Deadline.after(Duration.ofHours(1));
        var tool = new QueryLogsTool(cancelledAtTheTenth(deadline));

        Answer answer =
                tool.call(
                        new QueryLogsTool.Arguments(
                                "app",
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                Map.of(),
                                null,
                                null,
                                QueryLogsTool.First.OLDEST,
                                100,
                                null),
                        new Call(SmallHost.SESSION, SmallHost.NOW, deadline));

        assertThat(answer.content()).containsEntry("truncated", true).containsKey("next_cursor");
        List<Object> shown = column(answer.content(), "message");
        assertThat(shown).hasSizeBetween(9, 500);
        int last = shown.size() - 1;
        assertThat(answer.content().get("searched"))
                .asString()
                .contains("complete=false")
                .contains(
                        "searched_only_to=2026-11-22T09:%02d:%02dZ"
                                .formatted(last / 60, last % 60));

        var rest =
                tool.call(
                        new QueryLogsTool.Arguments(
                                "app",
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                Map.of(),
                                null,
                                null,
                                QueryLogsTool.First.OLDEST,
                                1,
                                String.valueOf(answer.content().get("next_cursor"))),
                        new Call(
                                SmallHost.SESSION,
                                SmallHost.NOW,
                                Deadline.after(Duration.ofMinutes(1))));
        assertThat(column(rest.content(), "message")).containsExactly("entry " + (last + 1));
    }

    @Test
    void withoutTimeForTheBaselineNothingIsCalledNew() {
        for (int i = 0; i < 30; i++) {
            host.log("app", "2026-11-21T12:%02d:00Z".formatted(i), "INFO", "tick");
            host.log("app", "09:%02d:00".formatted(i), "INFO", "tick");
        }
        var deadline = Deadline.after(Duration.ofHours(1));
        var tool = new FindLogPatternsTool(cancelledAtTheTenth(deadline), _ -> List.of());

        Answer answer =
                tool.call(
                        new FindLogPatternsTool.Arguments(
                                "app",
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                "1d",
                                FindLogPatternsTool.Change.ANY,
                                25),
                        new Call(SmallHost.SESSION, SmallHost.NOW, deadline));

        assertThat(answer.content().get("columns")).asString().doesNotContain("change");
        assertThat(answer.content())
                .containsEntry("patterns", 1)
                .containsEntry(
                        "remark",
                        "nothing was compared: there was no time to read the baseline; ask for a"
                                + " shorter range");
    }

    @Test
    void aCallThatItsClientCancelledAnswersNothing() {
        host.log("app", "09:30:00", "INFO", "one");
        var deadline = Deadline.after(Duration.ofMinutes(1));
        deadline.cancel();

        assertThat(
                        host.toolbox.call(
                                "query_logs", Map.of("stream", "app"), SmallHost.SESSION, deadline))
                .isEqualTo(
                        new ToolReply.Failure(
                                "cancelled by the client", ToolReply.Failure.Kind.CANCELLED));
    }

    @Test
    void whatIsShownIsWhatTheReceiptKeeps() {
        host.log("app", "09:30:00", "INFO", "one \u202e two", "job_id", "j1");
        Map<String, Object> answer = host.answer("query_logs", Map.of("stream", "app"));

        var receipt = host.receipts.find(String.valueOf(answer.get("evidence_id"))).orElseThrow();

        assertThat(receipt.content())
                .isEqualTo(new ObjectMapper().writeValueAsString(answer))
                .contains("one \\\\u{202E} two");
        assertThat(receipt.rows()).hasSize(1);
        assertThat(receipt.rows().getFirst().ref()).isEqualTo(column(answer, "ref").getFirst());
        assertThat(receipt)
                .extracting("session", "principal", "tool", "arguments", "issued")
                .containsExactly(
                        "session-1", "tester", "query_logs", "{\"stream\":\"app\"}", SmallHost.NOW);
    }

    @Test
    void theClockOfTheToolboxDecidesWhatNowIs() {
        host.log("app", "09:30:00", "INFO", "one");
        var before =
                new ReceiptedToolbox(
                        List.of(new QueryLogsTool(host.catalog)),
                        host.receipts,
                        InstantSource.fixed(SmallHost.NOW.minus(Duration.ofHours(1))),
                        SmallHost.REDACTOR,
                        "");

        assertThat(
                        SmallHost.content(
                                SmallHost.call(
                                        before,
                                        SmallHost.SESSION,
                                        "query_logs",
                                        Map.of("stream", "app"))))
                .containsEntry("returned", 0);
    }
}
