package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.analysis.difference.Quantity;
import dev.watchkeeper.analysis.difference.Shift;
import dev.watchkeeper.analysis.difference.Shifts;
import dev.watchkeeper.analysis.difference.Tallies;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The groups of one stream as quantities of their own: a worker that does nothing any more, a
/// version that was never seen, a customer that asks for most of all. Where all groups of a field
/// do more, or all less, and each keeps its share, it is no matter of groups: what they do tells
/// it.
final class GroupShifts {

    private static final double TIMES = 1.4;

    private GroupShifts() {}

    /// @param known the cells of which something is known
    static <K> Compared of(String stream, Frame frame, Groups<K> groups, BitSet known) {
        var shifts = new Shifts(frame);
        var moved = new ArrayList<Moved>();
        int count = 0;
        for (var field : groups.dividing().entrySet()) {
            for (var value : field.getValue().values().entrySet()) {
                count++;
                Tallies tallies = value.getValue().all();
                Quantity quantity = tallies.in(frame, known);
                Shift shift = shifts.of(quantity);
                if (shift != null && standsOut(tallies, field.getValue().all(), shift, frame)) {
                    moved.add(
                            Moved.of(
                                    Kind.GROUP,
                                    field.getKey() + "=" + value.getKey(),
                                    stream,
                                    shift,
                                    null,
                                    quantity.window()));
                }
            }
        }
        return new Compared(count, count, 0, moved, List.of(), List.of());
    }

    /// Whether a group has another share of all that comes with the field than it usually has.
    private static boolean standsOut(Tallies group, Tallies all, Shift shift, Frame frame) {
        int from = shift.cells().from();
        int until = shift.cells().until();
        double now = (double) group.between(from, until) / Math.max(1, all.between(from, until));
        double usual = (double) usual(group, frame) / Math.max(1, usual(all, frame));
        return shift.rose() ? now >= TIMES * usual : usual >= TIMES * now;
    }

    private static long usual(Tallies tallies, Frame frame) {
        return tallies.total() - tallies.between(0, frame.cells(frame.window()));
    }
}
