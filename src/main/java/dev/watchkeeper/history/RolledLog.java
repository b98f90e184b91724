package dev.watchkeeper.history;

import dev.watchkeeper.history.Covered.Rolled;
import dev.watchkeeper.history.Covered.Unrolled;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LevelTally;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.ReadReport.End;
import dev.watchkeeper.state.LogHour;
import dev.watchkeeper.state.RollUps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A log stream whose entries are counted from roll-ups as far as there are any, and from its
/// source for the rest. Everything else goes to the source.
///
/// @param subject under which it is rolled up
public record RolledLog(String subject, LogSource source, RollUps rollUps) implements LogSource {

    /// The same stream, called `name` in tools.yaml, with roll-ups.
    public static RolledLog of(String name, LogSource source, RollUps rollUps) {
        return new RolledLog("log " + name, source, rollUps);
    }

    @Override
    public ReadReport read(LogQuery query, Predicate<LogEntry> visitor) {
        return source.read(query, visitor);
    }

    @Override
    public Optional<LogEntry> entry(String ref) {
        return source.entry(ref);
    }

    @Override
    public Optional<Instant> newest(Instant now) {
        return source.newest(now);
    }

    @Override
    public LevelCounts count(LevelQuery query) {
        LogFilter filter = query.filter();
        if (!filter.contains().isEmpty()
                || !filter.fields().isEmpty()
                || query.width().toMillis() % Covered.MINUTE.toMillis() != 0) {
            return source.count(query);
        }
        boolean minutes = query.width().toMillis() % Covered.HOUR.toMillis() != 0;
        Covered covered = Covered.of(rollUps, subject, query.range(), minutes, Covered.MINUTE);
        var tally = new LevelTally(query);
        for (Covered.Part part : covered.parts()) {
            switch (part) {
                case Unrolled unrolled -> tally.add(source.count(query.within(unrolled.range())));
                case Rolled rolled -> tally.add(counts(rolled, minutes));
            }
        }
        return tally.counts();
    }

    private static LevelCounts counts(Rolled rolled, boolean minutes) {
        List<LevelCount> counts =
                rolled.whole() && !minutes
                        ? LogHour.whole(rolled.hour())
                        : LogHour.minutes(rolled.hour()).stream()
                                .filter(count -> rolled.range().contains(count.start()))
                                .toList();
        long entries = counts.stream().mapToLong(LevelCount::entries).sum();
        return new LevelCounts(
                counts, new ReadReport(entries, 0, List.of(), End.RANGE, null, null, List.of()));
    }
}
