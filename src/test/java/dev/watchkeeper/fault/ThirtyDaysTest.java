package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A month of patrols in fast time, with a fault a day.
///
/// A patrol every five minutes is 8,640 of them, which `-Dwatchkeeper.patrols=all` makes. Else they
/// come every five minutes for three quarters of an hour from a fault on, every half hour until it
/// is over, and every four hours else: 25 a day.
@Tag("slow")
final class ThirtyDaysTest {

    private static final boolean ALL = "all".equals(System.getProperty("watchkeeper.patrols"));
    private static final int DAYS = Integer.getInteger("watchkeeper.days", 30);

    @TempDir Path folder;

    @Test
    void aMonthWithAFaultADay() throws Exception {
        try (Month month = new Month(folder)) {
            long begun = System.nanoTime();
            int patrols = 0;
            var costs = new ArrayList<Long>();
            for (int day = 0; day < Month.WARM + DAYS; day++) {
                int before = month.phone.messages().size();
                for (Instant now : times(day)) {
                    long read = readSoFar();
                    SmallWorld.Result result = month.patrol(now);
                    costs.add(readSoFar() - read);
                    patrols++;
                    assertThat(result.code()).as("%s: %s", now, result.err()).isIn(0, 1, 3);
                }
                System.err.println("day " + day + (day < Month.WARM ? "" : " " + Month.kind(day)));
                month.phone.messages().subList(before, month.phone.messages().size())
                        .forEach(m -> System.err.println("   " + m.replace("\n", " | ")));
            }
            System.err.printf(
                    "%d patrols in %d ms; read %d then %d; state %d%n",
                    patrols,
                    (System.nanoTime() - begun) / 1_000_000,
                    mean(costs, 25, 75),
                    mean(costs, costs.size() - 50, costs.size()),
                    size(month.world.state()));
        }
    }

    private static long mean(List<Long> all, int from, int until) {
        return (long) all.subList(from, until).stream().mapToLong(Long::longValue).average().orElse(0);
    }

    private static List<Instant> times(int day) {
        var times = new ArrayList<Instant>();
        Instant end = Month.midnight(day + 1);
        for (Instant at = Month.midnight(day); at.isBefore(end); ) {
            times.add(at);
            long minutes = Duration.between(Month.fault(day), at).toMinutes();
            int step = ALL ? 5 : minutes >= 0 && minutes < 45 ? 5 : minutes >= 0 && minutes < 240 ? 30 : 120;
            at = at.plus(Duration.ofMinutes(step));
        }
        return times;
    }

    /// What this process has read of anything, in bytes.
    private static long readSoFar() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("rchar: "))
                .mapToLong(line -> Long.parseLong(line.substring(7)))
                .findFirst()
                .orElse(0);
    }

    private static long size(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
