package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.analysis.difference.Quantity;
import dev.watchkeeper.analysis.difference.Shift;
import dev.watchkeeper.analysis.difference.Shifts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The groups of one stream as quantities of their own: a worker that does nothing any more, a
/// version that was never seen.
final class GroupShifts {

    private GroupShifts() {}

    /// @param known the cells of which something is known
    static <K> Compared of(String stream, Frame frame, Groups<K> groups, BitSet known) {
        var shifts = new Shifts(frame);
        var moved = new ArrayList<Moved>();
        int count = 0;
        for (var field : groups.dividing().entrySet()) {
            for (var value : field.getValue().entrySet()) {
                count++;
                Quantity quantity = value.getValue().all().in(frame, known);
                Shift shift = shifts.of(quantity);
                if (shift != null) {
                    moved.add(
                            new Moved(
                                    Kind.GROUP,
                                    field.getKey() + "=" + value.getKey(),
                                    stream,
                                    shift,
                                    null,
                                    null,
                                    null,
                                    null,
                                    quantity.window(),
                                    List.of()));
                }
            }
        }
        return new Compared(count, count, moved, List.of(), List.of());
    }
}
