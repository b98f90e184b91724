package dev.watchkeeper.analysis.difference;

import java.util.Arrays;
import java.util.BitSet;

/// Counts per cell of a [Frame], in memory that is bounded by how many cells hold something.
public final class Tallies {

    private int[] cells = new int[2];
    private int[] counts = new int[2];
    private int runs;
    private long total;

    /// One more in a cell. Cheap when a cell's come together, as they do when time is read in
    /// order.
    public void add(int cell) {
        total++;
        if (runs > 0 && cells[runs - 1] == cell) {
            counts[runs - 1]++;
            return;
        }
        if (runs == cells.length) {
            cells = Arrays.copyOf(cells, 2 * runs);
            counts = Arrays.copyOf(counts, 2 * runs);
        }
        cells[runs] = cell;
        counts[runs++] = 1;
    }

    /// Adds what another one counted.
    public void add(Tallies other) {
        int all = runs + other.runs;
        cells = Arrays.copyOf(cells, Math.max(2, all));
        counts = Arrays.copyOf(counts, Math.max(2, all));
        System.arraycopy(other.cells, 0, cells, runs, other.runs);
        System.arraycopy(other.counts, 0, counts, runs, other.runs);
        runs = all;
        total += other.total;
    }

    /// How many there are in all.
    public long total() {
        return total;
    }

    /// How many there are in the cells from one number until another.
    public long between(int from, int until) {
        long sum = 0;
        for (int i = 0; i < runs; i++) {
            sum += cells[i] >= from && cells[i] < until ? counts[i] : 0;
        }
        return sum;
    }

    /// As numbers of that frame.
    ///
    /// @param known the cells of which something is known; of the others nothing is said
    public Quantity in(Frame frame, BitSet known) {
        var all = new double[frame.size()];
        for (int i = known.nextClearBit(0); i < all.length; i = known.nextClearBit(i + 1)) {
            all[i] = Double.NaN;
        }
        for (int i = 0; i < runs; i++) {
            all[cells[i]] += counts[i];
        }
        return Quantity.of(frame, all, true);
    }
}
