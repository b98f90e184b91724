package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line as its user meets it: exit codes, what is said, and what is not.
final class CommandsTest {

    @TempDir Path folder;

    private SmallWorld world() throws IOException {
        return new SmallWorld(folder).configured();
    }

    @Test
    void theVersionIsToldBehindEveryCommandAndWithout() throws IOException {
        for (String[] line :
                List.of(
                        new String[] {"--version"},
                        new String[] {"check", "--version"},
                        new String[] {"ignore", "add", "-V"})) {
            assertThat(world().plain(line).out())
                    .as(String.join(" ", line))
                    .isEqualTo("watchkeeper development, Java " + Runtime.version() + "\n");
        }
    }

    @Test
    void aMistakeIsToldWithTheCommandThatItWasMadeIn() throws IOException {
        assertThat(world().plain("check", "--jsn").err())
                .isEqualTo("Unknown option: '--jsn'\nPossible solutions: --json\n");
        assertThat(world().plain("check", "--everything").err())
                .isEqualTo("Unknown option: '--everything'\nTry: watchkeeper check --help\n");
    }

    @Test
    void aHealthyServiceIsQuietInOneLine() throws IOException {
        SmallWorld.Result result = world().healthy().run("check");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .matches(
                        "All quiet: 27 entries and events in the last 2 h 15 min, 11 checks, [0-9.]+ s\\.\\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void findingsAreExitCodeOneAndJsonShowsThem() throws IOException {
        SmallWorld.Result result = world().failing().run("check", "--json");

        assertThat(result.code()).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(result.out());
        assertThat(json.path("as_of").asString()).isEqualTo("2026-03-11T12:15:00Z");
        JsonNode finding = json.path("findings").get(0);
        assertThat(finding.path("state").asString()).isEqualTo("new");
        assertThat(finding.path("severity").asString()).isEqualTo("SEV2");
        assertThat(finding.path("subject").asString()).isEqualTo("app");
        assertThat(finding.path("count").asInt()).isEqualTo(20);
        assertThat(json.path("streams").get(0).path("errors").asInt()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "patrol"})
    void aSourceThatCannotBeReadIsExitCodeThree(String command) throws IOException {
        SmallWorld world = world().healthy();
        Files.delete(folder.resolve("app.jsonl"));
        Files.createDirectory(folder.resolve("app.jsonl"));

        SmallWorld.Result result = world.run(command);

        assertThat(result.out()).contains("SEV2  new        app cannot be read");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void quietMeansTheResultAlone() throws IOException {
        SmallWorld.Result result =
                world().failing().run("patrol", "--quiet", "--investigator", "playbook");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Incident: ");
    }

    @Test
    void aSecondPatrolTellsNothingAgain() throws IOException {
        try (Phone phone = new Phone()) {
            SmallWorld world = new SmallWorld(folder).notifying(phone).failing();
            world.run("patrol", "--investigator", "playbook");
            world.run("patrol", "--investigator", "playbook");

            assertThat(phone.titles()).hasSize(2);
            assertThat(world.incidents()).hasSize(1);
        }
    }

    @Test
    void somethingGraveThatGoesOnIsToldAgainAfterFourHours() throws IOException {
        try (Phone phone = new Phone()) {
            SmallWorld world = new SmallWorld(folder).notifying(phone).failing();
            world.run("patrol", "--investigator", "playbook");
            Files.writeString(
                    folder.resolve("app.jsonl"),
                    Files.readString(folder.resolve("app.jsonl"))
                            .lines()
                            .filter(line -> line.contains("ERROR"))
                            .map(line ->
                                    line.replace("T12:", "T16:").replace("T11:", "T15:") + "\n")
                            .reduce("", String::concat),
                    java.nio.file.StandardOpenOption.APPEND);

            world.plain(
                    "patrol",
                    "--investigator",
                    "playbook",
                    "--config",
                    folder.resolve("tools.yaml").toString(),
                    "--state",
                    world.state().toString(),
                    "--now",
                    "2026-03-11T16:20:00Z");

            assertThat(phone.messages())
                    .filteredOn(message -> message.contains("SEV2 · app: ledger rejected"))
                    .hasSize(2);
            assertThat(world.incidents()).hasSize(1);
        }
    }

    @Test
    void aMissingFileSaysWhatToGive() throws IOException {
        SmallWorld.Result result = new SmallWorld(folder).run("check");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("there is no such file; `watchkeeper demo` needs none");
    }

    @Test
    void everyMistakeInTheFileIsSaidAtOnce() throws IOException {
        SmallWorld world =
                new SmallWorld(folder)
                        .configured("colour: red\n", "investigate: {investigator: robot}\n");

        SmallWorld.Result result = world.run("check");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("colour").contains("robot");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void anUnknownCommandAndAnUnknownOptionSayWhereToLook() throws IOException {
        SmallWorld world = new SmallWorld(folder);

        assertThat(world.plain("chek").code()).isEqualTo(2);
        assertThat(world.plain("chek").err()).contains("check");
        assertThat(world().plain("check", "--colour").code()).isEqualTo(2);
        assertThat(world().plain("check", "--colour").err()).contains("--colour");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "check",
                "patrol",
                "investigate",
                "serve",
                "call",
                "tools",
                "incidents",
                "runbooks",
                "actions",
                "patterns",
                "assess",
                "schema"
            })
    void everyCommandHasAHelp(String command) throws IOException {
        SmallWorld.Result result = new SmallWorld(folder).plain(command, "--help");

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("Usage: watchkeeper " + command);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aTimeThatIsNoneNamesWhatIsAllowed() throws IOException {
        SmallWorld world = world().healthy();

        SmallWorld.Result result =
                world.plain(
                        "check",
                        "--config",
                        folder.resolve("tools.yaml").toString(),
                        "--now",
                        "noon");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--now").contains("noon");
    }

    @Test
    void aRunbookLiesBesideTheFileThatNamesIt() throws IOException {
        Files.writeString(folder.resolve("errors.md"), "Look at the ledger.");
        SmallWorld world =
                new SmallWorld(folder)
                        .configured("runbooks:\n  ledger: {checks: [errors], file: errors.md}\n")
                        .failing();

        SmallWorld.Result result = world.run("check");

        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.out()).contains("runbook: ledger");
    }
}
