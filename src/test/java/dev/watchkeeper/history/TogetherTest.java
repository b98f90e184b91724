package dev.watchkeeper.history;

import static dev.watchkeeper.history.Service.HOUR;
import static dev.watchkeeper.history.Service.MINUTE;
import static dev.watchkeeper.history.Service.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.catalog.EventMeasure;
import dev.watchkeeper.catalog.EventMetricReader;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.catalog.Together;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.ReadReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TogetherTest {

    private Service service;
    private Counted source;
    private List<MetricReader> readers;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        service = new Service(folder);
        service.write(TEN.minus(HOUR), TEN, Duration.ofSeconds(7));
        source = new Counted(service.events.source());
        var stream =
                new EventStream("jobs", "app", source, List.of(), Map.of(), List.of(), null, null);
        var done = EventMeasure.of(stream, Set.of("done"), Map.of(), List.of());
        var failed = EventMeasure.of(stream, Set.of("failed"), Map.of(), List.of());
        var took = EventMeasure.of(stream, Set.of("done"), Map.of(), List.of("ms"));
        readers =
                List.of(
                        new EventMetricReader(done, false),
                        new EventMetricReader(took, true),
                        new EventMetricReader.Share(failed, done));
    }

    @AfterEach
    void close() {
        service.close();
    }

    /// A source that counts how often it is read.
    private static final class Counted implements EventSource {

        private final EventSource source;
        private int reads;

        Counted(EventSource source) {
            this.source = source;
        }

        @Override
        public ReadReport read(EventQuery query, Predicate<Event> visitor) {
            reads++;
            return source.read(query, visitor);
        }

        @Override
        public Optional<Event> event(String ref) {
            return source.event(ref);
        }

        @Override
        public Optional<Instant> newest(Instant now) {
            return source.newest(now);
        }
    }

    private List<Metric> metrics() {
        return readers.stream()
                .map(reader ->
                        new Metric(
                                "m" + readers.indexOf(reader),
                                null,
                                Direction.HIGH,
                                Aggregate.AVG,
                                MINUTE,
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                Origin.of("app"),
                                reader))
                .toList();
    }

    private static List<Measured> read(List<Metric> metrics, TimeRange range) {
        return metrics.stream()
                .map(metric -> metric.reader().read(range, MINUTE, Service.soon()))
                .toList();
    }

    @Test
    void whatMetricsNeedOfTheSameMinutesIsReadOnceAndIsTheSame() {
        var range = TimeRange.before(TEN, Duration.ofMinutes(10));
        List<Measured> each = read(metrics(), range);
        source.reads = 0;

        assertThat(read(Together.of(metrics()), range)).usingRecursiveComparison().isEqualTo(each);
        assertThat(source.reads).isEqualTo(1);
    }

    @Test
    void anotherRoundReadsAnew() throws Exception {
        var range = TimeRange.before(TEN, Duration.ofMinutes(10));
        read(Together.of(metrics()), range);
        service.write(TEN.minusSeconds(30), TEN, Duration.ofSeconds(1));

        assertThat(read(Together.of(metrics()), range))
                .usingRecursiveComparison()
                .isEqualTo(read(metrics(), range));
    }

    @Test
    void aLongHistoryIsReadByEachForItself() {
        var range = TimeRange.before(TEN, HOUR.multipliedBy(4));
        List<Measured> each = read(metrics(), range);

        assertThat(read(Together.of(metrics()), range)).usingRecursiveComparison().isEqualTo(each);
    }
}
