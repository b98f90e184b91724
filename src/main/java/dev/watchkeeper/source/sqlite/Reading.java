package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.Order;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One read of a stream.
///
/// @param filter a condition that leaves out only rows that `wanted` would refuse
/// @param counted the part of the filter with which rows may be left out where only those that are
///   left are counted: nothing that looks into texts, for the count would tell what stands there
///   before anything was redacted
/// @param wanted the exact condition, on what was made of the row
record Reading<T>(
        Selection selection,
        TimeRange range,
        Order order,
        @Nullable String cursor,
        Deadline deadline,
        Sql filter,
        Sql counted,
        Decoder<T> decoder,
        Predicate<T> wanted,
        Predicate<T> visitor) {

    boolean newestFirst() {
        return order == Order.NEWEST_FIRST;
    }
}
