package dev.watchkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventMetricReaderTest {

    private static final TimeRange TEN_MINUTES =
            new TimeRange(
                    Instant.parse("2026-11-22T09:50:00Z"), Instant.parse("2026-11-22T10:00:00Z"));

    @TempDir Path folder;
    private EventTable table;

    @BeforeEach
    void open() throws SQLException {
        table = new EventTable(folder);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void countsArePerMinuteWhateverTheBucket() throws SQLException {
        for (String second : List.of("01", "02", "03", "04")) {
            table.add("09:50:" + second, "call", "{}");
        }
        table.add("09:58:30", "call", "{}");

        assertThat(read(counted("call"), Duration.ofMinutes(5), Aggregate.COUNT))
                .isEqualTo(Map.of("09:50", 0.8, "09:55", 0.2));
    }

    @Test
    void noneOfTheseIsZeroWhereOtherEventsShowThatTheWriterLived() throws SQLException {
        table.add("09:51:00", "other", "{}");
        table.add("09:54:00", "other", "{}");

        assertThat(read(counted("call"), Duration.ofMinutes(1), Aggregate.COUNT))
                .isEqualTo(Map.of("09:51", 0.0, "09:52", 0.0, "09:53", 0.0, "09:54", 0.0));
    }

    @Test
    void whereNothingCameAtAllIsAGapAndNoZero() throws SQLException {
        table.add("09:50:10", "call", "{}");
        table.add("09:57:10", "call", "{}");

        assertThat(read(counted("call"), Duration.ofMinutes(1), Aggregate.COUNT))
                .isEqualTo(Map.of("09:50", 1.0, "09:57", 1.0));
    }

    @Test
    void aShortPauseBetweenCountedEventsIsZero() throws SQLException {
        table.add("09:50:10", "call", "{}");
        table.add("09:52:10", "call", "{}");

        assertThat(read(counted("call"), Duration.ofMinutes(1), Aggregate.COUNT))
                .isEqualTo(Map.of("09:50", 1.0, "09:51", 0.0, "09:52", 1.0));
    }

    @Test
    void valuesAreReadFromJsonByTheirNameAlone() throws SQLException {
        table.add("09:50:01", "queued", "{\"depth\": 4}");
        table.add("09:50:02", "queued", "{\"depth\": \"8\"}");
        table.add("09:50:03", "queued", "{\"depth\": \"many\"}");
        table.add("09:50:04", "begun", "{\"depth\": 100}");
        var depth = measured("queued", List.of("depth"));

        assertThat(read(depth, Duration.ofMinutes(1), Aggregate.AVG))
                .isEqualTo(Map.of("09:50", 6.0));
        assertThat(read(depth, Duration.ofMinutes(1), Aggregate.LAST))
                .isEqualTo(Map.of("09:50", 8.0));
        assertThat(read(depth, Duration.ofMinutes(1), Aggregate.P95))
                .hasEntrySatisfying("09:50", p95 -> assertThat(p95).isBetween(7.92, 8.08));
    }

    @Test
    void severalFieldsAreAddedUp() throws SQLException {
        table.add("09:50:01", "call", "{\"in\": 1000, \"out\": 200}");
        table.add("09:50:02", "call", "{\"in\": 800}");

        assertThat(
                        read(
                                measured("call", List.of("in", "out")),
                                Duration.ofMinutes(1),
                                Aggregate.SUM))
                .isEqualTo(Map.of("09:50", 2000.0));
    }

    @Test
    void aClassOfStatusIsCountedWithoutOneOfIts() throws SQLException {
        for (int status : new int[] {200, 404, 429, 503}) {
            table.add("09:50:01", "call", "{\"status\": " + status + "}");
        }
        var errors =
                EventMeasure.of(
                        table.stream(),
                        Set.of("call"),
                        Map.of(),
                        List.of(),
                        new EventMeasure.Between("status", 400, 599, 429.0));

        assertThat(read(errors, Duration.ofMinutes(1), Aggregate.COUNT))
                .isEqualTo(Map.of("09:50", 2.0));
    }

    @Test
    void aShareIsInPercentAndAbsentWhereThereIsNoWhole() throws SQLException {
        table.add("09:50:01", "queued", "{}");
        table.add("09:50:02", "queued", "{}");
        table.add("09:50:03", "overflow", "{}");
        table.add("09:53:00", "queued", "{}");
        table.add("09:59:00", "other", "{}");
        var share = new EventMetricReader.Share(counted("overflow"), counted("queued"));

        assertThat(series(share.read(TEN_MINUTES, Duration.ofMinutes(1), soon()), Aggregate.AVG))
                .isEqualTo(Map.of("09:50", 50.0, "09:53", 0.0));
    }

    @Test
    void aShareOverALongTimeIsThatOfAllEvents() throws SQLException {
        for (int i = 0; i < 9; i++) {
            table.add("09:50:0" + i, "queued", "{}");
        }
        table.add("09:55:00", "queued", "{}");
        table.add("09:55:01", "overflow", "{}");
        var share = new EventMetricReader.Share(counted("overflow"), counted("queued"));

        assertThat(series(share.read(TEN_MINUTES, Duration.ofMinutes(10), soon()), Aggregate.AVG))
                .isEqualTo(Map.of("09:50", 10.0));
    }

    private EventMeasure counted(String type) {
        return measured(type, List.of());
    }

    private EventMeasure measured(String type, List<String> values) {
        return EventMeasure.of(table.stream(), Set.of(type), Map.of(), values);
    }

    private static Map<String, Double> read(
            EventMeasure measure, Duration width, Aggregate aggregate) {
        return series(
                new EventMetricReader(measure, aggregate.quantile())
                        .read(TEN_MINUTES, width, soon()),
                aggregate);
    }

    private static Map<String, Double> series(Measured measured, Aggregate aggregate) {
        assertThat(measured.complete()).isTrue();
        Series series = measured.series(aggregate);
        var values = new TreeMap<String, Double>();
        for (int i = 0; i < series.size(); i++) {
            values.put(series.time(i).toString().substring(11, 16), series.value(i));
        }
        return values;
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }
}
