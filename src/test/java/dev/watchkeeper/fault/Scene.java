package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.Phone;
import dev.watchkeeper.cli.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A service with a log, three days old, and patrols over it at times of the test's choice; what
/// they tell comes to a phone.
final class Scene implements AutoCloseable {

    static final String RULES = "investigate: {investigator: playbook}\n";

    final SmallWorld world;
    final Phone phone = new Phone();

    /// @param sections what tools.yaml says beside the log and the phone
    Scene(Path folder, String... sections) throws IOException {
        world =
                new SmallWorld(Files.createDirectories(folder))
                        .notifying(phone, sections)
                        .healthy();
    }

    /// Lines of the log, from a time on and so far apart.
    void log(Instant from, Duration apart, int lines, String level, String message)
            throws IOException {
        var all = new ArrayList<String>();
        for (int i = 0; i < lines; i++) {
            all.add(line(from.plus(apart.multipliedBy(i)), level, message));
        }
        Files.write(log(), all, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// An error that came so many times, a minute apart, until a minute before that time.
    void errors(Instant until, int times, String message) throws IOException {
        log(until.minus(Duration.ofMinutes(times)), Duration.ofMinutes(1), times, "ERROR", message);
    }

    /// What a healthy service says between two times.
    void healthy(Instant from, Instant until) throws IOException {
        int lines = (int) (Duration.between(from, until).toMinutes() / 5);
        log(from, Duration.ofMinutes(5), lines, "INFO", "charge 17 booked in the ledger");
    }

    Path log() {
        return world.folder.resolve("app.jsonl");
    }

    static String line(Instant at, String level, String message) {
        return String.format(
                "{\"time\":\"%s\",\"level\":\"%s\",\"logger\":\"gateway\",\"message\":\"%s\"}",
                at, level, message);
    }

    /// A command line as of a time.
    SmallWorld.Result run(Instant now, String... command) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(
                List.of(
                        "--config",
                        world.folder.resolve("tools.yaml").toString(),
                        "--state",
                        world.state().toString(),
                        "--now",
                        now.toString()));
        SmallWorld.Result result = world.plain(all.toArray(String[]::new));
        assertThat(result.code()).as("%s", result.err()).isNotEqualTo(4);
        return result;
    }

    SmallWorld.Result patrol(Instant now) {
        return run(now, "patrol");
    }

    /// Messages whose text has this in it.
    List<String> told(String part) {
        return phone.messages().stream().filter(message -> message.contains(part)).toList();
    }

    void assertInvariant() throws IOException {
        Aftermath.assertInvariant(world, phone, "at the end");
    }

    @Override
    public void close() {
        phone.close();
    }
}
