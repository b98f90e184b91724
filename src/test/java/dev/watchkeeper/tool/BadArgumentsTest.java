package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a caller reads who asked for something that cannot be answered.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadArgumentsTest {

    private SmallHost host;

    @BeforeAll
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
        Hosts.busy(host);
    }

    @AfterAll
    void close() {
        host.close();
    }

    private static Arguments refused(String tool, Map<String, Object> arguments, String sentence) {
        return Arguments.of(tool, arguments, sentence);
    }

    private static Arguments logs(String key, Object value, String sentence) {
        return refused(
                "query_logs",
                key.equals("stream") ? Map.of(key, value) : Map.of("stream", "app", key, value),
                sentence);
    }

    static List<Arguments> refusals() {
        return List.of(
                logs("strem", "app", "unknown argument \"strem\"; did you mean stream?"),
                logs("limit", "many", "limit: expected a whole number, got \"many\""),
                logs("limit", 0, "limit must be between 1 and 200, got 0"),
                logs("limit", 201, "limit must be between 1 and 200, got 201"),
                logs(
                        "fields",
                        List.of("a"),
                        "fields: expected names with values below it, got a list"),
                logs(
                        "level",
                        "loud",
                        "level: expected one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL, got \"loud\""),
                logs("first", "last", "first: expected one of newest, oldest, got \"last\""),
                logs("stream", "ap", "there is no log stream \"ap\"; there are: app, worker"),
                refused("query_logs", Map.of(), "stream is needed, one of: app, worker"),
                refused(
                        "query_events",
                        Map.of("stream", "app"),
                        "there is no event stream \"app\"; there are: metrics"),
                logs(
                        "from",
                        "yesterday",
                        "from must be a time like 2026-11-22T01:51:00Z or now-2h, got \"yesterday\""),
                logs(
                        "until",
                        "now-2y",
                        "until must be a length of time like 90s, 2h or 1d12h, got \"2y\""),
                logs(
                        "from",
                        "-999999999-01-01T00:00:00Z",
                        "from must be a time like 2026-11-22T01:51:00Z or now-2h, got \"-999999999-01-01T00:00:00Z\""),
                logs(
                        "from",
                        "+999999999-12-31T23:59:59Z",
                        "from must be a time like 2026-11-22T01:51:00Z or now-2h, got \"+999999999-12-31T23:59:59Z\""),
                logs("from", "now-999999999w", "from must be at most 3650d, got \"999999999w\""),
                logs(
                        "from",
                        "2026-11-22T11:00:00Z",
                        "from must be before until, got from 2026-11-22T11:00:00Z and until"
                                + " 2026-11-22T10:00:00Z"),
                logs(
                        "regex",
                        "(a",
                        "regex is not a regular expression in RE2 syntax (no look-around, no"
                                + " back-references): missing closing )"),
                logs(
                        "regex",
                        "a)",
                        "regex is not a regular expression in RE2 syntax (no look-around, no"
                                + " back-references): a ) without its ("),
                logs(
                        "regex",
                        "(?=a)b",
                        "regex is not a regular expression in RE2 syntax (no look-around, no"
                                + " back-references): invalid or unsupported Perl syntax"),
                logs(
                        "regex",
                        "((a{1000}){1000}){1000}",
                        "regex is too large (about 1023000000 steps, at most 1000); use smaller repetitions"),
                logs(
                        "regex",
                        "(a{500}[(]){500}(b{500}){500}",
                        "regex is too large (about 257250000 steps, at most 1000); use smaller repetitions"),
                logs(
                        "regex",
                        "(a{0,100}){0,10}",
                        "regex is too large (2032 steps, at most 1000); use smaller repetitions"),
                logs("regex", "x".repeat(257), "regex may have at most 256 characters, got 257"),
                logs(
                        "cursor",
                        "garbage",
                        "cursor is not one that this stream gave; use one exactly as it was given, or none to begin anew"),
                logs(
                        "cursor",
                        "eyJ\u0000\n",
                        "cursor is not one that this stream gave; use one exactly as it was given, or none to begin anew"),
                refused(
                        "find_log_patterns",
                        Map.of("stream", "app", "baseline", "long"),
                        "baseline must be a length of time like 90s, 2h or 1d12h, got \"long\""),
                refused(
                        "find_log_patterns",
                        Map.of("stream", "app", "change", "old"),
                        "change: expected one of any, new, surged, gone, steady, got \"old\""),
                refused(
                        "get_overview",
                        Map.of("within", "0s"),
                        "within must be longer than zero, got \"0s\""),
                refused(
                        "get_overview",
                        Map.of("within", "99999999d"),
                        "within must be at most 3650d, got \"99999999d\""),
                refused(
                        "query_events",
                        Map.of("bucket", "0s"),
                        "bucket must be longer than zero, got \"0s\""),
                refused(
                        "query_events",
                        Map.of("group_by", List.of("a", "b", "c", "d", "e", "f", "g")),
                        "group_by may name at most 6 fields, got 7"),
                refused(
                        "delete_logs",
                        Map.of(),
                        "there is no tool \"delete_logs\"; there are: "
                                + String.join(", ", Tools.NAMES)),
                refused(
                        "write_incident",
                        Map.of("title", "x"),
                        "title must be between 5 and 120 characters long, got 1; missing argument \"severity\"; missing argument \"verdict\"; missing argument \"summary\"; missing argument \"cause\"; missing argument \"confidence\""));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void theSentenceSaysWhatWasWrongAndWhatIsAllowed(
            String tool, Map<String, Object> arguments, String sentence) {
        assertThat(host.call(tool, arguments)).isEqualTo(new ToolReply.Failure(sentence));
    }

    @Test
    void severalMistakesAreToldAtOnce() {
        assertThat(
                        host.failure(
                                "query_logs",
                                Map.of("stream", "app", "level", "loud", "limit", 0, "frm", "now")))
                .isEqualTo(
                        "unknown argument \"frm\"; did you mean from?; level: expected one of TRACE,"
                                + " DEBUG, INFO, WARN, ERROR, FATAL, got \"loud\"; limit must be between 1"
                                + " and 200, got 0");
    }

    @Test
    void controlCharactersOfTheCallerAreWrittenOut() {
        assertThat(host.failure("query_logs", Map.of("stream", "a\u001b[31m\u202e")))
                .isEqualTo(
                        "there is no log stream \"a\\u{1B}[31m\\u{202E}\"; there are: app, worker");
        assertThat(host.failure("a\u001b\nb", Map.of()))
                .startsWith("there is no tool \"a\\u{1B} b\"; there are: ");
    }
}
