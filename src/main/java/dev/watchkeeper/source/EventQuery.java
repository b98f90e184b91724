package dev.watchkeeper.source;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to read of an event stream.
///
/// @param types the event types wanted; empty for all
/// @param where values that fields must have exactly (compared as text)
/// @param fields the fields to fill in; empty for all
/// @param cursor as in [LogQuery#cursor()]
public record EventQuery(
        TimeRange range,
        Order order,
        Set<String> types,
        Map<String, String> where,
        Set<String> fields,
        @Nullable String cursor,
        Deadline deadline) {}
