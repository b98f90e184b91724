package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.analysis.difference.Quantity;
import dev.watchkeeper.analysis.difference.Shift;
import dev.watchkeeper.analysis.difference.Shifts;
import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.Together;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Every metric that tools.yaml declares. Those of one event stream share its reading.
final class MetricDifference {

    /// Longer stretches are not shared ([Together]).
    private static final Duration AT_ONCE = Duration.ofHours(3);

    private final Frame frame;
    private final Deadline deadline;
    private final List<Moved> moved = new ArrayList<>();
    private final TreeSet<String> remarks = new TreeSet<>();
    private final List<String> unread = new ArrayList<>();

    private MetricDifference(Frame frame, Deadline deadline) {
        this.frame = frame;
        this.deadline = deadline;
    }

    static Compared of(Collection<Metric> metrics, Frame frame, Deadline deadline) {
        var difference = new MetricDifference(frame, deadline);
        int compared = 0;
        var whole =
                metrics.stream()
                        .filter(metric -> metric.reader().parts().isEmpty())
                        .map(Metric::name)
                        .collect(Collectors.toSet());
        for (Metric metric : Together.of(metrics)) {
            if (deadline.passed()) {
                difference.unread.add(metric.name());
                continue;
            }
            compared++;
            try {
                difference.add(metric, whole.contains(metric.name()));
            } catch (SourceUnavailable e) {
                difference.remarks.add(metric.name() + ": " + e.text());
            }
        }
        var remarks = new ArrayList<>(difference.remarks);
        if (!difference.unread.isEmpty()) {
            remarks.add("not read in time: " + String.join(", ", difference.unread));
        }
        return new Compared(compared, 0, 0, difference.moved, List.of(), remarks);
    }

    /// @param whole whether all of the time is read at once: what is not read from events is small,
    ///   and a statement may look at all of its table each time
    private void add(Metric metric, boolean whole) {
        Frame own = frame.atLeast(metric.step());
        var all = new double[own.size()];
        Arrays.fill(all, Double.NaN);
        if (whole) {
            if (!read(metric, own, span(own), Duration.ofDays(366), all)) {
                Arrays.fill(all, Double.NaN);
            }
        } else {
            List<TimeRange> stretches = own.stretches();
            for (int i = 0; i < stretches.size(); i++) {
                int first = own.first(i);
                if (!read(metric, own, stretches.get(i), AT_ONCE, all)) {
                    Arrays.fill(all, first, first + own.cells(stretches.get(i)), Double.NaN);
                }
            }
        }
        boolean counted = counted(metric);
        Quantity quantity = Quantity.of(own, all, counted);
        Shift found = new Shifts(own).of(quantity);
        if (found != null) {
            Shift shift = counted ? perMinute(found, own) : found;
            moved.add(
                    Moved.of(
                            Kind.METRIC,
                            metric.name(),
                            null,
                            shift,
                            metric.unit(),
                            quantity.window()));
        }
    }

    private static boolean counted(Metric metric) {
        return metric.aggregate() == Aggregate.COUNT;
    }

    /// Counts are told per minute, as everywhere.
    private static Shift perMinute(Shift shift, Frame own) {
        double minutes =
                (shift.cells().until() - shift.cells().from())
                        * (double) own.width().toMillis()
                        / Duration.ofMinutes(1).toMillis();
        return shift.scaled(1 / minutes);
    }

    private static TimeRange span(Frame own) {
        Instant from = own.window().from();
        for (TimeRange stretch : own.stretches()) {
            from = stretch.from().isBefore(from) ? stretch.from() : from;
        }
        return new TimeRange(from, own.window().until());
    }

    /// Reads a range, so much at once; false when there is nothing to read or time ran out.
    private boolean read(Metric metric, Frame own, TimeRange range, Duration atOnce, double[] all) {
        Instant from = range.from();
        boolean complete = !range.length().isZero();
        while (from.isBefore(range.until()) && complete) {
            Instant until = from.plus(atOnce);
            until = until.isAfter(range.until()) ? range.until() : until;
            Measured part = metric.reader().read(new TimeRange(from, until), own.width(), deadline);
            complete = part.complete();
            if (part.width().compareTo(own.width()) > 0 && !part.buckets().isEmpty()) {
                remarks.add(
                        metric.name()
                                + ": only buckets of "
                                + part.width().toMinutes()
                                + " min are left");
                return false;
            }
            for (Bucket bucket : part.buckets()) {
                int cell = own.cell(bucket.start());
                if (cell >= 0) {
                    all[cell] =
                            counted(metric)
                                    ? bucket.count()
                                    : metric.aggregate().of(bucket, own.width());
                }
            }
            from = until;
        }
        return complete;
    }
}
