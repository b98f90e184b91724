package dev.watchkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.TimeText;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlMetricTest {

    private static final TimeRange HOUR =
            new TimeRange(
                    Instant.parse("2026-11-22T09:00:00Z"), Instant.parse("2026-11-22T10:00:00Z"));

    @TempDir Path folder;
    private EventTable table;

    @BeforeEach
    void open() throws SQLException {
        table = new EventTable(folder);
        table.run("CREATE TABLE job(id INTEGER PRIMARY KEY, state TEXT, created INTEGER)");
        table.run(
                "INSERT INTO job(state, created) VALUES ('queued', 1), ('queued', 2), ('done', 3)");
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void aGaugeIsTheFirstNumberOfTheFirstRow() {
        assertThat(gauge("SELECT count(*) FROM job WHERE state='queued'").now(soon())).isEqualTo(2);
    }

    @Test
    void aGaugeWithoutARowOrANumberIsAGap() {
        assertThat(gauge("SELECT created FROM job WHERE state='lost'").now(soon())).isNaN();
        assertThat(gauge("SELECT max(created) FROM job WHERE state='lost'").now(soon())).isNaN();
        assertThat(gauge("SELECT 'many'").now(soon())).isNaN();
    }

    @Test
    void aHistoryIsReadForTheRangeInWhateverFormTheTimesAre() throws SQLException {
        table.run("CREATE TABLE load(at TEXT, cpu REAL)");
        table.run(
                "INSERT INTO load VALUES ('2026-11-22T08:59:59Z', 1), ('2026-11-22 09:00:00', 2),"
                        + " ('2026-11-22T09:00:30+00:00', 4), ('2026-11-22T10:00:00Z', 8)");
        var reader =
                reader(
                        "SELECT at AS time, cpu AS value FROM load"
                                + " WHERE datetime(at) >= :from AND datetime(at) <= :until");

        Series series = reader.read(HOUR, Duration.ofMinutes(1), soon()).series(Aggregate.AVG);

        assertThat(series)
                .isEqualTo(Series.of(new long[] {HOUR.from().toEpochMilli()}, new double[] {3}));
    }

    @Test
    void rowsWithoutATimeOrANumberAreCountedAndSaid() throws SQLException {
        table.run("CREATE TABLE load(at TEXT, cpu TEXT)");
        table.run(
                "INSERT INTO load VALUES ('yesterday', 1), ('2026-11-22 09:00:00', 'high'),"
                        + " ('2026-11-22 09:00:00', 5)");
        var reader = reader("SELECT at AS time, cpu AS value FROM load WHERE :from < :until");

        Measured read = reader.read(HOUR, Duration.ofMinutes(1), soon());

        assertThat(read.remarks())
                .containsExactly("2 rows had no time or no number that can be read");
        assertThat(read.buckets()).hasSize(1);
    }

    @Test
    void columnsOfOtherNamesAreRefused() {
        assertThatThrownBy(() ->
                        reader("SELECT created AS t, 1 AS value FROM job WHERE :from < :until")
                                .read(HOUR, Duration.ofMinutes(1), soon()))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "a metric's statement must give the columns time and value, it gives t, value");
    }

    private SqlGauge gauge(String statement) {
        return new SqlGauge("jobs", "db", table.source.sql().orElseThrow(), statement);
    }

    private SqlMetricReader reader(String statement) {
        return new SqlMetricReader(
                table.source.sql().orElseThrow(),
                statement,
                new TimeText(ZoneOffset.UTC, InstantSource.fixed(EventTable.NOW)),
                false);
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }
}
