package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.analysis.difference.Shift;
import dev.watchkeeper.analysis.difference.Tallies;
import dev.watchkeeper.model.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which group carries all of a difference: one worker of several, one version, one status. A group
/// that carries everything anyhow tells nothing.
///
/// @param <K> what kinds of entries are told apart by
final class Carriers<K> {

    /// All but a tenth.
    private static final double ALL = 0.9;

    /// What carries more than this of the stream is no group that stands out.
    private static final double MOST_OF_STREAM = 0.7;

    /// So seldom one value of a field would carry all of it by chance.
    private static final double CHANCE = 0.02;

    private static final int ONE_OF_MANY = 100;
    private static final int MOST_FIELDS = 2;

    private final Frame frame;
    private final Map<String, Groups.Field<K>> groups;

    /// @param groups the fields that may carry a difference, with their values
    Carriers(Frame frame, Map<String, Groups.Field<K>> groups) {
        this.frame = frame;
        this.groups = groups;
    }

    /// The groups of at most two fields that carry the difference of a kind, as `field=value`, or
    /// null. Of several those which carry least of all else.
    @Nullable String of(K kind, Shift shift) {
        double moved = Math.abs(shift.now() - shift.usual());
        var found = new TreeMap<Double, String>();
        for (var field : groups.entrySet()) {
            String best = null;
            double smallest = MOST_OF_STREAM;
            long carried = usual(field.getValue().all());
            for (var value : field.getValue().values().entrySet()) {
                Tallies tallies = value.getValue().byKind().get(kind);
                double share = carried == 0 ? 1 : (double) usual(value.getValue().all()) / carried;
                if (tallies == null || share >= smallest) {
                    continue;
                }
                double difference = now(tallies, shift) - expected(tallies, shift);
                double carries = shift.rose() ? difference : -difference;
                if (carries >= ALL * moved
                        && unlikely(value.getValue(), field.getValue(), carries)) {
                    best = field.getKey() + "=" + value.getKey();
                    smallest = share;
                }
            }
            if (best != null) {
                found.put(smallest, best);
            }
        }
        return found.isEmpty()
                ? null
                : String.join(", ", found.values().stream().limit(MOST_FIELDS).toList());
    }

    /// Whether so many came with that value by more than chance, given its share of what usually
    /// comes with the field: one of many values was chosen.
    private boolean unlikely(Groups.Value<K> value, Groups.Field<K> field, double carries) {
        int many = field.many() ? ONE_OF_MANY : field.values().size();
        double share = (usual(value.all()) + 1.0) / (usual(field.all()) + many);
        return many * Math.pow(share, carries) <= CHANCE;
    }

    /// How much of it there was when nothing differed.
    private long usual(Tallies tallies) {
        return tallies.total() - tallies.between(0, frame.cells(frame.window()));
    }

    private static double now(Tallies tallies, Shift shift) {
        return tallies.between(shift.cells().from(), shift.cells().until());
    }

    private double expected(Tallies tallies, Shift shift) {
        List<TimeRange> stretches = frame.stretches();
        int stretch = frame.cells(frame.before()) > 0 ? 1 : 2;
        if (stretch >= stretches.size()) {
            return 0;
        }
        int first = frame.first(stretch);
        int cells = frame.cells(stretches.get(stretch));
        int length = shift.cells().until() - shift.cells().from();
        return (double) tallies.between(first, first + cells) * length / Math.max(1, cells);
    }
}
