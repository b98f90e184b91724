package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.SqlQuery;
import dev.watchkeeper.source.SqlReport;
import dev.watchkeeper.source.SqlRow;
import dev.watchkeeper.source.SqlSource;
import dev.watchkeeper.source.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A metric whose whole history SQL tells: rows with the columns `time` and `value`, for the
/// parameters `:from` and `:until` (UTC as `2026-11-22 01:51:00`, as SQLite's `datetime()` gives
/// it) or `:from_epoch` and `:until_epoch` (seconds).
public record SqlMetricReader(SqlSource source, String statement, TimeText times, boolean quantiles)
        implements MetricReader {

    private static final int MOST_ROWS = 2_000_000;

    /// True when a statement with these parameters tells a history, and not only this moment.
    public static boolean tellsHistory(List<String> parameters) {
        return parameters.contains("from") || parameters.contains("from_epoch");
    }

    @Override
    public Measured read(TimeRange range, Duration width, Deadline deadline) {
        var tallies = new TreeMap<Long, Tally>();
        long[] unread = {0};
        SqlReport report =
                source.read(
                        new SqlQuery(statement, parameters(range), MOST_ROWS, deadline),
                        row -> {
                            Optional<Instant> time = time(row);
                            Double value = EventNumber.of(column(row, "value"));
                            if (time.isEmpty() || value == null) {
                                unread[0]++;
                            } else if (range.contains(time.get())) {
                                tallies.computeIfAbsent(
                                                Grid.start(time.get(), width),
                                                start -> new Tally(start, quantiles))
                                        .add(value);
                            }
                            return true;
                        });
        List<Bucket> buckets = tallies.values().stream().map(Tally::bucket).toList();
        return new Measured(width, buckets, report.complete(), remarks(report, unread[0]));
    }

    private Map<String, Object> parameters(TimeRange range) {
        var given = new TreeMap<String, Object>();
        for (String name : source.check(statement).parameters()) {
            given.put(name, TimeParameters.value(name, range));
        }
        return given;
    }

    private Optional<Instant> time(SqlRow row) {
        return switch (column(row, "time")) {
            case Long number -> times.parse(number.longValue());
            case Double number -> times.parse(number.doubleValue());
            case String text -> times.parse(text);
            case null, default -> Optional.empty();
        };
    }

    private static @Nullable Object column(SqlRow row, String name) {
        int index = row.columns().indexOf(name);
        if (index < 0) {
            throw new BadRequest(
                    "a metric's statement must give the columns time and value, it gives "
                            + String.join(", ", row.columns()));
        }
        return row.values().get(index);
    }

    private static List<String> remarks(SqlReport report, long unread) {
        var remarks = new ArrayList<>(report.remarks());
        if (unread > 0) {
            remarks.add(unread + " rows had no time or no number that can be read");
        }
        if (report.end() == SqlReport.End.DEADLINE) {
            remarks.add("time ran out before all rows were read");
        } else if (report.end() == SqlReport.End.CORRUPT) {
            remarks.add("the database file is damaged (corrupt page): rows are missing");
        } else if (!report.complete()) {
            remarks.add("only the first " + report.rows() + " rows were read");
        }
        return remarks;
    }
}
