package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.state.StateDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A patrol that is killed at any step and run again ends as if nothing had happened: the program
/// in a process of its own, and SIGKILL.
@Tag("slow")
final class PatrolKilledTest {

    private static final int EVERY_LINE = 2;

    @TempDir Path folder;

    /// What is left when all is over.
    private record End(List<String> findings, List<String> investigations, int incidents) {}

    private SmallWorld world(String name, Phone phone) throws IOException {
        return new SmallWorld(Files.createDirectories(folder.resolve(name)))
                .notifying(phone, "investigate: {investigator: playbook}\n")
                .failing();
    }

    private static Process start(SmallWorld world) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.watchkeeper.cli.Main",
                                "patrol"));
        command.addAll(world.options());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// Leaves what it has said to be read.
    private static void kill(Process process) {
        process.toHandle().destroyForcibly();
    }

    /// Runs a patrol and kills it after so many lines; true when it ended before that.
    private static boolean endedBefore(SmallWorld world, int lines)
            throws IOException, InterruptedException {
        Process process = start(world);
        int seen = 0;
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (reader.readLine() != null) {
                if (++seen == lines) {
                    kill(process);
                }
            }
        }
        return process.waitFor() == 1 && seen < lines;
    }

    private static End end(SmallWorld world) throws IOException {
        try (StateDatabase state = StateDatabase.open(world.state())) {
            return new End(
                    new FindingStore(state)
                            .open().stream()
                                    .map(f ->
                                            f.finding().title()
                                                    + " "
                                                    + f.finding().state()
                                                    + " told "
                                                    + f.notified())
                                    .toList(),
                    new InvestigationStore(state)
                            .since(java.time.Instant.EPOCH).stream()
                                    .filter(i -> i.state() == InvestigationStore.State.DONE)
                                    .map(i -> String.join(" ", i.episodes()))
                                    .toList(),
                    world.incidents().size());
        }
    }

    private static void sameAs(End reference, SmallWorld world, Phone phone) throws IOException {
        assertThat(end(world)).isEqualTo(reference);
        assertThat(world.incidents())
                .allSatisfy(file -> assertThat(file).content().contains("investigator: playbook"));
        assertThat(new HashSet<>(phone.titles())).hasSize(2);
        assertThat(phone.messages())
                .anyMatch(m -> m.contains("Investigating; you will hear by"))
                .anyMatch(m -> m.contains("Incident: 2026-03-11-incident-"));
        int told = phone.titles().size();
        assertThat(world.run("patrol").code()).isEqualTo(1);
        assertThat(phone.titles()).as("nothing is told again").hasSize(told);
        assertThat(world.incidents()).hasSize(1);
    }

    @Test
    void afterAnyLineItSays() throws IOException, InterruptedException {
        End reference;
        try (Phone phone = new Phone()) {
            SmallWorld untouched = world("untouched", phone);
            assertThat(untouched.run("patrol").code()).isEqualTo(1);
            reference = end(untouched);
            assertThat(reference.incidents()).isEqualTo(1);
            assertThat(reference.investigations()).hasSize(1);
            sameAs(reference, untouched, phone);
        }
        int kills = 0;
        for (int line = 1; ; line += EVERY_LINE) {
            try (Phone phone = new Phone()) {
                SmallWorld world = world("line-" + line, phone);
                boolean ended = endedBefore(world, line);
                if (!ended) {
                    kills++;
                    assertThat(world.run("patrol").code())
                            .as("killed after line " + line)
                            .isEqualTo(1);
                }
                sameAs(reference, world, phone);
                if (ended) {
                    break;
                }
            }
        }
        assertThat(kills).isGreaterThan(5);
    }

    @Test
    void whileAMessageIsOnItsWay() throws IOException, InterruptedException {
        for (int message = 1; message <= 2; message++) {
            try (Phone phone = new Phone()) {
                SmallWorld world = world("message-" + message, phone);
                int deadly = message;
                Process process = start(world);
                phone.onMessage =
                        number -> {
                            if (number == deadly) {
                                process.destroyForcibly();
                                process.onExit().join();
                            }
                        };
                process.getInputStream().readAllBytes();
                assertThat(process.waitFor()).isEqualTo(137);
                assertThat(world.run("patrol").code()).isEqualTo(1);

                // the one on its way is told twice: at least once is what was promised
                assertThat(phone.titles()).hasSize(3);
                assertThat(phone.titles().get(message)).isEqualTo(phone.titles().get(message - 1));
                sameAs(end(world), world, phone);
            }
        }
    }

    @Test
    void beforeItSaysAnythingAtAll() throws IOException, InterruptedException {
        try (Phone phone = new Phone()) {
            SmallWorld world = world("early", phone);
            for (int millis : new int[] {150, 300, 450, 600}) {
                Process process = start(world);
                process.waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
            }
            assertThat(world.run("patrol").code()).isEqualTo(1);
            sameAs(end(world), world, phone);
        }
    }

    @Test
    void twiceInTheMiddleOfAnInvestigationEndsInATruthfulMessage()
            throws IOException, InterruptedException {
        try (Phone phone = new Phone()) {
            SmallWorld world = world("twice", phone);
            for (int kill = 0; kill < 2; kill++) {
                Process process = start(world);
                try (var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8))) {
                    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                        if (line.contains("get_overview")) {
                            kill(process);
                        }
                    }
                }
                process.waitFor();
            }
            assertThat(world.run("patrol").code()).isEqualTo(1);

            assertThat(world.incidents()).isEmpty();
            assertThat(phone.messages()).hasSize(2);
            assertThat(phone.messages().getLast())
                    .contains(
                            "No diagnosis: the investigation was cut off, and is not tried again.");
        }
    }
}
