package dev.watchkeeper.history;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.state.LogHour;
import dev.watchkeeper.state.RollUps.Hour;
import dev.watchkeeper.state.RollUps.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Rolls up a log stream: how many entries of each level and logger there were in each minute.
record LogRolling(String subject, LogPass pass, Marks marks) implements Rolling.Rolled {

    LogRolling(String subject, LogSource source) {
        this(subject, new LogPass(source), new Marks(new Entries(source)));
    }

    @Override
    public String name() {
        return "roll-up of " + subject;
    }

    @Override
    public Optional<Hour> roll(
            Instant hour, TimeRange stretch, @Nullable Hour before, Deadline deadline) {
        Optional<List<LevelCount>> counted = pass.read(stretch, deadline);
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        var minutes =
                new ArrayList<LevelCount>(before == null ? List.of() : LogHour.minutes(before));
        minutes.addAll(counted.get());
        return Optional.of(LogHour.of(hour, stretch.until(), minutes));
    }

    @Override
    public Hour cut(Hour hour, Instant until) {
        return LogHour.of(
                hour.start(),
                until,
                LogHour.minutes(hour).stream()
                        .filter(count -> count.start().isBefore(until))
                        .toList());
    }

    @Override
    public void forget() {
        pass.forget();
        marks.forget();
    }

    /// The entries of a log by which it is known again.
    private record Entries(LogSource source) implements Marks.Entries {

        @Override
        public Optional<Mark> entry(String ref) {
            return source.entry(ref).map(Entries::mark);
        }

        @Override
        public void read(TimeRange range, Deadline deadline, Predicate<Mark> visitor) {
            source.read(
                    new LogQuery(range, Order.OLDEST_FIRST, LogFilter.ALL, deadline)
                            .withoutFields(),
                    entry -> visitor.test(mark(entry)));
        }

        private static Mark mark(LogEntry entry) {
            return new Mark(
                    entry.ref(),
                    entry.time(),
                    Integer.toHexString(entry.message().hashCode()) + " " + entry.time());
        }
    }
}
