package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A metric before and after the onset.
///
/// @param points in order of time
/// @param evidence the answer that shows it
public record Series(String metric, List<Point> points, Instant onset, String evidence) {

    private static final Duration EDGE = Duration.ofMinutes(4);
    private static final Duration JUST_BEFORE = Duration.ofMinutes(20);

    /// One bucket.
    public record Point(Instant time, double value) {}

    static Series of(String metric, Reply reply, Instant from, Instant onset) {
        var points = new ArrayList<Point>();
        for (Reply.Row row : reply.rows()) {
            Instant time =
                    row.cells().containsKey("minute")
                            ? from.plusSeconds(Math.round(60 * row.number("minute")))
                            : row.time("time");
            if (time != null && row.cells().get("value") instanceof Number value) {
                points.add(new Point(time, value.doubleValue()));
            }
        }
        return new Series(metric, points, onset, reply.evidence());
    }

    /// The median before the onset, or NaN.
    public double before() {
        return median(points.stream().filter(p -> p.time().isBefore(onset.minus(EDGE))).toList());
    }

    /// The median since the onset, or NaN.
    public double since() {
        return median(points.stream().filter(p -> !p.time().isBefore(onset)).toList());
    }

    /// The last value, or NaN.
    public double last() {
        return points.isEmpty() ? Double.NaN : points.getLast().value();
    }

    /// How many times the median since is of the median before, or of that of the quarter of an
    /// hour just before where that is more; NaN where either is unknown.
    public double ratio() {
        double just =
                median(
                        points.stream()
                                .filter(p -> p.time().isBefore(onset.minus(EDGE)))
                                .filter(p -> p.time().isAfter(onset.minus(JUST_BEFORE)))
                                .toList());
        double before = Double.isNaN(just) ? before() : Math.max(before(), just);
        return since() / (before == 0 ? 1 : before);
    }

    /// When it first went above what it was before the onset for two buckets in a row, looking from
    /// ten minutes before the onset; null when it never did.
    public @Nullable Instant rose() {
        double bound = Math.max(quantile(0.9) * 1.3, quantile(0.5) * 1.5);
        for (int i = 0; i + 1 < points.size(); i++) {
            boolean high = points.get(i).value() > bound && points.get(i + 1).value() > bound;
            if (high && points.get(i).time().isAfter(onset.minus(Duration.ofMinutes(30)))) {
                return points.get(i).time();
            }
        }
        return null;
    }

    private double quantile(double q) {
        double[] values =
                points.stream()
                        .filter(p -> p.time().isBefore(onset.minus(Duration.ofMinutes(30))))
                        .mapToDouble(Point::value)
                        .sorted()
                        .toArray();
        return values.length == 0
                ? Double.MAX_VALUE
                : values[Math.min(values.length - 1, (int) (q * values.length))];
    }

    private static double median(List<Point> points) {
        double[] values = points.stream().mapToDouble(Point::value).toArray();
        Arrays.sort(values);
        return values.length == 0 ? Double.NaN : values[values.length / 2];
    }
}
