package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ReadReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Which stretches of a frame were read of one stream, each once, and what could not be.
final class Reads {

    private final Frame frame;
    private final boolean[] read;
    private final List<String> remarks = new ArrayList<>();

    Reads(Frame frame) {
        this.frame = frame;
        this.read = new boolean[frame.stretches().size()];
    }

    /// Looks up the cell of a time within one stretch.
    static final class Place {
        private final long from;
        private final long width;
        private final int first;
        private final int cells;

        private Place(Frame frame, int stretch) {
            TimeRange range = frame.stretches().get(stretch);
            this.from = range.from().toEpochMilli();
            this.width = frame.width().toMillis();
            this.first = frame.first(stretch);
            this.cells = frame.cells(range);
        }

        /// The cell of a time; -1 outside of the stretch.
        int cell(Instant time) {
            long at = time.toEpochMilli() - from;
            return at < 0 || at >= width * cells ? -1 : first + (int) (at / width);
        }

        /// Whether it is the window that is read.
        boolean window() {
            return first == 0;
        }
    }

    /// Reads one stretch after the other, the window first and then what is nearest to it.
    ///
    /// @param reading reads a range
    void all(
            String stream,
            Deadline deadline,
            Function<Place, Function<TimeRange, ReadReport>> reading) {
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
            ReadReport report = reading.apply(new Place(frame, i)).apply(range);
            read[i] = report.complete() || i == 0;
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
    }

    boolean[] read() {
        return read.clone();
    }

    List<String> remarks() {
        return remarks;
    }
}
