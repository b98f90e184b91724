package dev.watchkeeper.source.lines;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.Order;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What to read of a set of line files.
///
/// @param mayMatch asked before a line is parsed; it may let through what is not wanted, but must
///   never hold back what is
/// @param wanted which of the entries in the range to visit
public record LineQuery<E>(
        TimeRange range,
        Order order,
        @Nullable String cursor,
        Deadline deadline,
        Predicate<LineGroup> mayMatch,
        Predicate<E> wanted) {}
