package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.SmallWorld;
import dev.watchkeeper.investigate.FakeClaude;
import dev.watchkeeper.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Claude Code may do wrong, in a whole patrol: shell scripts in its place, real processes.
final class ClaudeFaultsTest {

    private static final Instant NOW = SmallWorld.NOW;

    @TempDir Path folder;
    private Scene scene;

    @BeforeEach
    void somethingFails() throws IOException {
        scene = new Scene(folder);
        scene.world.environment.put("ANTHROPIC_API_KEY", "secret-key-of-the-test");
        scene.errors(NOW, 20, "ledger rejected the charge of a reader");
    }

    @AfterEach
    void hangUp() {
        scene.close();
    }

    private void claude(String help, String budget, String... script) throws IOException {
        Path program =
                FakeClaude.write(
                        folder,
                        help,
                        "echo run >> " + runs() + "\n" + String.join("\n", script) + "\n");
        scene.world.notifying(
                scene.phone,
                "investigate: {investigator: auto, claude: \""
                        + program
                        + "\", budget: {"
                        + budget
                        + "}}\n");
    }

    private Path runs() {
        return folder.resolve("runs-of-claude");
    }

    private int timesRun() throws IOException {
        return Files.exists(runs()) ? Files.readAllLines(runs()).size() : 0;
    }

    /// The rules wrote the incident, the follow-up says why Claude did not, and the next patrols
    /// leave it at that.
    private void rulesWrote(SmallWorld.Result result, String reason) throws IOException {
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(scene.phone.messages()).hasSize(2);
        assertThat(scene.phone.messages().getLast())
                .contains("No diagnosis by Claude: " + reason)
                .contains("Facts and the rule-based report: 2026-03-11-incident-");
        assertThat(scene.world.incidents()).hasSize(1);
        assertThat(scene.world.incidents().getFirst())
                .content()
                .contains("investigator: playbook, no model involved");
        for (int i = 1; i <= 3; i++) {
            scene.errors(NOW.plus(Duration.ofMinutes(i)), 1, "ledger rejected the charge again");
            scene.patrol(NOW.plus(Duration.ofMinutes(i)));
        }
        assertThat(timesRun()).as("tries").isLessThanOrEqualTo(4);
        scene.assertInvariant();
    }

    @Test
    void claudeThatExitsWithAnErrorIsSaidAndTheRulesLook() throws IOException {
        claude(FakeClaude.HELP, "minutes: 1", "echo 'Error: no space left' >&2", "exit 1");

        rulesWrote(
                scene.patrol(NOW),
                "Claude ended with exit code 1 without a result; it said: Error: no space left");
    }

    @Test
    void claudeWhoseOptionIsGoneAfterAnUpdateIsSaidAndTheRulesLook() throws IOException {
        claude("--print --model", "minutes: 1", "exit 1");

        rulesWrote(scene.patrol(NOW), "");
        assertThat(timesRun()).as("it was not started").isZero();
    }

    @Test
    void whatClaudePrintsThatMakesNoSenseIsKeptForItsOwnerAlone() throws IOException {
        claude(FakeClaude.HELP, "minutes: 1", "echo '{\"type\":\"assis'", "echo nonsense");

        rulesWrote(
                scene.patrol(NOW),
                "Claude ended with exit code 0 without a result; of 2 lines it printed, 2 made no sense.");
        List<Path> kept;
        try (Stream<Path> files = Files.walk(scene.world.state().resolve("runs"))) {
            kept = files.filter(file -> file.endsWith("transcript.jsonl")).toList();
        }
        assertThat(kept).isNotEmpty();
        for (Path file : kept) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(kept.getFirst()).content().contains("{\"type\":\"assis\nnonsense");
    }

    @Test
    void claudeThatEndsWithoutAnIncidentLeavesOneOfTheRules() throws IOException {
        claude(
                FakeClaude.HELP,
                "minutes: 1",
                FakeClaude.init(Tools.NAMES.toArray(String[]::new)) + FakeClaude.success());

        rulesWrote(scene.patrol(NOW), "Claude finished, but left no incident behind.");
    }

    @Test
    void thePersonHearsOfItBeforeClaudeIsEvenStarted() throws IOException {
        Path told = folder.resolve("told");
        scene.phone.onMessage =
                number -> {
                    try {
                        Files.writeString(told, String.valueOf(number));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                };
        claude(FakeClaude.HELP, "minutes: 1", "cp " + told + " " + folder + "/seen", "exit 1");
        scene.patrol(NOW);

        assertThat(folder.resolve("seen")).hasContent("1");
    }

    @Test
    void aBudgetThatIsUsedUpIsSaidInTheMessage() throws IOException {
        claude(FakeClaude.HELP, "runs_per_hour: 0", "exit 1");

        assertThat(scene.patrol(NOW).code()).isEqualTo(1);

        assertThat(timesRun()).isZero();
        assertThat(scene.told("the budget of 0 investigations an hour is used up")).isNotEmpty();
        scene.assertInvariant();
    }
}
