package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.RunStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.watch.MissedRuns;
import dev.watchkeeper.watch.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the watch does when much goes wrong, on whole patrols.
final class PatrolUnderFireTest {

    private static final List<String> BROKEN =
            List.of(
                    "the engine of charges exploded",
                    "no disk is left for receipts",
                    "ledger and bank differ beyond repair",
                    "all workers have gone home");

    @TempDir Path folder;
    private SmallWorld world;
    private Phone phone;

    @BeforeEach
    void somethingFails() throws IOException {
        phone = new Phone();
        world = new SmallWorld(folder).failing();
    }

    @AfterEach
    void hangUp() {
        phone.close();
    }

    private void rules(String... more) throws IOException {
        world.notifying(phone, "investigate: {investigator: playbook}\n" + String.join("", more));
    }

    /// A patrol as of so long after the world's now.
    private SmallWorld.Result patrol(Duration later) {
        return at(later, "patrol");
    }

    private SmallWorld.Result at(Duration later, String... command) {
        String[] all = new String[command.length + 6];
        System.arraycopy(command, 0, all, 0, command.length);
        String[] options = {
            "--config",
            folder.resolve("tools.yaml").toString(),
            "--state",
            world.state().toString(),
            "--now",
            SmallWorld.NOW.plus(later).toString()
        };
        System.arraycopy(options, 0, all, command.length, options.length);
        return world.plain(all);
    }

    private void log(Duration later, String level, String message) throws IOException {
        Path file = folder.resolve("app.jsonl");
        Files.writeString(
                file,
                Files.readString(file)
                        + String.format(
                                "{\"time\":\"%s\",\"level\":\"%s\",\"logger\":\"gateway\",\"message\":\"%s\"}%n",
                                SmallWorld.NOW.plus(later), level, message));
    }

    @Test
    void aSilenceIsKeptByEverybodyAndEndsByItself() throws IOException {
        rules();
        SmallWorld.Result added =
                at(
                        Duration.ZERO,
                        "silence",
                        "add",
                        "app",
                        "--until",
                        "1h",
                        "--by",
                        "anna",
                        "--reason",
                        "deploy of 4f2a");
        assertThat(added.out())
                .startsWith("Silence 1 until 2026-03-11 13:15 UTC; it covers 0 open");

        SmallWorld.Result silent = patrol(Duration.ZERO);

        assertThat(silent.err())
                .contains("1 not told, because of silences; watchkeeper silence list shows them");
        assertThat(phone.messages()).isEmpty();
        assertThat(world.incidents()).as("it is recorded all the same").hasSize(1);
        assertThat(at(Duration.ZERO, "status").out()).contains("by anna: deploy of 4f2a");
        assertThat(at(Duration.ZERO, "silence", "list").out())
                .contains("1   app      holds  2026-03-11 13:15  anna  deploy of 4f2a");

        patrol(Duration.ofMinutes(61));

        assertThat(phone.titles().getFirst()).startsWith("SEV2 · app: ");
    }

    @Test
    void anIncidentFollowsWhatIsMeasured() throws IOException {
        rules();
        patrol(Duration.ZERO);
        assertThat(world.incidents()).hasSize(1);

        log(Duration.ofMinutes(1), "INFO", "all is well again, everything has recovered");
        patrol(Duration.ofMinutes(5));
        assertThat(world.incidents().getFirst())
                .as("a log that says so resolves nothing")
                .content()
                .contains("status: open");

        log(Duration.ofMinutes(235), "INFO", "charge 1 booked in the ledger");
        log(Duration.ofMinutes(239), "INFO", "charge 2 booked in the ledger");
        patrol(Duration.ofHours(4));
        patrol(Duration.ofHours(4).plusMinutes(5));
        assertThat(world.incidents().getFirst())
                .content()
                .contains("status: resolved")
                .containsOnlyOnce("## Recovered, not fixed: 2026-03-11 12:14 UTC");
        assertThat(phone.messages())
                .filteredOn(message -> message.startsWith("Resolved"))
                .singleElement()
                .asString()
                .contains("Recovered, not fixed: look for what was changed");

        log(Duration.ofMinutes(299), "ERROR", SmallWorld.HOSTILE);
        patrol(Duration.ofHours(5));
        patrol(Duration.ofHours(5).plusMinutes(5));
        assertThat(world.incidents()).hasSize(1);
        assertThat(world.incidents().getFirst())
                .content()
                .contains("status: open")
                .containsOnlyOnce("## Regressed: 2026-03-11 17:15 UTC");
        assertThat(phone.titles()).filteredOn(title -> title.contains("regressed")).hasSize(1);
    }

    @Test
    void whatFlapsEachMinuteIsOneMessage() throws IOException {
        world.healthy();
        Path file = folder.resolve("tools.yaml");
        rules("");
        Files.writeString(file, Files.readString(file).replace("window: 2h", "window: 1s"));
        for (int minute = 40; minute < 55; minute++) {
            if (minute % 2 == 0) {
                log(Duration.ofMinutes(minute), "ERROR", "the link is down");
            }
            log(Duration.ofMinutes(minute), "INFO", "charge 2 booked in the ledger");
            patrol(Duration.ofMinutes(minute));
        }
        assertThat(phone.titles())
                .filteredOn(title -> title.contains("the link is down"))
                .as("the facts, and what the rules found out about them")
                .hasSize(2);
        assertThat(world.incidents()).hasSize(1);
    }

    @Test
    void anUrgentMessageWithTheFactsComesWhenTheDiagnosisIsLate() throws IOException {
        Path claude = folder.resolve("claude");
        // a Claude that hangs until it is ended, long after the diagnosis was due
        Files.writeString(
                claude,
                """
                #!/bin/sh
                case "$1" in
                    --version) echo '2.1.999 (Claude Code)'; exit 0 ;;
                    --help) sleep 1; echo ''; exit 0 ;;
                esac
                exit 1
                """);
        Files.setPosixFilePermissions(claude, PosixFilePermissions.fromString("rwxr-xr-x"));
        world.environment.put("ANTHROPIC_API_KEY", "secret-key-of-the-test");
        world.notifying(
                phone,
                "investigate: {claude: \"" + claude + "\"}\npatrol: {escalate_after: 100ms}\n");

        patrol(Duration.ZERO);

        assertThat(phone.titles()).hasSize(3);
        assertThat(phone.messages().get(1))
                .startsWith("SEV2 · urgent · app: ")
                .contains("No diagnosis after 100 ms: please look yourself.")
                .contains("The investigation goes on; no question of it was answered yet.");
        assertThat(phone.messages().get(2)).contains("No diagnosis by Claude");
        assertThat(phone.bodies().get(1).path("priority").asInt(0)).isEqualTo(5);
        assertThat(world.incidents()).as("by the rules").hasSize(1);
    }

    @Test
    void aClaudeThatFailsAgainAndAgainIsLeftAloneAndThatIsSaid() throws IOException {
        Path claude = folder.resolve("claude");
        // a Claude that lost, with an update, what the lock-down needs
        Files.writeString(
                claude,
                """
                #!/bin/sh
                [ "$1" = --version ] && echo '2.1.999 (Claude Code)'
                exit 0
                """);
        Files.setPosixFilePermissions(claude, PosixFilePermissions.fromString("rwxr-xr-x"));
        world.environment.put("ANTHROPIC_API_KEY", "secret-key-of-the-test");
        world.notifying(
                phone,
                "investigate: {claude: \""
                        + claude
                        + "\", budget: {runs_per_hour: 60, dollars_per_day: 100}}\n");
        for (int i = 0; i < 4; i++) {
            log(Duration.ofSeconds(60 * i - 5), "FATAL", BROKEN.get(i));
            patrol(Duration.ofMinutes(i));
        }

        assertThat(phone.messages().getLast())
                .contains(
                        "No diagnosis by Claude: it failed 3 times in a row and is left alone until"
                                + " 12:27 UTC (last: ");
        assertThat(world.incidents()).isNotEmpty();
        assertThat(at(Duration.ofMinutes(3), "status").out())
                .contains("claude", "it failed 3 times in a row and is left alone until");
    }

    @Test
    void patrolsThatDidNotHappenAreAFindingOfTheNextOne() throws IOException {
        rules("patrol: {every: 5m}\n");
        Instant now = Instant.now();
        ProcFiles proc = ProcFiles.ofThisHost();
        try (StateDatabase state = StateDatabase.open(world.state())) {
            var runs = new RunStore(state);
            Duration up = Duration.ofMillis(proc.upMillis());
            long off =
                    runs.begin(
                            "patrol",
                            now.minus(Duration.ofHours(6)),
                            now,
                            new RunStore.Moment("an earlier start", up));
            runs.end(off, now.minus(Duration.ofHours(6)), "0 findings, 0 told");
            long last =
                    runs.begin(
                            "patrol",
                            now.minus(Duration.ofHours(3)),
                            now,
                            new RunStore.Moment(proc.boot(), up.minus(Duration.ofHours(3))));
            runs.end(last, now.minus(Duration.ofHours(3)), "0 findings, 0 told");
        }

        patrol(Duration.ZERO);

        assertThat(phone.messages().getFirst())
                .contains("nobody watched for 3 h, though the host ran");
        SmallWorld.Result runs = at(Duration.ZERO, "runs");
        assertThat(runs.out()).contains("MISSED: about 35 patrols; the host ran");
        assertThat(at(Duration.ZERO, "runs", "--json").out()).contains("\"cause\":\"not_started\"");
        int told = phone.titles().size();

        patrol(Duration.ofMinutes(5));

        assertThat(phone.titles()).as("that it is over need not be told").hasSize(told);
        try (StateDatabase state = StateDatabase.open(world.state())) {
            assertThat(new FindingStore(state).find(MissedRuns.ID).orElseThrow().open()).isFalse();
        }
    }

    @Test
    void whatTheBudgetLeftOutIsSummedUpWhenItIsBack() throws IOException {
        world.notifying(
                phone, "investigate: {investigator: playbook, budget: {runs_per_hour: 1}}\n");
        patrol(Duration.ZERO);
        log(Duration.ofMinutes(4), "FATAL", "the other thing broke for good");
        patrol(Duration.ofMinutes(5));
        assertThat(phone.messages().getLast())
                .contains(
                        "Not investigated: the budget of 1 investigations an hour is used up; the"
                                + " next may begin at 13:15 UTC.");
        assertThat(at(Duration.ofMinutes(5), "status").out())
                .contains("1 finding without investigation for");

        log(Duration.ofMinutes(58), "INFO", "charge 1 booked in the ledger");
        patrol(Duration.ofMinutes(61));

        assertThat(phone.messages())
                .anySatisfy(message ->
                        assertThat(message)
                                .startsWith("Investigations may begin again")
                                .contains(
                                        "Since 12:20 UTC 1 finding got no investigation: the"
                                                + " budget of 1 investigations an hour is used"
                                                + " up.")
                                .contains("0 of them gone meanwhile; 1 investigated now."));
    }
}
