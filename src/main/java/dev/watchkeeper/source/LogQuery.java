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
/// @param fields false when nobody looks at [dev.watchkeeper.model.LogEntry#fields()]: a source may
///   leave them empty then, and read faster. A cursor goes on only in a query that says the same
/// @param deadline when to stop and say how far it got
public record LogQuery(
        TimeRange range,
        Order order,
        LogFilter filter,
        boolean fields,
        @Nullable String cursor,
        Deadline deadline) {

    public LogQuery(
            TimeRange range,
            Order order,
            LogFilter filter,
            @Nullable String cursor,
            Deadline deadline) {
        this(range, order, filter, true, cursor, deadline);
    }

    public LogQuery(TimeRange range, Order order, LogFilter filter, Deadline deadline) {
        this(range, order, filter, true, null, deadline);
    }

    /// The same for a visitor that counts and compares messages, and looks at no field.
    public LogQuery withoutFields() {
        return new LogQuery(range, order, filter, !filter.fields().isEmpty(), cursor, deadline);
    }
}
