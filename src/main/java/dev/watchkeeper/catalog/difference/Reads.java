package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Which stretches of a frame were read of one stream, each once, and what could not be.
///
/// A stream that holds nothing at all of a stretch of which it holds plenty elsewhere, nor anything
/// older, does not reach back so far: its messages are unknown there, and not none.
final class Reads {

    /// So many entries are expected of a stretch whose emptiness says something.
    private static final double PLENTY = 10;

    /// A stream that holds nothing of this long before holds nothing older.
    private static final Duration OLDER = Duration.ofDays(8);

    private final Frame frame;
    private final BitSet known = new BitSet();
    private final int[] counts;
    private final List<String> remarks = new ArrayList<>();

    Reads(Frame frame) {
        this.frame = frame;
        this.counts = new int[frame.size()];
    }

    /// Looks up the cell of a time within one stretch.
    final class Place {
        private final long from;
        private final long width;
        private final int first;
        private final int cells;

        private Place(int stretch) {
            TimeRange range = frame.stretches().get(stretch);
            this.from = range.from().toEpochMilli();
            this.width = frame.width().toMillis();
            this.first = frame.first(stretch);
            this.cells = frame.cells(range);
        }

        /// The cell of an entry's time; -1 outside of the stretch.
        int cell(Instant time) {
            long at = time.toEpochMilli() - from;
            if (at < 0 || at >= width * cells) {
                return -1;
            }
            int cell = first + (int) (at / width);
            counts[cell]++;
            return cell;
        }

        /// Whether it is the window that is read.
        boolean window() {
            return first == 0;
        }
    }

    /// Reads one stretch after the other, the window first and then what is nearest to it.
    ///
    /// @param reading reads a range
    /// @param holds whether the stream holds anything of a range
    void all(
            String stream,
            Deadline deadline,
            Function<Place, Function<TimeRange, ReadReport>> reading,
            Predicate<TimeRange> holds) {
        List<TimeRange> stretches = frame.stretches();
        int left = 0;
        for (int i = 0; i < stretches.size(); i++) {
            TimeRange range = stretches.get(i);
            if (range.length().isZero()) {
                continue;
            }
            if (deadline.passed()) {
                left++;
                continue;
            }
            ReadReport report = reading.apply(new Place(i)).apply(range);
            known.set(frame.first(i), frame.first(i) + cellsRead(i, range, report));
            left += report.complete() ? 0 : 1;
            if (!report.complete() && i == 0) {
                remarks.add(
                        stream
                                + ": the window was read only to "
                                + (report.reached() == null ? "its beginning" : report.reached()));
            }
        }
        if (left > 0) {
            remarks.add(
                    stream
                            + ": "
                            + left
                            + " of "
                            + stretches.size()
                            + " stretches were not read in time");
        }
        forgetBefore(holds);
    }

    /// How many cells of a stretch are known: of a window that was not read to its end those before
    /// where reading stopped, of another stretch none then.
    private int cellsRead(int stretch, TimeRange range, ReadReport report) {
        Instant reached = report.reached();
        if (report.complete()) {
            return frame.cells(range);
        }
        return stretch > 0 || reached == null || !range.contains(reached)
                ? 0
                : frame.cells(new TimeRange(range.from(), reached));
    }

    /// Forgets what lies before the first entry of a stream that does not reach back so far.
    private void forgetBefore(Predicate<TimeRange> holds) {
        List<TimeRange> stretches = frame.stretches();
        int oldest = stretches.size() - 1;
        while (oldest > 0 && entries(oldest) == 0) {
            oldest--;
        }
        if (oldest == 0) {
            // nothing was ever told: a log of failures alone, or one that has only begun
            return;
        }
        int first = frame.first(oldest);
        int cells = frame.cells(stretches.get(oldest));
        int begin = 0;
        while (begin < cells && counts[first + begin] == 0) {
            begin++;
        }
        double rate = (double) entries(oldest) / Math.max(1, cells - begin);
        int empty = begin;
        for (int i = oldest + 1; i < stretches.size(); i++) {
            empty += frame.cells(stretches.get(i));
        }
        if (empty * rate < PLENTY) {
            return;
        }
        Instant older = stretches.getLast().from().minus(OLDER);
        for (int i = oldest; i < stretches.size(); i++) {
            TimeRange stretch = stretches.get(i);
            int many = i == oldest ? begin : frame.cells(stretch);
            Instant until = i == oldest ? frame.time(stretch, begin) : stretch.until();
            if (many > 0 && !holds.test(new TimeRange(older, until))) {
                known.clear(frame.first(i), frame.first(i) + many);
                known.clear(frame.first(i) + frame.cells(stretch), frame.size());
                return;
            }
        }
    }

    private int entries(int stretch) {
        int from = frame.first(stretch);
        int entries = 0;
        for (int i = from; i < from + frame.cells(frame.stretches().get(stretch)); i++) {
            entries += counts[i];
        }
        return entries;
    }

    /// The cells of which something is known.
    BitSet known() {
        return (BitSet) known.clone();
    }

    List<String> remarks() {
        return remarks;
    }
}
