package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.sqlite.wall.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds the time of the newest row of a stream.
final class Newest implements Decoder<Instant> {

    // Rows may be somewhat out of order: the last one written need not be the newest.
    private static final int ROWS = 100;
    private static final Duration TIME = Duration.ofSeconds(2);

    private Instant newest = Instant.MIN;
    private int rows;

    static Optional<Instant> notAfter(Instant now, Database database, Rows rows, Selection stream) {
        var newest = new Newest();
        Selection timesOnly =
                new Selection(stream.table(), stream.time(), List.of(), stream.member());
        ReadReport report =
                rows.read(
                        new Reading<>(
                                timesOnly,
                                new TimeRange(Instant.MIN, now.plusNanos(1)),
                                Order.NEWEST_FIRST,
                                null,
                                Deadline.after(TIME),
                                Sql.TRUE,
                                Sql.TRUE,
                                newest,
                                _ -> true,
                                newest::visit));
        if (newest.rows > 0) {
            return Optional.of(newest.newest);
        }
        if (!report.complete()) {
            throw new SourceUnavailable(
                    database.name(),
                    "no row of this stream was found in " + TIME.toSeconds() + " s of searching");
        }
        return Optional.empty();
    }

    @Override
    public Instant decode(String ref, Instant time, Row row) {
        return time;
    }

    private boolean visit(Instant time) {
        newest = time.isAfter(newest) ? time : newest;
        return ++rows < ROWS;
    }
}
