package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.Order;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One read of a stream.
///
/// @param filter a condition that leaves out only rows that `wanted` would refuse
/// @param wanted the exact condition, on what was made of the row
record Reading<T>(
        Selection selection,
        TimeRange range,
        Order order,
        @Nullable String cursor,
        Deadline deadline,
        Sql filter,
        Decoder<T> decoder,
        Predicate<T> wanted,
        Predicate<T> visitor) {

    boolean newestFirst() {
        return order == Order.NEWEST_FIRST;
    }
}
