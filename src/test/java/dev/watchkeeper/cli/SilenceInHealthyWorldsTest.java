package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.check.FreshnessCheck;
import dev.watchkeeper.check.HeartbeatCheck;
import dev.watchkeeper.check.Ignores;
import dev.watchkeeper.check.Watch;
import dev.watchkeeper.demo.DemoWorld;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where nothing is wrong nothing stopped, at any hour. `-Dsilence.seeds=10` looks at ten worlds.
@Tag("slow")
class SilenceInHealthyWorldsTest {

    private static final Instant END = Instant.parse("2026-11-22T02:14:00Z");
    private static final int HOURS = 48;

    @Test
    void nothingIsMissed(@TempDir Path folder) throws Exception {
        int seeds = Integer.getInteger("silence.seeds", 1);
        int step = Integer.getInteger("silence.step", 16);
        var alarms = new ArrayList<String>();
        int rounds = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            Path world = folder.resolve("world-" + seed);
            DemoWorld.write(world, END, seed, "healthy", (_, _) -> {});
            for (int hours = HOURS; hours >= 0; hours -= step) {
                Instant now = END.minus(Duration.ofHours(hours));
                rounds++;
                for (Finding finding : at(world, folder.resolve("state-" + seed), now)) {
                    alarms.add(seed + " " + now + " " + finding.title() + " " + finding.facts());
                }
            }
        }
        System.out.printf("silence: %d alarms in %d rounds%n", alarms.size(), rounds);
        alarms.forEach(System.out::println);
        assertThat(alarms).isEmpty();
    }

    private static List<Finding> at(Path world, Path state, Instant now) {
        var silent = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        try (Workplace workplace =
                Workplace.open(
                        world.resolve("tools.yaml"),
                        state,
                        InstantSource.fixed(now),
                        new Surroundings(
                                new ByteArrayInputStream(new byte[0]), silent, silent, Map.of()))) {
            var watch =
                    new Watch(
                            workplace.catalog(),
                            new Ignores(List.of(), List.of(), ZoneOffset.UTC, now),
                            workplace.findings(),
                            workplace.templates(),
                            workplace.hours(),
                            now,
                            Duration.ofHours(2),
                            Duration.ofDays(14),
                            Level.WARN,
                            Deadline.after(Duration.ofMinutes(5)),
                            _ -> {});
            var found = new ArrayList<>(new HeartbeatCheck().run(watch));
            found.addAll(new FreshnessCheck().run(watch));
            watch.findings().keep(found, now);
            return found;
        }
    }
}
