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

/// Thirty days of patrols in fast time, with a fault a day at ten o'clock.
///
/// A patrol every five minutes is 9,504 of them with the three days before, which
/// `-Dwatchkeeper.patrols=all` makes. Else they come every five minutes for half an hour from a
/// fault on, every hour for four hours, and every eight hours else.
@Tag("slow")
final class ThirtyDaysTest {

    private static final boolean ALL = "all".equals(System.getProperty("watchkeeper.patrols"));
    private static final int DAYS = 30;
    private static final long MOST_STATE = 50L << 20;

    @TempDir Path folder;

    @Test
    void everyFaultOfAMonthIsToldOnceAndIsOverOnce() throws Exception {
        long begun = System.nanoTime();
        int patrols = 0;
        var read = new ArrayList<Long>();
        try (Month month = new Month(folder)) {
            for (int day = 0; day < Month.WARM + DAYS; day++) {
                int before = month.phone.messages().size();
                long readBefore = readSoFar();
                List<Instant> times = times(day);
                for (Instant now : times) {
                    SmallWorld.Result result = month.patrol(now);
                    assertThat(result.code()).as("%s: %s", now, result.err()).isIn(0, 1, 3);
                }
                patrols += times.size();
                read.add((readSoFar() - readBefore) / times.size());
                List<String> messages = month.phone.messages();
                toldOnce(day, messages.subList(before, messages.size()));
            }
            assertThat(size(month.world.state())).isLessThan(MOST_STATE);
            // metrics are judged by up to four weeks: what is read of them grows until then, by a
            // thirtieth a day, and by nothing else
            assertThat(read.getLast()).isLessThan(2 * mean(read.subList(20, 25)));
            assertThat(open(month)).isEmpty();
            Aftermath.assertInvariant(month.world, month.phone, "after a month");
            System.err.printf(
                    "%,d patrols in %d s; state %,d bytes; read a patrol on day 4 %,d, on day 20 %,d, on the last %,d bytes%n",
                    patrols,
                    (System.nanoTime() - begun) / 1_000_000_000,
                    size(month.world.state()),
                    read.get(4),
                    read.get(20),
                    read.getLast());
        }
    }

    /// What came on a day: nothing when all was well, else the fault, what was found out about it,
    /// and that it is over.
    private static void toldOnce(int day, List<String> messages) {
        if (day < Month.WARM) {
            assertThat(messages).as("day " + day).isEmpty();
            return;
        }
        String what = "day " + day + ", " + Month.kind(day);
        List<String> first = messages.stream().filter(m -> m.contains("Investigating;")).toList();
        List<String> over = messages.stream().filter(m -> m.startsWith("Resolved")).toList();
        assertThat(first).as("%s: %s", what, messages).hasSize(1);
        assertThat(over).as("%s: %s", what, messages).hasSize(1);
        assertThat(messages).as(what).hasSize(3).allMatch(m -> m.contains(Month.told(day)));
    }

    private static List<String> open(Month month) throws IOException {
        return List.copyOf(Aftermath.of(month.world).findings());
    }

    private static long mean(List<Long> all) {
        return (long) all.stream().mapToLong(Long::longValue).average().orElse(0);
    }

    private static List<Instant> times(int day) {
        var times = new ArrayList<Instant>();
        Instant end = Month.midnight(day + 1);
        // before its first morning the service has no log
        Instant at = day == 0 ? Month.fault(0) : Month.midnight(day);
        while (at.isBefore(end)) {
            times.add(at);
            at = at.plus(ALL ? Month.STEP : pause(Duration.between(Month.fault(day), at)));
        }
        return times;
    }

    private static Duration pause(Duration sinceFault) {
        long minutes = sinceFault.toMinutes();
        if (minutes < 0) {
            return Duration.ofMinutes(Math.min(8 * 60, -minutes));
        }
        return minutes < 30
                ? Month.STEP
                : minutes < 270 ? Duration.ofHours(1) : Duration.ofHours(8);
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
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
