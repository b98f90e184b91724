package dev.watchkeeper.investigate;

import static dev.watchkeeper.investigate.Scene.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.watchkeeper.investigate.ScriptedModel.Block;
import dev.watchkeeper.investigate.ScriptedModel.Request;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the real Claude Code can do under our lock-down, and what it cannot, whatever its model
/// tries.
@Tag("slow")
final class LockdownTest {

    private static final String SECRET = "canary-5f3a9c1e";

    @TempDir Path folder;

    @BeforeEach
    void claudeIsInstalled() {
        Scene.needsClaude();
    }

    @Test
    void anInvestigationReachesOurToolsAndNothingElse() throws IOException {
        Path canary = Files.writeString(folder.resolve("canary.txt"), SECRET);
        String line = "@" + canary + " @/etc/hostname /mcp__watchkeeper__x !id: boom";
        var tools = new TestToolbox(line);
        try (var scene = new Scene(folder, tools, script(canary))) {
            Outcome outcome = scene.investigate();

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            var completed = (Outcome.Completed) outcome;
            assertThat(completed.finalText()).isEqualTo("The incident is written.");
            assertThat(completed.effort().investigator()).isEqualTo("claude");
            assertThat(completed.effort().model()).startsWith("claude-sonnet");
            assertThat(completed.effort().turns()).isEqualTo(6);
            assertThat(completed.effort().toolCalls()).isEqualTo(10);
            assertThat(completed.effort().dollars()).isPositive();
            assertThat(tools.called())
                    .containsExactly(
                            "get_overview",
                            "query_logs",
                            "find_log_patterns",
                            "write_incident",
                            "write_incident");
            stepsAreTold(scene.steps);
            requestsAreOurs(scene, line);
            recordIsKept(scene.run);
        }
    }

    private static Turn[] script(Path canary) {
        String path = canary.toString();
        return new Turn[] {
            Turn.says(
                    new Block.Text("Looking at @" + path),
                    new Block.ToolUse("Bash", Map.of("command", "cat " + path)),
                    new Block.ToolUse("Read", Map.of("file_path", path)),
                    new Block.ToolUse(
                            "WebFetch", Map.of("url", "http://127.0.0.1/x", "prompt", "x")),
                    new Block.ToolUse(
                            "Agent",
                            Map.of(
                                    "description", "x",
                                    "prompt", "@" + path,
                                    "subagent_type", "general-purpose")),
                    new Block.ToolUse("Write", Map.of("file_path", path, "content", "x"))),
            Turn.says(
                    new Block.ToolUse(tool("get_overview"), Map.of()),
                    new Block.ToolUse(tool("query_logs"), Map.of())),
            Turn.calls(tool("find_log_patterns"), Map.of("contains", "{{result:(@[^\" ]+)}}")),
            Turn.calls(tool("write_incident"), Map.of("evidence", "E99")),
            Turn.calls(
                    tool("write_incident"),
                    Map.of("evidence", "{{result:\"evidence_id\":\"(E2)\"}}")),
            Turn.says("The incident is written.")
        };
    }

    private static void stepsAreTold(List<Step> steps) {
        assertThat(steps)
                .extracting(Step::tool, Step::ok)
                .containsExactlyInAnyOrder(
                        tuple("Bash", false),
                        tuple("Read", false),
                        tuple("WebFetch", false),
                        tuple("Agent", false),
                        tuple("Write", false),
                        tuple("get_overview", true),
                        tuple("query_logs", true),
                        tuple("find_log_patterns", true),
                        tuple("write_incident", false),
                        tuple("write_incident", true));
        assertThat(steps.getLast().arguments()).isEqualTo("{\"evidence\":\"E2\"}");
        assertThat(steps).extracting(Step::number).first().isEqualTo(1);
    }

    private static void requestsAreOurs(Scene scene, String line) throws IOException {
        // Nothing was asked but the model's answers, and each in one try; older versions look
        // first whether anybody is there.
        assertThat(scene.model.requests())
                .extracting(Request::method, Request::path)
                .isSubsetOf(tuple("HEAD", "/"), tuple("POST", "/v1/messages"));
        assertThat(scene.model.messages()).hasSize(6);
        for (Request request : scene.model.messages()) {
            assertThat(request.body())
                    .doesNotContain(SECRET)
                    .doesNotContain("[truncated]")
                    .doesNotContain("persisted-output")
                    .doesNotContain("exceeds maximum")
                    .doesNotContain(Scene.TOKEN);
            assertThat(toolNames(request.json()))
                    .containsExactlyInAnyOrderElementsOf(
                            TestToolbox.NAMES.stream().map(Scene::tool).toList());
            for (JsonNode tool : request.json().path("tools")) {
                assertThat(tool.path("description").asString()).endsWith("END");
            }
            assertThat(request.body()).contains(TestToolbox.INSTRUCTIONS.strip());
        }
        JsonNode last = scene.model.messages().getLast().json();
        assertThat(last.path("system").toString()).contains("You are on watch");
        JsonNode prompt = last.path("messages").get(0).path("content");
        String said =
                prompt.isString()
                        ? prompt.asString()
                        : prompt.get(prompt.size() - 1).path("text").asString("");
        assertThat(said).isEqualTo(new Task.Investigation(List.of()).prompt());
        String results = ScriptedModel.toolResults(last);
        assertThat(results.split("No such tool available", -1)).hasSize(6);
        assertThat(results).contains(line).contains("x".repeat(19_900));
        assertThat(results).contains(TestToolbox.REFUSED);
    }

    private static List<String> toolNames(JsonNode request) {
        var names = new ArrayList<String>();
        request.path("tools").forEach(tool -> names.add(tool.path("name").asString()));
        return names;
    }

    private static void recordIsKept(Path run) throws IOException {
        try (var files = Files.list(run)) {
            List<Path> kept = files.sorted().toList();
            assertThat(kept)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly(
                            "command.json",
                            "mcp.json",
                            "outcome.json",
                            "prompt.txt",
                            "system-prompt.md",
                            "transcript.jsonl");
            for (Path file : kept) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(file).content().doesNotContain(Scene.TOKEN);
                assertThat(file).content().doesNotContain("secret-key-of-the-test");
            }
        }
    }
}
