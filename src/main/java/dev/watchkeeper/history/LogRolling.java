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
import org.jspecify.annotations.Nullable;

/// Rolls up a log stream: how many entries of each level and logger there were in each minute.
record LogRolling(String subject, LogSource source, LogPass pass) implements Rolling.Rolled {

    LogRolling(String subject, LogSource source) {
        this(subject, source, new LogPass(source));
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
    }

    @Override
    public Optional<Mark> first(TimeRange range, Deadline deadline) {
        var found = new ArrayList<Mark>();
        source.read(
                query(range, deadline),
                entry -> {
                    found.add(mark(entry));
                    return false;
                });
        return found.stream().findFirst();
    }

    @Override
    public boolean holds(Mark mark, Deadline deadline) {
        if (source.entry(mark.ref()).filter(e -> mark(e).hash().equals(mark.hash())).isPresent()) {
            return true;
        }
        // a file of lines that was rotated and packed has its entries elsewhere
        boolean[] found = {false};
        source.read(
                query(new TimeRange(mark.time(), mark.time().plusMillis(1)), deadline),
                entry -> {
                    found[0] = mark(entry).hash().equals(mark.hash());
                    return !found[0];
                });
        return found[0];
    }

    private static LogQuery query(TimeRange range, Deadline deadline) {
        return new LogQuery(range, Order.OLDEST_FIRST, LogFilter.ALL, deadline).withoutFields();
    }

    private static Mark mark(LogEntry entry) {
        return new Mark(
                entry.ref(),
                entry.time(),
                Integer.toHexString(entry.message().hashCode()) + " " + entry.time());
    }
}
