package dev.watchkeeper.source;

import dev.watchkeeper.model.LogEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// The entries of one log stream. Thread-safe. Reading streams: whatever the size of the log,
/// memory stays small, and what the time range rules out is not scanned.
public interface LogSource {

    /// Gives the entries asked for to `visitor`, one at a time, until it answers false.
    ///
    /// @throws SourceUnavailable when the source does not answer; broken parts of it are counted
    ///   instead
    ReadReport read(LogQuery query, Predicate<LogEntry> visitor);

    /// The entry that a [LogEntry#ref()] names, as it is now; empty when it is gone.
    Optional<LogEntry> entry(String ref);

    /// The time of the newest entry not after `now`; empty when there is none.
    Optional<Instant> newest(Instant now);

    /// Counts entries by level and time instead of giving them. A source that can count without
    /// looking at each entry does.
    ///
    /// @throws SourceUnavailable as [#read]
    default LevelCounts count(LevelQuery query) {
        var tally = new LevelTally(query);
        tally.add(
                read(
                        new LogQuery(
                                        query.range(),
                                        Order.OLDEST_FIRST,
                                        query.filter(),
                                        query.deadline())
                                .withoutFields(),
                        entry -> {
                            tally.add(entry.time(), entry.level(), entry.logger(), 1);
                            return true;
                        }));
        return tally.counts();
    }
}
