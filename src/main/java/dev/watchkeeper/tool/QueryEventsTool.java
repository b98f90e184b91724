package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.QuantileSketch;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventNumber;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts, sums and percentiles of an event stream by group and time bucket.
public final class QueryEventsTool implements Tool<QueryEventsTool.Arguments> {

    private static final int MOST_GROUPS = 5_000;
    private static final int MOST_FIELDS = 6;

    private final Catalog catalog;

    public QueryEventsTool(Catalog catalog) {
        this.catalog = catalog;
    }

    /// What may be asked.
    public record Arguments(
            @Nullable String stream,
            @Doc("RFC 3339 or now-2h; default until - 1h") @Nullable String from,
            @Doc("default now") @Nullable String until,
            List<String> types,
            Map<String, String> where,
            @Doc("\"type\" or fields; default type") List<String> groupBy,
            @Doc("such as 5m; default none") @Nullable String bucket,
            @Doc("numeric field: adds sum, avg, min, p50, p95, p99, max") @Nullable String value,
            @Default("60") @Range(min = 1, max = 500) int limit) {}

    @Override
    public String name() {
        return "query_events";
    }

    @Override
    public String title() {
        return "Count events";
    }

    @Override
    public String description() {
        return """
        Counts events by type or any field and by time bucket; value adds sum, average and percentiles of a numeric field. \
        Compare two ranges by asking twice. get_overview lists the streams, their types and fields.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    private record Group(@Nullable Instant bucket, List<String> key) {}

    private static final class Sums {
        long count;
        double sum;
        final QuantileSketch sketch = new QuantileSketch();
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        EventStream stream = catalog.event(arguments.stream());
        TimeRange range =
                TimeArgument.range(
                        arguments.from(), arguments.until(), Duration.ofHours(1), call.now());
        @Nullable Duration bucket =
                arguments.bucket() == null
                        ? null
                        : TimeArgument.duration("bucket", arguments.bucket());
        List<String> groupBy =
                arguments.groupBy().isEmpty()
                        ? List.of("type")
                        : arguments.groupBy().stream().distinct().toList();
        if (groupBy.size() > MOST_FIELDS) {
            throw new BadRequest(
                    "group_by may name at most " + MOST_FIELDS + " fields, got " + groupBy.size());
        }
        var sums = new HashMap<Group, Sums>();
        var seenFields = new HashSet<String>();
        boolean[] full = {false};
        ReadReport report =
                stream.source()
                        .read(
                                new EventQuery(
                                        range,
                                        Order.OLDEST_FIRST,
                                        Set.copyOf(arguments.types()),
                                        arguments.where(),
                                        fieldsNeeded(arguments, groupBy),
                                        null,
                                        call.deadline()),
                                event -> {
                                    event.fields()
                                            .forEach((field, value) -> {
                                                if (value != null) {
                                                    seenFields.add(field);
                                                }
                                            });
                                    var group =
                                            new Group(
                                                    bucketOf(event.time(), bucket),
                                                    key(event, groupBy));
                                    Sums found = sums.get(group);
                                    if (found == null) {
                                        if (sums.size() >= MOST_GROUPS) {
                                            full[0] = true;
                                            return false;
                                        }
                                        found = new Sums();
                                        sums.put(group, found);
                                    }
                                    found.count++;
                                    Double number =
                                            arguments.value() == null
                                                    ? null
                                                    : EventNumber.of(
                                                            event.fields().get(arguments.value()));
                                    if (number != null) {
                                        found.sum += number;
                                        found.sketch.add(number);
                                    }
                                    return true;
                                });
        if (full[0]) {
            throw new BadRequest(
                    "group_by "
                            + groupBy
                            + " gives more than "
                            + MOST_GROUPS
                            + " groups in this range; group by fewer fields, a longer bucket or a shorter range");
        }
        Table table = table(arguments, groupBy, bucket, sums);
        long total = sums.values().stream().mapToLong(s -> s.count).sum();
        var types = new LinkedHashSet<String>();
        sums.keySet().forEach(g -> types.addAll(g.key()));
        return new Answer()
                .put("searched", Searched.of(stream.name(), range, report))
                .put("total", total)
                .put("bucket", arguments.bucket())
                .put("remarks", total == 0 ? null : remarks(arguments, groupBy, seenFields, sums))
                .put(
                        table,
                        null,
                        table.cut()
                                ? sums.size()
                                        + " groups, the first "
                                        + table.size()
                                        + " are shown: ask for a shorter range, a longer bucket, fewer types or a higher limit"
                                : null)
                .put("meaning", meanings(stream, types))
                .put("notes", EntryRows.notes(stream.notes(), types))
                .put("untrusted", List.of("rows", "searched.broken_samples"));
    }

    private static Set<String> fieldsNeeded(Arguments arguments, List<String> groupBy) {
        var fields = new LinkedHashSet<>(groupBy);
        fields.remove("type");
        if (arguments.value() != null) {
            fields.add(arguments.value());
        }
        // an empty set would mean every field
        return fields.isEmpty() ? Set.of("type") : fields;
    }

    /// What was asked of fields that no event had.
    private static List<String> remarks(
            Arguments arguments,
            List<String> groupBy,
            Set<String> seenFields,
            Map<Group, Sums> sums) {
        var remarks = new ArrayList<String>();
        for (String field : groupBy) {
            if (!field.equals("type") && !seenFields.contains(field)) {
                remarks.add(
                        "no event had the field "
                                + Excerpt.head(field, 100)
                                + "; get_overview lists the fields");
            }
        }
        if (arguments.value() != null
                && sums.values().stream().allMatch(s -> s.sketch.count() == 0)) {
            remarks.add(
                    "no event had a number in "
                            + Excerpt.head(arguments.value(), 100)
                            + "; get_overview lists the fields");
        }
        return remarks;
    }

    private static @Nullable Instant bucketOf(Instant time, @Nullable Duration bucket) {
        return bucket == null
                ? null
                : Instant.ofEpochMilli(
                        Math.floorDiv(time.toEpochMilli(), bucket.toMillis()) * bucket.toMillis());
    }

    private static List<String> key(Event event, List<String> groupBy) {
        var key = new ArrayList<String>(groupBy.size());
        for (String field : groupBy) {
            Object value = field.equals("type") ? event.type() : event.fields().get(field);
            key.add(value == null ? "" : Excerpt.head(value.toString(), 120));
        }
        return key;
    }

    private static Table table(
            Arguments arguments,
            List<String> groupBy,
            @Nullable Duration bucket,
            Map<Group, Sums> sums) {
        var columns = new ArrayList<String>();
        columns.add("bucket");
        columns.addAll(groupBy);
        columns.addAll(List.of("count", "sum", "avg", "min", "p50", "p95", "p99", "max"));
        var table = new Table(columns, Budget.ROWS, arguments.limit());
        var groups = new ArrayList<>(sums.entrySet());
        groups.sort(
                Comparator.comparing((Map.Entry<Group, Sums> e) ->
                                bucket == null || e.getKey().bucket() == null
                                        ? Instant.EPOCH
                                        : e.getKey().bucket())
                        .thenComparingLong(e -> -e.getValue().count)
                        .thenComparing(e -> String.join("\0", e.getKey().key())));
        for (var group : groups) {
            var row = new ArrayList<@Nullable Object>();
            row.add(group.getKey().bucket() == null ? null : group.getKey().bucket().toString());
            row.addAll(group.getKey().key());
            Sums values = group.getValue();
            row.add(values.count);
            QuantileSketch sketch = values.sketch;
            boolean any = sketch.count() > 0;
            row.add(any ? rounded(values.sum) : null);
            row.add(any ? rounded(values.sum / sketch.count()) : null);
            for (double quantile : new double[] {0, 0.5, 0.95, 0.99, 1}) {
                row.add(any ? rounded(sketch.quantile(quantile)) : null);
            }
            if (!table.add(row.toArray())) {
                break;
            }
        }
        return table;
    }

    /// Four significant digits, without a decimal point where there is nothing behind it.
    private static Number rounded(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (long) value;
        }
        if (!Double.isFinite(value)) {
            return Double.MAX_VALUE * Math.signum(value);
        }
        double rounded = new BigDecimal(value).round(new MathContext(4)).doubleValue();
        return rounded == Math.rint(rounded) ? (Number) (long) rounded : (Number) rounded;
    }

    private static Map<String, String> meanings(EventStream stream, Set<String> shown) {
        var meanings = new LinkedHashMap<String, String>();
        stream.types()
                .forEach((type, meaning) -> {
                    if (shown.contains(type)) {
                        meanings.put(type, meaning);
                    }
                });
        return meanings;
    }
}
