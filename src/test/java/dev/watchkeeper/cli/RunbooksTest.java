package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runbooks and what incidents leave to be done, by command.
class RunbooksTest {

    @TempDir Path folder = Path.of(".");

    private SmallWorld world() throws IOException {
        return new SmallWorld(folder).configured();
    }

    private Path runbook(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("runbooks"));
        return Files.writeString(folder.resolve("runbooks").resolve(name), text);
    }

    @Test
    void theRulesTakeTheStepsOfAFindingsRunbookAndTheIncidentSaysWhatTheyShowed()
            throws IOException {
        SmallWorld world = world().failing();
        assertThat(world.run("check").out()).contains("runbook: ");

        world.run("patrol", "--investigator", "playbook");

        String incident = incident();
        assertThat(incident).contains(", step 1: ").contains("runbook ");
        SmallWorld.Result actions = world.run("actions");
        assertThat(actions.out()).contains("  1  ").contains("for ");
        assertThat(world.run("incidents", "--trends").out())
                .startsWith("- 1 incident in 28 days")
                .contains("open (`watchkeeper actions --done N`):");
        assertThat(world.run("actions", "--done", "1", "--by", "ana").err()).startsWith("Done: ");
        assertThat(world.run("actions", "--done", "1").err())
                .isEqualTo(
                        "there is no open action 1; watchkeeper actions shows those there are\n");
        assertThat(world.run("actions", "--all").out()).contains("(done)");
    }

    private String incident() throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> incidents =
                    files.filter(file -> file.toString().matches(".*-incident-.*\\.md")).toList();
            assertThat(incidents).hasSize(1);
            return Files.readString(incidents.getFirst());
        }
    }

    @Test
    void anOwnFileTakesThePlaceOfAShippedOneAndItsMistakesAreToldWithTheirLines()
            throws IOException {
        SmallWorld world = world().healthy();
        Path file =
                runbook("crash-loop.md", "---\nchecks: [errors]\nsummary: ours\n---\nCall Ana.\n");

        assertThat(world.run("runbooks", "list", new String[] {}).out())
                .contains("crash-loop", "own", "stale-pipeline", "shipped");
        assertThat(world.run("runbooks", "show", new String[] {"crash-loop"}).out())
                .isEqualTo("crash-loop  ours  (for errors)\n\nCall Ana.\n");
        assertThat(world.run("runbooks", "check", new String[] {file.toString()}).out())
                .isEqualTo(file + ": fine, 0 steps for errors\n");
        String shipped =
                world.run("runbooks", "show", new String[] {"stale-pipeline", "--file"}).out();
        assertThat(shipped).startsWith("---\nchecks: [freshness]\n");
        assertThat(world.run("runbooks", "show", new String[] {"stale-pipelin"}).err())
                .isEqualTo("there is no runbook \"stale-pipelin\"; did you mean stale-pipeline?\n");

        runbook("crash-loop.md", "---\nchecks: [errors]\nsteps:\n  - tool: query_log\n---\n");
        assertThat(world.run("runbooks", "check", new String[] {file.toString()}).err())
                .isEqualTo(
                        file
                                + " has 1 problem:\n  line 4  steps[0].tool: no tool \"query_log\";"
                                + " did you mean query_logs?\n");
        SmallWorld.Result refused = world.run("check");
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err())
                .endsWith(
                        "tools.yaml has 1 problem:\n  runbooks/crash-loop.md line 4  steps[0].tool:"
                                + " no tool \"query_log\"; did you mean query_logs?\n");
    }

    @Test
    void theDoctorTellsOfAStepThatNamesAStreamThatIsNotDeclared() throws IOException {
        SmallWorld world = world().healthy();
        runbook(
                "ledger.md",
                """
                ---
                checks: [errors]
                steps:
                  - tool: query_logs
                    arguments: {stream: appp}
                ---
                """);

        assertThat(world.run("doctor").out())
                .contains(
                        "step 1 names the stream \"appp\", which is not declared; did you mean app?");
    }
}
