package dev.watchkeeper.source;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.source.ReadReport.BrokenSample;
import dev.watchkeeper.source.ReadReport.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts of log entries in the making, from single entries, from counts of shorter stretches, and
/// from the reports of several reads. Not thread-safe.
public final class LevelTally {

    // An entry may name its logger anything.
    private static final int MOST_LOGGERS = 1_000;
    private static final int MOST_SAMPLES = 3;

    private static final Comparator<LevelCount> ORDER =
            Comparator.comparing(LevelCount::start)
                    .thenComparing(
                            LevelCount::level, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(LevelCount::logger);

    private final long width;
    private final boolean loggers;
    private final @Nullable Level atLeast;
    private final Map<Key, Long> counts = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final List<BrokenSample> samples = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private long examined;
    private long broken;
    private @Nullable ReadReport cut;

    private record Key(long start, @Nullable Level level, String logger) {}

    public LevelTally(LevelQuery query) {
        width = query.width().toMillis();
        loggers = query.loggers();
        atLeast = query.filter().atLeast();
    }

    /// How long its stretches are.
    public Duration width() {
        return Duration.ofMillis(width);
    }

    /// Adds entries of a level and logger, unless they are of less than the level wanted.
    public void add(Instant time, @Nullable Level level, String logger, long entries) {
        if (atLeast != null && (level == null || !level.atLeast(atLeast))) {
            return;
        }
        long start = Math.floorDiv(time.toEpochMilli(), width) * width;
        counts.merge(new Key(start, level, loggers ? known(logger) : ""), entries, Long::sum);
    }

    private String known(String logger) {
        return names.contains(logger) || (names.size() < MOST_LOGGERS && names.add(logger))
                ? logger
                : "(others)";
    }

    /// Adds what a read of a part says of itself.
    public void add(ReadReport report) {
        examined += report.examined();
        broken += report.broken();
        report.brokenSamples().stream().limit(MOST_SAMPLES - samples.size()).forEach(samples::add);
        remarks.addAll(report.remarks());
        if (!report.complete() && cut == null) {
            cut = report;
        }
    }

    /// Adds the counts of a part.
    public void add(LevelCounts part) {
        part.counts().forEach(c -> add(c.start(), c.level(), c.logger(), c.entries()));
        add(part.report());
    }

    public LevelCounts counts() {
        List<LevelCount> all =
                counts.entrySet().stream()
                        .map(count ->
                                new LevelCount(
                                        Instant.ofEpochMilli(count.getKey().start()),
                                        count.getKey().level(),
                                        count.getKey().logger(),
                                        count.getValue()))
                        .sorted(ORDER)
                        .toList();
        return new LevelCounts(
                all,
                new ReadReport(
                        examined,
                        broken,
                        List.copyOf(samples),
                        cut == null ? End.RANGE : End.DEADLINE,
                        cut == null ? null : cut.reached(),
                        null,
                        List.copyOf(remarks)));
    }
}
