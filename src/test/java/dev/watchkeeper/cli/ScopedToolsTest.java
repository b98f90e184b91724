package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.access.Scope;
import dev.watchkeeper.tool.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of the tools and of their answers under a scope.
class ScopedToolsTest {

    private static final Map<String, Object> THREE_DAYS = Map.of("from", "now-3d");

    @TempDir Path folder;
    private ScopedWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new ScopedWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theWholeScopeHasAllTools() {
        var all = new ArrayList<>(Tools.NAMES);
        all.add("count_orders");

        assertThat(world.tools(Scope.EVERYTHING)).isEqualTo(all);
    }

    @Test
    void aScopeOfOneStreamHasNeitherTheMachineNorWritingNorQuestions() {
        assertThat(world.tools(ScopedWorld.streams("lines")))
                .isEqualTo(
                        Tools.NAMES.stream()
                                .filter(name ->
                                        !name.equals("get_host_metrics")
                                                && !name.equals("write_incident"))
                                .toList());
    }

    @Test
    void aStreamThatIsOutOfScopeDoesNotExist() {
        Scope lines = ScopedWorld.streams("lines", "plain");

        assertThat(world.failure(lines, "query_logs", Map.of("stream", "rows")))
                .isEqualTo("there is no log stream \"rows\"; there are: lines, plain");
        assertThat(world.failure(lines, "query_logs", Map.of("stream", "nothing")))
                .isEqualTo("there is no log stream \"nothing\"; there are: lines, plain");
        assertThat(world.failure(lines, "query_events", THREE_DAYS))
                .isEqualTo("tools.yaml declares no event stream");
        assertThat(world.failure(lines, "get_queue_stats", Map.of("queue", "jobs")))
                .isEqualTo("there is no queue \"jobs\": tools.yaml declares none");
        assertThat(world.failure(lines, "query_metric", Map.of("metric", "host.cpu_percent")))
                .startsWith("there is no metric \"host.cpu_percent\"");
        assertThat(world.failure(lines, "count_orders", Map.of()))
                .startsWith("there is no tool \"count_orders\"; there are: ");
    }

    @Test
    void theOverviewOfAScopeNamesNothingElse() {
        var content = world.content(ScopedWorld.streams("lines"), "get_overview", Map.of());

        assertThat(content.toString())
                .contains("stream=lines")
                .doesNotContain("plain", "rows", "jobs", "mail", "orders", "Ann", "app");
    }

    @Test
    void aSourceBringsItsStreamsAndNumbersAndQuestions() {
        Scope db = ScopedWorld.scope(List.of("db"), List.of(), null, null);

        assertThat(world.tools(db)).contains("count_orders").doesNotContain("get_host_metrics");
        assertThat(world.failure(db, "query_logs", Map.of("stream", "lines")))
                .isEqualTo("there is no log stream \"lines\"; there are: rows, seen");
        assertThat(world.content(db, "get_queue_stats", THREE_DAYS)).containsKey("searched");
        assertThat(world.failure(db, "query_metric", Map.of()))
                .isEqualTo("metric is needed, one of: jobs.depth, mail.calls, orders");
    }

    @Test
    void theEventsOfAStreamBringWhatIsMeasuredOnThemAndNoStatement() {
        assertThat(world.failure(ScopedWorld.streams("app"), "query_metric", Map.of()))
                .isEqualTo("metric is needed, one of: jobs.depth, mail.calls");
    }

    @Test
    void objectivesAndInvariantsOfWhatIsOutOfScopeDoNotExist() {
        assertThat(world.content(ScopedWorld.streams("lines"), "get_slo_status", Map.of()))
                .containsEntry(
                        "declared", "tools.yaml declares no objective (slos) and no invariant");
        assertThat(
                        world.failure(
                                ScopedWorld.streams("app"),
                                "get_slo_status",
                                Map.of("name", "known")))
                .isEqualTo("there is no objective or invariant \"known\"; there are: mails");
        assertThat(
                        world.failure(
                                ScopedWorld.scope(List.of("db"), List.of(), null, null),
                                "get_slo_status",
                                Map.of("name", "x")))
                .isEqualTo("there is no objective or invariant \"x\"; there are: mails, known");
    }

    @Test
    void aToolsetIsAllThatIsLeft() {
        Scope logs = new Scope("logs", List.of(), List.of(), List.of(), null, null, 120, true);

        assertThat(world.tools(logs)).containsExactly("query_logs", "find_log_patterns");
        assertThat(world.failure(logs, "write_incident", Map.of()))
                .isEqualTo(
                        "there is no tool \"write_incident\"; there are: query_logs, find_log_patterns");
    }

    @Test
    void whatIsOlderThanTheLookBackIsNotRead() {
        Scope day = ScopedWorld.scope(List.of(), List.of(), Duration.ofDays(1), null);
        String remark =
                "nothing older than 1d is shown here: that is how far back this access may look";

        for (String stream : List.of("lines", "plain", "rows", "seen")) {
            var content =
                    world.content(
                            day,
                            "query_logs",
                            Map.of(
                                    "stream", stream, "from", "now-3d", "first", "oldest", "limit",
                                    1));
            assertThat(String.valueOf(content.get("rows"))).contains("2026-03-10T12:15:00Z");
            assertThat(String.valueOf(content.get("searched"))).contains(remark);
            assertThat(
                            world.content(
                                            day,
                                            "query_logs",
                                            Map.of(
                                                    "stream",
                                                    stream,
                                                    "from",
                                                    "now-3d",
                                                    "count_by",
                                                    "level"))
                                    .toString())
                    .contains("240")
                    .contains(remark);
            assertThat(
                            world.content(
                                    day,
                                    "query_logs",
                                    Map.of("stream", stream, "from", "now-3d", "until", "now-2d")))
                    .containsEntry("returned", 0);
        }
        assertThat(world.content(day, "query_events", THREE_DAYS).toString())
                .contains("240", remark);
        assertThat(
                        world.content(
                                        day,
                                        "query_metric",
                                        Map.of("metric", "mail.calls", "from", "now-3d"))
                                .toString())
                .contains(remark);
        assertThat(world.tools(day)).doesNotContain("count_orders");
    }

    @Test
    void anEntryThatIsTooOldHasNoContext() {
        var oldest =
                world.content(
                        Scope.EVERYTHING,
                        "query_logs",
                        Map.of("stream", "rows", "from", "now-3d", "first", "oldest", "limit", 1));
        List<?> rows = (List<?>) Objects.requireNonNull(oldest.get("rows"));
        List<?> row = (List<?>) rows.getFirst();
        String ref = String.valueOf(row.getLast());
        Scope day = ScopedWorld.scope(List.of(), List.of(), Duration.ofDays(1), null);

        assertThat(
                        world.content(
                                Scope.EVERYTHING,
                                "get_log_context",
                                Map.of("stream", "rows", "ref", ref)))
                .containsKey("rows");
        assertThat(world.failure(day, "get_log_context", Map.of("stream", "rows", "ref", ref)))
                .startsWith("there is no entry");
    }
}
