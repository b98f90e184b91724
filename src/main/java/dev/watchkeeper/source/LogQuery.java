package dev.watchkeeper.source;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import org.jspecify.annotations.Nullable;

/// What to read of a log stream.
///
/// @param range the entries' own time
/// @param order which end to begin with
/// @param cursor where an earlier read of the same range, order and filter stopped
///   ([ReadReport#cursor()]), or null to begin
/// @param deadline when to stop and say how far it got
public record LogQuery(
        TimeRange range,
        Order order,
        LogFilter filter,
        @Nullable String cursor,
        Deadline deadline) {

    public LogQuery(TimeRange range, Order order, LogFilter filter, Deadline deadline) {
        this(range, order, filter, null, deadline);
    }
}
