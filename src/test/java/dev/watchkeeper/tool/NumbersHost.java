package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventMeasure;
import dev.watchkeeper.catalog.EventMetricReader;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LimitWindow;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.catalog.RateLimit;
import dev.watchkeeper.model.Direction;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A small host that measures: the queue `tts` and the API `gemini` over its event table, with two
/// days of history in which not much happens, and whatever a test adds to it.
final class NumbersHost implements AutoCloseable {

    static final Instant NOW = SmallHost.NOW;

    final SmallHost host;
    final Catalog catalog;
    final Toolbox toolbox;

    NumbersHost(Path folder) {
        this(folder, limits(false));
    }

    NumbersHost(Path folder, List<RateLimit> limits) {
        this(folder, limits, Map.of());
    }

    NumbersHost(Path folder, List<RateLimit> limits, Map<String, Queue> more) {
        host = new SmallHost(folder);
        EventStream stream = host.catalog.event("metrics");
        var queues = new LinkedHashMap<>(Map.of("tts", queue(stream)));
        queues.putAll(more);
        Api api = api(stream, limits);
        var metrics = new LinkedHashMap<String, Metric>();
        queues.values().forEach(q -> q.parts().values().forEach(m -> metrics.put(m.name(), m)));
        api.metrics().values().forEach(m -> metrics.put(m.name(), m));
        catalog =
                new Catalog(
                        host.catalog.logs(),
                        host.catalog.events(),
                        queues,
                        Map.of("gemini", api),
                        metrics,
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        host.catalog.sources());
        toolbox = host.toolbox(catalog);
    }

    static Queue queue(EventStream stream) {
        var parts = new LinkedHashMap<String, Metric>();
        add(
                parts,
                metric(
                        "tts.depth",
                        null,
                        Aggregate.AVG,
                        "< 10",
                        "> 20 for 5m",
                        values(stream, "queued", "data.depth", false)));
        add(
                parts,
                metric(
                        "tts.wait",
                        "ms",
                        Aggregate.P95,
                        "< 15s",
                        "> 25s for 5m",
                        values(stream, "done", "data.wait_ms", true)));
        add(
                parts,
                metric(
                        "tts.enqueued",
                        "per minute",
                        Aggregate.COUNT,
                        null,
                        null,
                        counts(stream, "queued")));
        add(
                parts,
                metric(
                        "tts.completed",
                        "per minute",
                        Aggregate.COUNT,
                        null,
                        null,
                        counts(stream, "done")));
        add(
                parts,
                metric(
                        "tts.retries",
                        "per minute",
                        Aggregate.COUNT,
                        null,
                        null,
                        counts(stream, "retried")));
        add(
                parts,
                metric(
                        "tts.dead",
                        "per minute",
                        Aggregate.COUNT,
                        null,
                        "any",
                        counts(stream, "dead")));
        add(
                parts,
                metric(
                        "tts.overflow",
                        "%",
                        Aggregate.AVG,
                        "occasional",
                        "> 10% for 30m",
                        new EventMetricReader.Share(
                                measure(stream, "overflow", List.of()),
                                measure(stream, "queued", List.of()))));
        return new Queue(
                "tts",
                parts,
                new Queue.Workers(stream, Set.of("done"), "data.worker", "data.ms"),
                null,
                List.of("Speech is generated here; overflow goes to Runpod and costs money."));
    }

    private static void add(Map<String, Metric> parts, Metric metric) {
        parts.put(GlanceTable.part(metric), metric);
    }

    static Metric metric(
            String name,
            @Nullable String unit,
            Aggregate aggregate,
            @Nullable String normal,
            @Nullable String concerning,
            MetricReader reader) {
        return new Metric(
                name,
                unit,
                Direction.HIGH,
                aggregate,
                Duration.ofMinutes(1),
                normal == null ? null : Condition.parse(normal),
                concerning == null ? null : Condition.parse(concerning),
                null,
                null,
                List.of(),
                Origin.of("app"),
                reader);
    }

    static EventMeasure measure(EventStream stream, String type, List<String> values) {
        return EventMeasure.of(stream, Set.of(type), Map.of(), values);
    }

    static MetricReader counts(EventStream stream, String type) {
        return new EventMetricReader(measure(stream, type, List.of()), false);
    }

    static MetricReader values(EventStream stream, String type, String value, boolean quantiles) {
        return new EventMetricReader(measure(stream, type, List.of(value)), quantiles);
    }

    private static Api api(EventStream stream, List<RateLimit> limits) {
        var metrics = new LinkedHashMap<String, Metric>();
        metrics.put(
                "calls",
                metric(
                        "gemini.calls",
                        "per minute",
                        Aggregate.COUNT,
                        null,
                        null,
                        counts(stream, "call")));
        metrics.put(
                "rate_limited",
                metric(
                        "gemini.rate_limited",
                        "per minute",
                        Aggregate.COUNT,
                        null,
                        null,
                        new EventMetricReader(
                                EventMeasure.of(
                                        stream,
                                        Set.of("call"),
                                        Map.of("data.status", "429"),
                                        List.of()),
                                false)));
        metrics.put(
                "latency",
                metric(
                        "gemini.latency",
                        "ms",
                        Aggregate.P95,
                        null,
                        null,
                        values(stream, "call", "data.ms", true)));
        metrics.put(
                "tokens",
                metric(
                        "gemini.tokens",
                        "tokens per minute",
                        Aggregate.SUM,
                        null,
                        null,
                        values(stream, "call", "data.tokens", false)));
        return new Api(
                "gemini",
                new Api.Calls(
                        stream,
                        Set.of("call"),
                        Map.of(),
                        "data.status",
                        "data.ms",
                        "ms",
                        List.of("data.tokens"),
                        "data.key"),
                metrics,
                limits,
                null,
                null,
                List.of("Pages are read with it."));
    }

    static List<RateLimit> limits(boolean each) {
        return List.of(
                limit(
                        "requests_per_minute",
                        false,
                        60,
                        Duration.ofMinutes(1),
                        LimitWindow.ROLLING,
                        each),
                limit(
                        "requests_per_day",
                        false,
                        20_000,
                        Duration.ofDays(1),
                        LimitWindow.FIXED,
                        each),
                limit(
                        "tokens_per_minute",
                        true,
                        50_000,
                        Duration.ofMinutes(1),
                        LimitWindow.ROLLING,
                        each));
    }

    static RateLimit limit(
            String name,
            boolean tokens,
            long most,
            Duration window,
            LimitWindow kind,
            boolean each) {
        return new RateLimit(name, tokens, most, window, kind, ZoneOffset.UTC, each);
    }

    /// One event.
    record Row(Instant time, String type, String data) {}

    /// Two days with a job each half minute and two calls for each; no trouble.
    NumbersHost quiet() {
        return with(quietRows());
    }

    private static List<Row> quietRows() {
        var random = new Random(5);
        var rows = new ArrayList<Row>();
        long from = NOW.minus(Duration.ofDays(2)).toEpochMilli();
        for (long at = from; at < NOW.toEpochMilli(); at += 30_000) {
            job(
                    rows,
                    random,
                    at + random.nextInt(30_000),
                    1 + random.nextInt(5),
                    "w" + (1 + random.nextInt(3)));
        }
        return rows;
    }

    static void job(List<Row> rows, Random random, long millis, int depth, String worker) {
        Instant time = Instant.ofEpochMilli(millis);
        rows.add(new Row(time, "queued", "{\"depth\":%d}".formatted(depth)));
        rows.add(
                new Row(
                        time.plusMillis(3_000 + random.nextInt(2_000)),
                        "done",
                        "{\"wait_ms\":%d,\"worker\":\"%s\",\"ms\":%d}"
                                .formatted(
                                        1_000 + random.nextInt(1_500),
                                        worker,
                                        800 + random.nextInt(400))));
        for (int call = 0; call < 2; call++) {
            call(rows, random, millis + 500 + random.nextInt(2_000), 200);
        }
    }

    static void call(List<Row> rows, Random random, long millis, int status) {
        rows.add(
                new Row(
                        Instant.ofEpochMilli(millis),
                        "call",
                        "{\"status\":%d,\"ms\":%d,\"tokens\":%d,\"key\":\"k%d\"}"
                                .formatted(
                                        status,
                                        200 + random.nextInt(600),
                                        300 + random.nextInt(900),
                                        random.nextInt(3))));
    }

    /// The last half hour: jobs and calls four times as often, fewer done than come, a worker gone.
    NumbersHost busy() {
        var random = new Random(6);
        List<Row> rows = quietRows();
        long from = NOW.minus(Duration.ofMinutes(30)).toEpochMilli();
        int depth = 4;
        for (long at = from; at < NOW.toEpochMilli(); at += 2_000) {
            if ((at / 2_000) % 12 == 0) {
                depth++;
            }
            Instant time = Instant.ofEpochMilli(at);
            rows.add(new Row(time, "queued", "{\"depth\":%d}".formatted(depth)));
            if ((at / 2_000) % 3 != 0) {
                rows.add(
                        new Row(
                                time.plusMillis(900),
                                "done",
                                "{\"wait_ms\":%d,\"worker\":\"w%d\",\"ms\":%d}"
                                        .formatted(depth * 1_200, 1 + random.nextInt(2), 900)));
            }
            if ((at / 2_000) % 8 == 0) {
                rows.add(new Row(time, "overflow", "{}"));
            }
            if ((at / 2_000) % 200 == 0) {
                rows.add(new Row(time, "dead", "{}"));
            }
            if ((at / 2_000) % 20 == 0) {
                rows.add(new Row(time, "retried", "{}"));
            }
            call(rows, random, at + random.nextInt(1_000), random.nextInt(10) == 0 ? 429 : 200);
            call(rows, random, at + random.nextInt(1_000), 200);
        }
        return with(rows);
    }

    /// Adds events, in the order of time.
    NumbersHost with(List<Row> rows) {
        var ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparing(Row::time));
        return asWritten(ordered);
    }

    /// Adds events in the order in which they are given.
    NumbersHost asWritten(List<Row> ordered) {
        host.sql(connection -> {
            connection.setAutoCommit(false);
            try (var insert =
                    connection.prepareStatement(
                            "INSERT INTO event(time,type,data) VALUES(?,?,?)")) {
                for (Row row : ordered) {
                    if (row.time().isBefore(NOW)) {
                        insert.setString(1, text(row.time()));
                        insert.setString(2, row.type());
                        insert.setString(3, row.data());
                        insert.addBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
            return true;
        });
        return this;
    }

    /// A time as the event table holds it.
    static String text(Instant time) {
        return time.toString().replace("T", " ").replace("Z", "");
    }

    /// One number from plain SQL.
    double sql(String query) {
        return host.sql(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                if (!rows.next()) {
                    throw new SQLException("no row: " + query);
                }
                return rows.getDouble(1);
            }
        });
    }

    Map<String, Object> answer(String tool, Map<String, Object> arguments) {
        return SmallHost.content(SmallHost.call(toolbox, SmallHost.SESSION, tool, arguments));
    }

    String failure(String tool, Map<String, Object> arguments) {
        return SmallHost.failure(SmallHost.call(toolbox, SmallHost.SESSION, tool, arguments));
    }

    @Override
    public void close() {
        host.close();
    }
}
