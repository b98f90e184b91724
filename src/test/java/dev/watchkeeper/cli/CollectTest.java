package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.history.Collector;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.SampleStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.watch.StateLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `watchkeeper collect` as its user meets it.
final class CollectTest {

    @TempDir Path folder;

    private SmallWorld world() throws Exception {
        var world =
                new SmallWorld(folder)
                        .configured(
                                """
                                metrics:
                                  waiting: {source: jobs, statement: SELECT count(*) FROM job}
                                collect: {every: 1s, minutes: 4d, hours: 4d}
                                """);
        Path config = folder.resolve("tools.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "sources:\n", "sources:\n  jobs: {type: sqlite, path: jobs.db}\n"));
        try (Connection jobs =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
                Statement statement = jobs.createStatement()) {
            statement.execute("CREATE TABLE job(id INTEGER PRIMARY KEY)");
            statement.execute("INSERT INTO job VALUES (1),(2),(3)");
        }
        return world.healthy();
    }

    private SmallWorld.Result collect(SmallWorld world, String... arguments) {
        var all = new ArrayList<>(List.of("collect"));
        all.addAll(world.options().subList(0, 4));
        all.addAll(List.of(arguments));
        return world.plain(all.toArray(new String[0]));
    }

    @Test
    void onceTakesASampleOfHostAndGaugesAndRollsUp() throws Exception {
        SmallWorld world = world();

        SmallWorld.Result result = collect(world, "--once");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .matches("Sampled [0-9]+ values; rolled up [0-9]+ hours of streams\\.\\n");
        try (StateDatabase state = StateDatabase.open(world.state())) {
            var store = new SampleStore(state);
            assertThat(store.names()).contains("host.load_1m", "waiting", Collector.ROUND);
            assertThat(store.newest(Instant.now()).orElseThrow().values())
                    .containsEntry("waiting", 3.0);
        }
    }

    @Test
    void onlyOneCollectsIntoAState() throws Exception {
        SmallWorld world = world();
        Files.createDirectories(world.state());
        try (StateLock _ = StateLock.take(world.state(), StateLock.COLLECT).orElseThrow()) {
            SmallWorld.Result result = collect(world, "--once");

            assertThat(result.code()).isZero();
            assertThat(result.err())
                    .isEqualTo(
                            "Another collector is at work on this state; the samples are left to it.\n");
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void samplesOfAnotherTimeAreRefused() throws Exception {
        SmallWorld.Result result = world().run("collect", "--once");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo(
                        "collect takes samples of this moment; --now goes with --roll-up only\n");
    }

    @Test
    void streamsOfAnotherTimeAreRolledUp() throws Exception {
        SmallWorld world = world();

        // three days, of whose last hour two minutes may still change
        assertThat(world.run("collect", "--roll-up").out())
                .isEqualTo("Rolled up 73 hours of streams.\n");
        assertThat(world.run("collect", "--roll-up").out())
                .isEqualTo("Rolled up 0 hours of streams.\n");
    }

    /// The program in a process of its own, and SIGKILL: what it kept is there, up to the round
    /// that it was about to keep, and it goes on.
    @Test
    @Tag("slow")
    void whoIsKilledLosesAtMostOneSample() throws Exception {
        SmallWorld world = world();
        Set<Instant> kept = Set.of();
        for (int kill = 0; kill < 2; kill++) {
            Process process = start(world);
            Set<Instant> before = kept;
            Set<Instant> seen = before;
            try (StateDatabase state = StateDatabase.open(world.state())) {
                while (seen.size() < before.size() + 2) {
                    assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
                    seen = rounds(state);
                }
                process.destroyForcibly().waitFor();
                kept = rounds(state);
                assertThat(kept).containsAll(seen);
            }
        }
    }

    private static Set<Instant> rounds(StateDatabase state) {
        Instant now = Instant.now();
        var found = new TreeSet<Instant>();
        new SampleStore(state)
                .read(
                        Collector.ROUND,
                        new TimeRange(now.minus(Duration.ofHours(1)), now.plusSeconds(60)),
                        Duration.ofSeconds(1))
                .buckets()
                .forEach(bucket -> found.add(bucket.start()));
        return found;
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
                                "collect"));
        command.addAll(world.options().subList(0, 4));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(world.folder.resolve("collect.out").toFile())
                .start();
    }
}
