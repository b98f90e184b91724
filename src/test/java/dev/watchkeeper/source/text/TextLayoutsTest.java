package dev.watchkeeper.source.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextLayoutsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final LogMapping USUAL =
            new LogMapping(null, null, Map.of(), null, null, null, null, null, List.of());
    private static final String LOGURU =
            """
            2026-11-20 10:00:00.123 | INFO     | app.main:run:7 - started
            2026-11-20 10:00:01.500 | ERROR    | app.tts:call:42 - provider failed
            for the second time
            Traceback (most recent call last):

              File "a.py", line 1, in call
            TimeoutError: 30 s
            2026-11-20 10:00:02.000 | WARNING  | app.main:run:9 - slow
            """;

    @TempDir Path root;
    private final List<LogEntry> entries = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "LOGURU~2026-11-20 10:00:00.123 | ERROR    | app.tts:call:42 - m~ERROR~app.tts~m",
                "LOG4J~2026-11-20 10:00:00,123 INFO [main] org.apache.hadoop.Foo: m~INFO~org.apache.hadoop.Foo~m",
                "LOGBACK~2026-11-20 10:00:00.123 [main] WARN  a.b.C - m~WARN~a.b.C~m",
                "SPRING~2026-11-20T10:00:00.123Z ERROR 7 --- [app] [main] a.b.C   : m~ERROR~a.b.C~m",
                "NGINX~2026/11/20 10:00:00 [error] 1#1: *5 m, client: 1.2.3.4~ERROR~''~m, client: 1.2.3.4",
                "APACHE~[Fri Nov 20 10:00:00.123456 2026] [core:crit] [pid 7:tid 8] [client 1.2.3.4:5] m~FATAL~core~m",
                "ACCESS~1.2.3.4 - - [20/Nov/2026:10:00:00 +0000] \"GET /x HTTP/1.1\" 503 12 \"-\" \"curl\"~ERROR~''~GET /x 503",
                "ACCESS~1.2.3.4 - bob [20/Nov/2026:10:00:00 +0000] \"GET /x HTTP/1.1\" 404 -~WARN~''~GET /x 404",
                "GUNICORN~[2026-11-20 10:00:00 +0000] [7] [WARNING] m~WARN~''~m",
                "REDIS~1:M 20 Nov 2026 10:00:00.123 # m~WARN~''~m",
                "POSTGRES~2026-11-20 10:00:00.123 UTC [7] app@db LOG:  m~INFO~''~m",
                "PYTHON~2026-11-20 10:00:00,123 - a.b - ERROR - m~ERROR~a.b~m",
                "SYSLOG~Nov 20 10:00:00 host kernel: m failed~ERROR~kernel~m failed",
                "SYSLOG~2026-11-20T10:00:00.123456+00:00 host app[7]: m~INFO~app~m",
                "SYSLOG~Nov 20 10:00:00 host last message repeated 3 times~INFO~''~last message repeated 3 times",
                "PLAIN~2026-11-20 10:00:00 ERROR: m~ERROR~''~m",
                "PLAIN~2026-11-20T10:00:00Z ERROR web: m~ERROR~''~web: m",
                "PLAIN~[2026-11-20T10:00:00Z] [warn] m~WARN~''~m",
                "PLAIN~2026-11-20T10:00:00Z Errors: m~ERROR~''~Errors: m",
                "PLAIN~2026/11/20 10:00:00.123 listening~INFO~''~listening",
            })
    void everyLayoutIsRecognised(
            TextFormat format, String line, Level level, String logger, String message)
            throws IOException {
        write(line + "\n");

        read(log(null, null), Order.OLDEST_FIRST, LogFilter.ALL);

        assertThat(entries).hasSize(1);
        var entry = entries.getFirst();
        assertThat(entry.level()).isEqualTo(level);
        assertThat(entry.logger()).isEqualTo(logger);
        assertThat(entry.message()).isEqualTo(message);
        assertThat(entry.time()).isBetween("2026-11-20T10:00:00Z", "2026-11-20T10:00:01Z");
        entries.clear();
        read(log(format, null), Order.NEWEST_FIRST, LogFilter.atLeast(level));
        assertThat(entries).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void linesThatFollowBelongToTheEntryBefore(Order order) throws IOException {
        write(LOGURU);

        read(log(null, null), order, LogFilter.ALL);

        assertThat(entries).hasSize(3);
        var entry = entries.get(1);
        assertThat(entry.message()).isEqualTo("provider failed\nfor the second time");
        assertThat(entry.exception())
                .isEqualTo(
                        "Traceback (most recent call last):\n\n  File \"a.py\", line 1, in call\n"
                                + "TimeoutError: 30 s");
        assertThat(entry.fields()).isEqualTo(Map.of("function", "call", "line", "42"));
        entries.clear();
        read(log(null, null), order, new LogFilter(Level.ERROR, List.of("TIMEOUTERROR"), Map.of()));
        assertThat(entries).containsExactly(entry);
        assertThat(log(null, null).entry(entry.ref())).contains(entry);
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessTracebackIsCut(Order order) throws IOException {
        write(LOGURU + "Traceback (most recent call last):\n" + "  File x\n".repeat(20_000));

        read(log(null, null), order, LogFilter.atLeast(Level.WARN));

        String trace =
                String.valueOf(
                        (order == Order.OLDEST_FIRST ? entries.getLast() : entries.getFirst())
                                .exception());
        assertThat(trace)
                .startsWith("Traceback (most recent call last):\n  File x\n")
                .endsWith("\n[cut: an entry is read up to 65536 characters]")
                .hasSizeBetween(65_000, 66_000);
    }

    @Test
    void goingOnAfterACursorNeverRepeatsATraceback() throws IOException {
        write(LOGURU);
        var first =
                log(null, null)
                        .read(
                                query(Order.OLDEST_FIRST, LogFilter.ALL, null),
                                entry -> {
                                    entries.add(entry);
                                    return entries.size() < 2;
                                });

        log(null, null)
                .read(query(Order.OLDEST_FIRST, LogFilter.ALL, first.cursor()), entries::add);

        assertThat(entries)
                .extracting(LogEntry::level)
                .containsExactly(Level.INFO, Level.ERROR, Level.WARN);
    }

    @Test
    void aPatternOfOnesOwnNamesTheParts() throws IOException {
        write(
                "<7> 1795168800 E worker-3 lost its job\n  and all\n<8> 1795168801 I worker-1 fine\n");

        read(
                log(
                        null,
                        "^<(?<pid>\\d+)> (?P<time>\\d+) (?P<level>[A-Z]) (?P<logger>\\S+) (?P<message>.*)"),
                Order.OLDEST_FIRST,
                LogFilter.ALL);

        assertThat(entries).extracting(LogEntry::level).containsExactly(Level.ERROR, Level.INFO);
        assertThat(entries.getFirst().message()).isEqualTo("lost its job\n  and all");
        assertThat(entries.getFirst().fields()).isEqualTo(Map.of("pid", "7"));
    }

    @Test
    void aPatternThatCannotWorkIsRefused() {
        assertThatThrownBy(() -> log(null, "(?P<message>.*)"))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "sources.txt.pattern has no group (?P<time>…); name the part of the line"
                                + " that is the time so");
        assertThatThrownBy(() -> log(null, "(?P<time>\\d+)(?=x)"))
                .isInstanceOf(BadRequest.class)
                .hasMessageStartingWith("sources.txt.pattern is not valid RE2 syntax: ");
        assertThatThrownBy(() -> log(TextFormat.SYSLOG, "(?P<time>\\d+)"))
                .isInstanceOf(BadRequest.class)
                .hasMessage("sources.txt has both format and pattern; give one of them");
    }

    @Test
    void linesOfNoKnownFormatAreTheOperatorsToDescribe() throws IOException {
        write("hello\nworld\n");

        assertThatThrownBy(() -> read(log(null, null), Order.OLDEST_FIRST, LogFilter.ALL))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage(
                        "source txt: the lines of "
                                + root.resolve("app.log")
                                + " have none of the known formats (loguru, log4j, logback,"
                                + " spring, nginx, apache, access, gunicorn, redis, postgres,"
                                + " python, syslog, plain); set pattern, with groups named time,"
                                + " level, logger and message");
    }

    @Test
    void anEmptyFileIsAnAnswerAndTheFormatIsFoundLater() throws IOException {
        write("");
        var log = log(null, null);

        assertThat(read(log, Order.OLDEST_FIRST, LogFilter.ALL).examined()).isZero();
        assertThat(log.newest(NOW)).isEmpty();
        write(LOGURU);
        assertThat(log.newest(NOW)).contains(Instant.parse("2026-11-20T10:00:02Z"));
    }

    private void write(String text) throws IOException {
        Files.writeString(root.resolve("app.log"), text);
    }

    private LogSource log(@Nullable TextFormat format, @Nullable String pattern) {
        return new TextSource.Config(root.resolve("app.log").toString(), format, pattern)
                .open(
                        new SourceContext(
                                "txt", ZoneOffset.UTC, InstantSource.fixed(NOW), root.resolve("i")))
                .logs("app", USUAL);
    }

    private ReadReport read(LogSource log, Order order, LogFilter filter) {
        return log.read(query(order, filter, null), entries::add);
    }

    private static LogQuery query(Order order, LogFilter filter, @Nullable String cursor) {
        return new LogQuery(
                new TimeRange(Instant.EPOCH, NOW.plusSeconds(60)),
                order,
                filter,
                cursor,
                Deadline.after(Duration.ofMinutes(1)));
    }
}
