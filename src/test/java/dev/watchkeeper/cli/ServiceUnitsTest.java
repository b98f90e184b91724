package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What systemd hands to the program, and what the program is started with by the units.
final class ServiceUnitsTest {

    @TempDir Path folder;

    @Test
    void aCredentialCountsAsTheVariableOfItsName() throws IOException {
        Files.writeString(folder.resolve("NTFY_URL"), "https://ntfy.example/topic\n");
        Files.writeString(folder.resolve("ANTHROPIC_API_KEY"), " ");
        Files.writeString(folder.resolve("not-a-variable"), "x");
        Map<String, String> all =
                ServiceCredentials.in(
                        Map.of("CREDENTIALS_DIRECTORY", folder.toString(), "NTFY_URL", "old"));
        assertThat(all)
                .containsEntry("NTFY_URL", "https://ntfy.example/topic")
                .doesNotContainKeys("ANTHROPIC_API_KEY", "not-a-variable");
    }

    @Test
    void withoutCredentialsTheEnvironmentIsWhatItWas() {
        assertThat(ServiceCredentials.in(Map.of("HOME", "/"))).isEqualTo(Map.of("HOME", "/"));
    }

    @Test
    void credentialsThatCannotBeReadAreSaid() {
        Path none = folder.resolve("none");
        assertThatThrownBy(() ->
                        ServiceCredentials.in(Map.of("CREDENTIALS_DIRECTORY", none.toString())))
                .hasMessage(
                        none
                                + " ($CREDENTIALS_DIRECTORY) has 1 problem:\n  it cannot be read: java.nio.file.NoSuchFileException: "
                                + none);
    }

    @Test
    void aUnitThatFailedIsToldOnceInFourHours() throws IOException {
        try (Phone phone = new Phone()) {
            SmallWorld world = new SmallWorld(folder).notifying(phone);
            world.environment.put("MONITOR_SERVICE_RESULT", "oom-kill");
            for (int i = 0; i < 2; i++) {
                assertThat(world.run("report-failure", "watchkeeper-patrol.service").code())
                        .isZero();
            }
            assertThat(world.run("report-failure", "watchkeeper.service").code()).isZero();
            // the fourth hour may be over between the two
            assertThat(phone.messages().stream().distinct())
                    .containsExactly(
                            """
                            Watchkeeper: watchkeeper-patrol.service failed, oom-kill
                            What it watches may go unnoticed until it runs again.
                            See: journalctl -u watchkeeper-patrol.service\
                            """,
                            """
                            Watchkeeper: watchkeeper.service failed, oom-kill
                            What it watches may go unnoticed until it runs again.
                            See: journalctl -u watchkeeper.service\
                            """);
        }
    }

    @Test
    void whatIsNoUnitIsNotTold() throws IOException {
        SmallWorld world = new SmallWorld(folder).configured();
        for (String name : List.of("x; reboot", "../x.service", "-x", "x", "a b.service")) {
            SmallWorld.Result result = world.plain("report-failure", "--", name);
            assertThat(result.code()).as(name).isEqualTo(2);
        }
        assertThat(world.plain("report-failure", "x; reboot").err())
                .isEqualTo(
                        "UNIT must be the name of a unit such as watchkeeper.service, got x; reboot\n");
    }

    /// A unit whose command line is not understood fails on the host, and nowhere before.
    @Test
    void everyUnitStartsACommandThatThereIs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("systemd"))) {
            List<String> commands =
                    files.filter(Files::isRegularFile)
                            .flatMap(ServiceUnitsTest::started)
                            .distinct()
                            .toList();
            assertThat(commands).hasSizeGreaterThan(8);
            SmallWorld world = new SmallWorld(folder).configured();
            for (String command : commands) {
                String[] words =
                        (command.replace("%i", "watchkeeper.service") + " --help").split(" ", -1);
                SmallWorld.Result result = world.plain(words);
                assertThat(result.code()).as(command + ": " + result.err()).isZero();
                assertThat(result.out()).startsWith("Usage: watchkeeper " + words[0]);
            }
        }
    }

    private static Stream<String> started(Path unit) {
        try {
            return Files.readAllLines(unit).stream()
                    .filter(line -> line.startsWith("ExecStart=/"))
                    .map(line -> line.replaceFirst("ExecStart=/usr/bin/watchkeeper ", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
