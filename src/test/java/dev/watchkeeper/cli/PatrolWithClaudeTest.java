package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.investigate.ScriptedModel;
import dev.watchkeeper.investigate.ScriptedModel.Block;
import dev.watchkeeper.investigate.ScriptedModel.Trouble;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole patrol with the real Claude Code, real tools and a scripted model.
@Tag("slow")
final class PatrolWithClaudeTest {

    private static final String TOOL = "mcp__watchkeeper__";

    @TempDir Path folder;
    private SmallWorld world;
    private Phone phone;

    @BeforeEach
    void somethingFails() throws IOException {
        phone = new Phone();
        world = new SmallWorld(folder);
        world.environment.put("ANTHROPIC_API_KEY", "secret-key-of-the-test");
        world.failing();
    }

    @AfterEach
    void hangUp() {
        phone.close();
    }

    /// Where `.ci/tools` puts it, or where CLAUDE_CLI says.
    static Path claude() {
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

    private SmallWorld.Result patrol(ScriptedModel model, String budget) throws IOException {
        world.environment.put("ANTHROPIC_BASE_URL", model.address().toString());
        world.notifying(
                phone,
                "investigate: {investigator: auto, claude: \""
                        + claude()
                        + "\", budget: {"
                        + budget
                        + "}}\n");
        return world.run("patrol");
    }

    static Turn[] diagnosis() {
        var report = new LinkedHashMap<String, Object>();
        report.put("title", "The ledger rejects charges since the deploy of 4f2a");
        report.put("severity", "SEV2");
        report.put("verdict", "issue");
        report.put(
                "summary",
                "The ledger rejects every charge since 11:55 UTC; go back to the version before 4f2a.");
        report.put("cause", "version 4f2a came with ledger schema 12, which rejects the charges");
        report.put("confidence", "medium");
        report.put("onset", "2026-03-11T11:55:07Z");
        report.put(
                "claims",
                List.of(
                        Map.of(
                                "text",
                                "The deploy came two minutes before the first rejection",
                                "evidence",
                                List.of("{{result:(E3-[a-z0-9]+)}}"))));
        report.put(
                "evidence",
                List.of(
                        Map.of(
                                "evidence_id",
                                "{{result:(E3-[a-z0-9]+)}}",
                                "quote",
                                "started, version 4f2a, ledger schema 12",
                                "supports",
                                "the change")));
        report.put(
                "impact",
                List.of(
                        Map.of(
                                "text",
                                "20 charges were rejected since 11:55 UTC",
                                "evidence",
                                List.of("{{result:(E3-[a-z0-9]+)}}"))));
        report.put(
                "actions",
                List.of(Map.of("what", "Go back to the version before 4f2a", "kind", "mitigate")));
        report.put("findings", List.of("{{result:(p-[0-9a-f]+-app)}}"));
        return new Turn[] {
            Turn.says(
                    new Block.ToolUse(TOOL + "get_overview", Map.of()),
                    new Block.ToolUse("Read", Map.of("file_path", "/etc/hostname"))),
            Turn.calls(
                    TOOL + "find_log_patterns",
                    Map.of("stream", "app", "from", "now-1h", "level", "WARN")),
            Turn.calls(
                    TOOL + "query_logs",
                    Map.of("stream", "app", "from", "now-1h", "contains", List.of("version"))),
            Turn.calls(TOOL + "write_incident", report),
            Turn.says("The ledger rejects charges since 4f2a.")
        };
    }

    @Test
    void claudesDiagnosisIsTheFollowUp() throws IOException {
        try (var model = ScriptedModel.start(diagnosis())) {
            SmallWorld.Result result = patrol(model, "turns: 12");

            assertThat(result.code()).as(result.err()).isEqualTo(1);
            assertThat(result.err()).doesNotContain("No diagnosis");
            assertThat(result.err())
                    .contains("Claude investigates (sonnet; at most 12 turns, 3 min, $1.00).");
            assertThat(world.incidents()).hasSize(1);
            assertThat(world.incidents().getFirst())
                    .content()
                    .contains("investigator: claude sonnet")
                    .contains("version 4f2a came with ledger schema 12")
                    .contains("started, version 4f2a, ledger schema 12");
            assertThat(phone.messages()).hasSize(2);
            assertThat(phone.messages().getFirst())
                    .contains("Investigating; you will hear by 12:18 UTC.");
            assertThat(phone.messages().getLast())
                    .startsWith("SEV2 · The ledger rejects charges since the deploy of 4f2a")
                    .contains(
                            "Cause (medium confidence): version 4f2a came with ledger schema 12, which rejects the charges")
                    .doesNotContain("No diagnosis");
            nothingLeaked(model);
        }
    }

    /// What a log line names is read by nobody: no request holds the host's name but as that text.
    private static void nothingLeaked(ScriptedModel model) throws IOException {
        String host = Files.readString(Path.of("/etc/hostname")).strip();
        var bodies = new ArrayList<String>();
        model.messages().forEach(request -> bodies.add(request.body()));
        assertThat(bodies).anyMatch(body -> body.contains("@/etc/hostname"));
        assertThat(bodies).noneMatch(body -> body.contains("root:x:0:0"));
        if (host.length() >= 6) {
            assertThat(bodies).noneMatch(body -> body.contains(host));
        }
    }

    private void rulesWrote(SmallWorld.Result result, String reason) throws IOException {
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains(reason).contains(" The rules look now.");
        assertThat(world.incidents()).hasSize(1);
        assertThat(world.incidents().getFirst())
                .content()
                .contains("investigator: playbook, no model involved");
        assertThat(phone.messages()).hasSize(2);
        assertThat(phone.messages().getLast())
                .contains(reason)
                .contains("Facts and the rule-based report: 2026-03-11-incident-");
    }

    @Test
    void anOverloadedModelIsSaidAndTheRulesLook() throws IOException {
        world.environment.put("CLAUDE_CODE_MAX_RETRIES", "1");
        try (var model = ScriptedModel.start(Turn.never(Trouble.OVERLOADED))) {
            SmallWorld.Result result = patrol(model, "turns: 5");

            rulesWrote(
                    result,
                    "No diagnosis by Claude: The model's API was overloaded or at a limit (HTTP 529,");
        }
    }

    @Test
    void exhaustedTurnsAreSaidAndTheRulesLook() throws IOException {
        try (var model = ScriptedModel.start(Turn.calls(TOOL + "get_overview", Map.of()))) {
            rulesWrote(
                    patrol(model, "turns: 3"),
                    "No diagnosis by Claude: Claude did not finish within 3 turns.");
        }
    }

    @Test
    void aKilledClaudeIsSaidAndTheRulesLook() throws IOException {
        try (var model =
                ScriptedModel.start(
                        Turn.calls(TOOL + "get_overview", Map.of()), Turn.never(Trouble.HANG))) {
            Thread killer = Thread.ofVirtual().start(() -> killOnceItAsksAgain(model));
            SmallWorld.Result result = patrol(model, "turns: 5");
            killer.interrupt();

            rulesWrote(
                    result,
                    "No diagnosis by Claude: Something outside ended Claude in the middle of the investigation (signal 9; look in the journal for the out-of-memory killer).");
        }
    }

    private static void killOnceItAsksAgain(ScriptedModel model) {
        while (!Thread.interrupted()) {
            if (model.messages().stream().anyMatch(request -> request.turn() == 1)) {
                ProcessHandle.current()
                        .descendants()
                        .filter(child -> child.info().command().orElse("").endsWith("claude"))
                        .forEach(ProcessHandle::destroyForcibly);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void withoutClaudeTheRulesLookAtOnceAndThatIsNoFailure() throws IOException {
        world.environment.put("PATH", folder.toString());
        world.environment.put("HOME", folder.toString());
        world.notifying(phone, "investigate: {investigator: auto}\n");

        SmallWorld.Result result = world.run("patrol");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains(
                        "Investigating by rules, because Claude Code was not found; no model is involved.");
        assertThat(world.incidents()).hasSize(1);
        assertThat(phone.messages().getLast()).doesNotContain("No diagnosis");
    }

    @Test
    void aClaudeThatToolsYamlNamesAndThatIsGoneIsSaid() throws IOException {
        world.notifying(
                phone,
                "investigate: {investigator: auto, claude: \"" + folder.resolve("none") + "\"}\n");

        rulesWrote(world.run("patrol"), "No diagnosis by Claude: Claude Code was not found.");
    }

    @Test
    void aClaudeThatWasAskedForAndIsNotThereIsSaid() throws IOException {
        world.notifying(
                phone,
                "investigate: {investigator: claude, claude: \""
                        + folder.resolve("none")
                        + "\"}\n");

        rulesWrote(world.run("patrol"), "No diagnosis by Claude: Claude Code was not found.");
    }

    @Test
    void aClaudeThatIsNotLoggedInIsSaid() throws IOException {
        world.environment.remove("ANTHROPIC_API_KEY");
        world.notifying(
                phone, "investigate: {investigator: claude, claude: \"" + claude() + "\"}\n");

        rulesWrote(
                world.run("patrol"),
                "No diagnosis by Claude: Claude Code is here but not logged in (set ANTHROPIC_API_KEY, or run claude and /login).");
    }
}
