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
/// do more, or all less, it is no matter of groups: what they do tells it.
final class GroupShifts {

    private static final double NEARLY_ALL = 0.9;

    private GroupShifts() {}

    /// @param known the cells of which something is known
    static <K> Compared of(String stream, Frame frame, Groups<K> groups, BitSet known) {
        var shifts = new Shifts(frame);
        var moved = new ArrayList<Moved>();
        int count = 0;
        for (var field : groups.dividing().entrySet()) {
            var ofField = new ArrayList<Moved>();
            for (var value : field.getValue().values().entrySet()) {
                count++;
                Quantity quantity = value.getValue().all().in(frame, known);
                Shift shift = shifts.of(quantity);
                if (shift != null) {
                    ofField.add(
                            Moved.of(
                                    Kind.GROUP,
                                    field.getKey() + "=" + value.getKey(),
                                    stream,
                                    shift,
                                    null,
                                    quantity.window()));
                }
            }
            if (!field.getValue().many()) {
                List<Moved> all = List.copyOf(ofField);
                ofField.removeIf(one -> alike(one, all, field.getValue(), frame));
            }
            moved.addAll(ofField);
        }
        return new Compared(count, count, 0, moved, List.of(), List.of());
    }

    /// Whether nearly all that usually comes with the field moved as one of its groups did.
    private static <K> boolean alike(
            Moved one, List<Moved> ofField, Groups.Field<K> field, Frame frame) {
        long usual = 0;
        int groups = 0;
        for (Moved other : ofField) {
            Groups.Value<K> value =
                    field.values().get(other.what().substring(other.what().indexOf('=') + 1));
            if (value != null && other.shift().rose() == one.shift().rose()) {
                usual += usual(value.all(), frame);
                groups++;
            }
        }
        return one.shift().usual() > 0
                && groups > 1
                && usual >= NEARLY_ALL * usual(field.all(), frame);
    }

    private static long usual(Tallies tallies, Frame frame) {
        return tallies.total() - tallies.between(0, frame.cells(frame.window()));
    }
}
