package dev.watchkeeper.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.cli.PatrolledWorld;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.incident.InertPage;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.investigate.MethodicalModel;
import dev.watchkeeper.investigate.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The real Claude Code in worlds whose truth is known, over a model that follows the
/// investigator's instructions and computes each call from the answers before.
@Tag("slow")
final class ClaudeOnScenariosTest {

    private static final String TOOL = "mcp__watchkeeper__";

    @TempDir Path folder;

    /// Where `.ci/tools` puts it, or where CLAUDE_CLI says.
    private static Path claude() {
        String given = System.getenv("CLAUDE_CLI");
        Path path =
                given != null
                        ? Path.of(given)
                        : Path.of(
                                ".build/tools/claude/node_modules/@anthropic-ai/claude-code-linux-x64/claude");
        assumeTrue(
                Files.isExecutable(path),
                "SKIPPED: no Claude Code; run .ci/tools claude, or set CLAUDE_CLI");
        return path.toAbsolutePath();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "retry-storm-after-deploy, JOURNAL",
        "certificate-expired, JOURNAL",
        "dead-worker, LOGURU",
        "disk-filled-by-temporary-files, LOGURU",
        "settings-break-auth, LOGURU"
    })
    void theMethodEndsInAValidIncident(String name, Flavour flavour) throws Exception {
        Scenario scenario =
                Scenarios.all().stream()
                        .filter(s -> s.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        World world = World.of(scenario, flavour, 1, folder);
        Files.writeString(
                folder.resolve("tools.yaml"),
                "investigate: {investigator: claude, claude: \"" + claude() + "\"}\n",
                StandardOpenOption.APPEND);
        try (var model = ScriptedModel.thinking(MethodicalModel::next)) {
            var watch =
                    new PatrolledWorld(
                            folder,
                            Map.of(
                                    "ANTHROPIC_API_KEY",
                                    "key-of-the-test",
                                    "ANTHROPIC_BASE_URL",
                                    model.address().toString()));
            world.until(world.end(), watch);
            PatrolledWorld.Outcome outcome = watch.patrol(world.end(), InvestigatorChoice.CLAUDE);

            List<String> called = called(model);
            assertThat(called)
                    .startsWith("get_overview", "find_changes", "get_runbook")
                    .contains("search_incidents", "write_incident");
            assertThat(outcome.text())
                    .as("%s", refusals(model))
                    .contains("investigator: claude sonnet");
            assertThat(outcome.problems()).isEmpty();
            assertThat(outcome.cited()).isGreaterThanOrEqualTo(3);
            IncidentSummary incident = Objects.requireNonNull(outcome.incident());
            assertThat(Scorer.blamed(world.truth, incident)).isEmpty();
            InertPage.check(outcome.text());
            charts(incident.file(), outcome.text());
            System.out.printf(
                    "%s: %s; %d calls, %d characters; %s%n",
                    name, called, outcome.calls(), outcome.characters(), incident.cause());
        }
    }

    /// Each chart that the page shows lies beside it, and none else.
    private static void charts(Path page, String text) throws Exception {
        String id = String.valueOf(page.getFileName()).replace(".md", "");
        try (var files = Files.list(Objects.requireNonNull(page.getParent()))) {
            List<String> charts =
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(file -> file.endsWith(".svg"))
                            .toList();
            assertThat(charts)
                    .isNotEmpty()
                    .allMatch(chart -> chart.startsWith(id + "-"))
                    .allMatch(chart -> text.contains("](" + chart + ")"));
        }
    }

    private static List<String> called(ScriptedModel model) {
        var called = new ArrayList<String>();
        for (JsonNode message : longest(model).path("messages")) {
            for (JsonNode block : message.path("content")) {
                if (block.path("type").asString("").equals("tool_use")) {
                    called.add(block.path("name").asString("").replace(TOOL, ""));
                }
            }
        }
        return called;
    }

    private static String refusals(ScriptedModel model) {
        String results = ScriptedModel.toolResults(longest(model));
        int at = results.indexOf("the incident was not written");
        return at < 0 ? "never refused" : results.substring(at);
    }

    private static JsonNode longest(ScriptedModel model) {
        return model.messages().stream()
                .map(ScriptedModel.Request::json)
                .reduce((one, other) ->
                        other.path("messages").size() >= one.path("messages").size() ? other : one)
                .orElseThrow();
    }
}
