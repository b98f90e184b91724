package dev.watchkeeper.history;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The minutes of a log stream, counted a [Block] at a time and remembered until something else is
/// asked for.
final class LogPass {

    private final LogSource source;
    private @Nullable TimeRange counted;
    private List<LevelCount> counts = List.of();

    LogPass(LogSource source) {
        this.source = source;
    }

    /// What a stretch of time came to; empty when time was up.
    synchronized Optional<List<LevelCount>> read(TimeRange stretch, Deadline deadline) {
        TimeRange known = counted;
        if (known == null
                || stretch.from().isBefore(known.from())
                || stretch.until().isAfter(known.until())) {
            TimeRange block = Block.of(stretch);
            counted = null;
            LevelCounts read =
                    source.count(
                            new LevelQuery(block, Covered.MINUTE, true, LogFilter.ALL, deadline));
            if (!read.report().complete()) {
                return Optional.empty();
            }
            counts = read.counts();
            counted = block;
        }
        return Optional.of(
                counts.stream().filter(count -> stretch.contains(count.start())).toList());
    }

    synchronized void forget() {
        counted = null;
        counts = List.of();
    }
}
