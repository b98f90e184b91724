package dev.watchkeeper.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.schema.Problem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScopeJsonTest {

    static Stream<Scope> scopes() {
        return Stream.of(
                Scope.EVERYTHING,
                new Scope(
                        "reading",
                        List.of("query_logs", "write_incident"),
                        List.of("host", "db"),
                        List.of("gateway"),
                        Duration.ofMinutes(90),
                        RedactionLevel.PERSONAL,
                        7,
                        true),
                new Scope(null, List.of(), List.of(), List.of("app"), null, null, 120, false));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void whatWasWrittenIsReadAgain(Scope scope) {
        assertThat(ScopeJson.read(ScopeJson.write(scope)).value()).isEqualTo(scope);
    }

    @Test
    void everyPartOfAScopeIsWritten() {
        Scope narrowed = scopes().skip(1).findFirst().orElseThrow();

        assertThat(ScopeJson.values(narrowed)).hasSize(Scope.class.getRecordComponents().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"colums":["a"]}                      | unknown key "colums" (known: toolset, tools, sources, streams, look_back, redaction, calls_per_minute, write_incident)
                    {"stream":["a"]}                      | unknown key "stream"; did you mean streams?
                    {"streams":[]}                        | names nothing
                    {"streams":null}                      | names nothing
                    {"streams":["a"],"streams":["b"]}     | it is no JSON object
                    ["a"]                                 | it is no JSON object
                    nothing                               | it is no JSON object
                    {"calls_per_minute":0}                | must be between 1 and 10000, got 0
                    {"look_back":"0s"}                    | look_back must be at least 1s
                    {"redaction":"some"}                  | expected one of off, secrets, personal, got "some"
                    {"tools":["write_incident"]}          | tools name write_incident, which needs write_incident: true
                    {"tools":["a"],"write_incident":true} | write_incident is true, but write_incident is not among the tools
                    """)
    void whatNothingCouldKeepToIsAProblem(String json, String problem) {
        assertThat(ScopeJson.read(json).problems()).extracting(Problem::text).containsOnly(problem);
    }
}
