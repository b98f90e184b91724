package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Shift;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that differs between the two windows.
///
/// @param what a template, an event type, `field=value`, or the name of a metric; of the first
///   three strangers wrote the text
/// @param in the stream, or null for metrics
/// @param level the gravest level of a kind of message, or null
/// @param unit of a metric's values, or null
/// @param example the first entry of the window of that kind, or null
/// @param carriedBy the group that carries all of the difference, as `field=value`, or null
/// @param step how many other kinds usually come before it in the course of one request or job; 0
///   where that is not known
/// @param cells what it was in each cell of the window
/// @param together what moves together with it, as it would be named in a row of its own
@SuppressWarnings("ArrayRecordComponent") // never written to; rows are compared by what they are
public record Moved(
        Kind kind,
        String what,
        @Nullable String in,
        Shift shift,
        @Nullable Level level,
        @Nullable String unit,
        @Nullable LogEntry example,
        @Nullable String carriedBy,
        int step,
        double[] cells,
        List<String> together) {

    /// Whether it says that something failed: by its level, or by the traceback that it has.
    public boolean grave() {
        return (level != null && level.atLeast(Level.ERROR))
                || (example != null && example.exception() != null);
    }

    /// Something that no entry shows: a group, a metric, an order.
    ///
    /// @param in the stream, or null for metrics
    static Moved of(
            Kind kind,
            String what,
            @Nullable String in,
            Shift shift,
            @Nullable String unit,
            double[] cells) {
        return new Moved(kind, what, in, shift, null, unit, null, null, 0, cells, List.of());
    }

    /// The same, with a better-known shift.
    Moved at(Shift other) {
        return new Moved(
                kind, what, in, other, level, unit, example, carriedBy, step, cells, together);
    }

    /// The same, with those that move together with it.
    Moved with(List<String> others) {
        return new Moved(
                kind,
                what,
                in,
                shift,
                level,
                unit,
                example,
                carriedBy,
                step,
                cells,
                List.copyOf(others));
    }
}
