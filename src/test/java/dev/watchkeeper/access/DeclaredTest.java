package dev.watchkeeper.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeclaredTest {

    static final Declared SMALL =
            new Declared(
                    Map.of("reading", List.of("get_overview", "query_logs")),
                    new LinkedHashSet<>(List.of("get_overview", "query_logs", "write_incident")),
                    Set.of("db"),
                    Set.of("gateway"));

    private static Scope scope(
            @Nullable String toolset, List<String> tools, List<String> streams, boolean writes) {
        return new Scope(toolset, tools, List.of(), streams, null, null, 120, writes);
    }

    @Test
    void everyNameThatThereIsNotIsSaid() {
        var scope =
                new Scope(
                        "raeding",
                        List.of("query_log"),
                        List.of("hots"),
                        List.of("billing"),
                        null,
                        null,
                        120,
                        false);

        assertThat(SMALL.problems(scope))
                .containsExactly(
                        "no toolset \"raeding\"; did you mean reading?",
                        "no tool \"query_log\"; did you mean query_logs?",
                        "no source \"hots\"; did you mean host?",
                        "no stream \"billing\" (known: gateway)");
        assertThat(SMALL.tools(scope)).isEmpty();
    }

    @Test
    void theMachineIsASourceWithoutBeingDeclared() {
        var scope = new Scope(null, List.of(), List.of("host"), List.of(), null, null, 120, false);

        assertThat(SMALL.problems(scope)).isEmpty();
    }

    @Test
    void aToolOutsideOfTheToolsetIsNeverGiven() {
        assertThat(SMALL.problems(scope("reading", List.of("write_incident"), List.of(), true)))
                .containsExactly(
                        "the tool write_incident is not in the toolset reading",
                        "write_incident is true, but write_incident is not in the toolset reading");
    }

    @Test
    void writingIsGivenByName() {
        assertThat(SMALL.tools(scope(null, List.of(), List.of(), false)))
                .containsExactly("get_overview", "query_logs");
        assertThat(SMALL.tools(scope(null, List.of(), List.of(), true)))
                .containsExactly("get_overview", "query_logs", "write_incident");
        assertThat(SMALL.tools(scope("reading", List.of("query_logs"), List.of(), false)))
                .containsExactly("query_logs");
    }
}
