package dev.watchkeeper.source.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.Order;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLayoutsTest {

    private static final String LOGURU =
            """
            {"text": "2026-11-20 10:00:00.123 | ERROR    | gateway.tts:synthesize:42 - provider {x} failed\\nTraceback (most recent call last):\\n  File \\"a.py\\", line 1\\nTimeoutError: 30 s\\n", "record": {"elapsed": {"repr": "0:00:01", "seconds": 1.0}, "exception": {"type": "TimeoutError", "value": "30 s", "traceback": true}, "extra": {"job": "j-7", "worker": {"id": 3}}, "file": {"name": "tts.py", "path": "/srv/tts.py"}, "function": "synthesize", "level": {"icon": "❌", "name": "ERROR", "no": 40}, "line": 42, "message": "provider {x} failed", "module": "tts", "name": "gateway.tts", "process": {"id": 7, "name": "MainProcess"}, "thread": {"id": 1, "name": "MainThread"}, "time": {"repr": "2026-11-20 10:00:00.123456+02:00", "timestamp": 1763625600.123456}}}
            """;

    @TempDir Path root;
    private JsonFolder folder;

    @BeforeEach
    void folder() {
        folder = new JsonFolder(root);
    }

    @Test
    void loguruIsReadAsItsRecord() {
        folder.append(LOGURU);

        for (LogFilter filter :
                List.of(
                        LogFilter.ALL,
                        LogFilter.atLeast(Level.ERROR),
                        new LogFilter(null, List.of("timeouterror"), Map.of("job", "j-7")))) {
            LogEntry entry = entries(JsonFolder.USUAL, filter).getFirst();
            assertThat(entry.time()).isEqualTo(Instant.parse("2026-11-20T08:00:00.123456Z"));
            assertThat(entry.level()).isEqualTo(Level.ERROR);
            assertThat(entry.logger()).isEqualTo("gateway.tts");
            assertThat(entry.message()).isEqualTo("provider {x} failed");
            assertThat(entry.exception())
                    .isEqualTo(
                            "Traceback (most recent call last):\n  File \"a.py\", line 1\n"
                                    + "TimeoutError: 30 s");
            assertThat(entry.fields())
                    .isEqualTo(
                            Map.of(
                                    "job",
                                    "j-7",
                                    "worker.id",
                                    "3",
                                    "function",
                                    "synthesize",
                                    "line",
                                    "42"));
        }
        assertThat(entries(JsonFolder.USUAL, LogFilter.atLeast(Level.FATAL))).isEmpty();
    }

    @Test
    void loguruWithoutAnExceptionHasNone() {
        folder.append(
                LOGURU.replace(
                        "{\"type\": \"TimeoutError\", \"value\": \"30 s\", \"traceback\": true}",
                        "null"));

        assertThat(entries(JsonFolder.USUAL, LogFilter.ALL).getFirst().exception()).isNull();
    }

    @Test
    void namesInToolsYamlReachIntoTheRecord() {
        folder.append(LOGURU);
        var mapping =
                new LogMapping(
                        null,
                        null,
                        Map.of("extra.job", List.of("j-7")),
                        "time",
                        "level",
                        "record.module",
                        null,
                        null,
                        List.of("worker.id", "process.id"));

        LogEntry entry = entries(mapping, LogFilter.atLeast(Level.WARN)).getFirst();

        assertThat(entry.logger()).isEqualTo("tts");
        assertThat(entry.level()).isEqualTo(Level.ERROR);
        assertThat(entry.fields()).isEqualTo(Map.of("id", "7"));
    }

    @Test
    void otherObjectsAreReadByTheirUsualNames() {
        folder.append(
                """
                {"ts":1795168800.25,"lvl":"warn","msg":"a","logger":"x.y","n":1.50,"on":true,"none":null,"deep":{"list":[1,"b"]}}
                {"@timestamp":"2026-11-20T10:00:01Z","log.level":"error","message":"b","error":{"stack":"E: x\\n  at y","type":"E"}}
                {"asctime":"2026-11-20 10:00:02,500","levelname":"CRITICAL","name":"root","event":"c","exc_info":true}
                {"level":30,"time":1795168803000,"pid":1,"hostname":"h","msg":"d"}
                {"level":50,"time":1795168804000,"pid":1,"hostname":"h","msg":"e","err":{"stack":"s"}}
                """);

        var entries = entries(JsonFolder.USUAL, LogFilter.ALL);

        assertThat(entries)
                .extracting(LogEntry::level)
                .containsExactly(Level.WARN, Level.ERROR, Level.FATAL, Level.INFO, Level.ERROR);
        assertThat(entries).extracting(LogEntry::message).containsExactly("a", "b", "c", "d", "e");
        assertThat(entries)
                .extracting(LogEntry::exception)
                .containsExactly(null, "E: x\n  at y", null, null, "s");
        assertThat(entries).extracting(LogEntry::logger).containsExactly("x.y", "", "root", "", "");
        assertThat(entries.getFirst().time()).isEqualTo("2026-11-20T10:00:00.250Z");
        assertThat(entries.getFirst().fields())
                .isEqualTo(Map.of("n", "1.50", "on", "true", "deep.list", "[1,\"b\"]"));
        assertThat(entries.get(1).fields()).isEqualTo(Map.of("error.type", "E"));
    }

    @Test
    void accessLogsGetTheGraverOfTheirLevelAndTheirStatus() {
        folder.append(
                """
                {"DownstreamStatus":502,"RequestMethod":"GET","RequestPath":"/v1/tts","level":"info","msg":"","time":"2026-11-20T10:00:00Z"}
                {"level":"info","ts":1795168801.5,"logger":"http.log.access","msg":"handled request","request":{"method":"POST","uri":"/v1/jobs"},"status":404}
                {"level":"info","ts":1795168802.5,"logger":"http.log.access","msg":"handled request","request":{"method":"GET","uri":"/"},"status":200}
                """);

        var all = entries(JsonFolder.USUAL, LogFilter.ALL);

        assertThat(all)
                .extracting(LogEntry::message)
                .containsExactly("GET /v1/tts 502", "POST /v1/jobs 404", "GET / 200");
        assertThat(all)
                .extracting(LogEntry::level)
                .containsExactly(Level.ERROR, Level.WARN, Level.INFO);
        assertThat(entries(JsonFolder.USUAL, LogFilter.atLeast(Level.WARN))).hasSize(2);
        assertThat(entries(JsonFolder.USUAL, new LogFilter(null, List.of("jobs 404"), Map.of())))
                .hasSize(1);
    }

    private List<LogEntry> entries(LogMapping mapping, LogFilter filter) {
        var source =
                new JsonlSource.Config(folder.log.toString(), JsonlSource.Format.AUTO)
                        .open(folder.context())
                        .logs("app", mapping);
        return JsonFolder.read(
                        source,
                        Instant.EPOCH,
                        JsonFolder.NOW,
                        Order.OLDEST_FIRST,
                        filter,
                        null,
                        Integer.MAX_VALUE)
                .entries();
    }

    @Test
    void eventsHaveTheirScalarsByDottedPath() {
        folder.append(
                """
                {"at":"2026-11-20T10:00:00Z","type":"synthesis_queued","data":{"queue_depth":7,"wait":1.5,"ok":true,"big":12345678901234567890}}
                {"at":"2026-11-20T10:00:01Z","type":"synthesis_done","data":{"queue_depth":6}}
                {"at":"2026-11-20T10:00:02Z","other":1}
                """);
        var source =
                new JsonlSource.Config(folder.log.toString(), JsonlSource.Format.JSON)
                        .open(folder.context())
                        .events(
                                "app",
                                new EventMapping(null, null, Map.of(), "at", "type", List.of()));
        var events = new ArrayList<Event>();

        var report =
                source.read(
                        new EventQuery(
                                new TimeRange(Instant.EPOCH, JsonFolder.NOW),
                                Order.OLDEST_FIRST,
                                Set.of("synthesis_queued"),
                                Map.of("data.ok", "true"),
                                Set.of(),
                                null,
                                Deadline.after(Duration.ofMinutes(1))),
                        events::add);

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().fields())
                .isEqualTo(
                        Map.of(
                                "data.queue_depth",
                                7L,
                                "data.wait",
                                1.5,
                                "data.ok",
                                true,
                                "data.big",
                                1.2345678901234567e19));
        assertThat(report.broken()).isZero();
        assertThat(source.event(events.getFirst().ref())).contains(events.getFirst());
        assertThat(source.newest(JsonFolder.NOW)).contains(Instant.parse("2026-11-20T10:00:01Z"));
    }

    @Test
    void aTableMakesNoSense() {
        var source = new JsonlSource.Config("x", JsonlSource.Format.AUTO).open(folder.context());

        assertThatThrownBy(() ->
                        source.logs(
                                "app",
                                new LogMapping(
                                        "logs", null, Map.of(), null, null, null, null, null,
                                        List.of())))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "logs.app.table: a source of JSON lines has no tables; leave it out, and"
                                + " use where to choose lines");
    }
}
