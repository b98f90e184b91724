package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.BucketWidth;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LevelTally;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The entries of a log stream counted instead of shown: a row for each stretch of time, a column
/// for each level or logger.
record LogCounting(
        LogStream stream,
        TimeRange range,
        @Nullable Duration bucket,
        By by,
        LogFilter filter,
        @Nullable Predicate<String> regex) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_BUCKETS = 200;
    private static final int MOST_LOGGERS = 12;
    private static final int LONGEST_LOGGER = 60;
    private static final String OTHERS = "(others)";
    private static final String NONE = "(none)";

    /// What the columns are.
    enum By {
        LEVEL,
        LOGGER
    }

    /// @param bucket in whole minutes; null for the whole range in one number
    static LogCounting of(
            LogStream stream,
            TimeRange range,
            @Nullable Duration bucket,
            By by,
            LogFilter filter,
            @Nullable Predicate<String> regex) {
        if (bucket == null) {
            return new LogCounting(stream, range, null, by, filter, regex);
        }
        if (bucket.isNegative() || bucket.isZero() || bucket.toMillis() % MINUTE.toMillis() != 0) {
            throw new BadRequest("bucket must be whole minutes, such as 5m or 1h");
        }
        long step = bucket.toMillis();
        long from = Math.floorDiv(range.from().toEpochMilli(), step) * step;
        var whole = new TimeRange(Instant.ofEpochMilli(from), range.until());
        if (BucketWidth.buckets(whole.length(), bucket) > MOST_BUCKETS) {
            throw new BadRequest(
                    "bucket: the range has more than "
                            + MOST_BUCKETS
                            + " of these; give a longer bucket or a shorter range");
        }
        return new LogCounting(stream, whole, bucket, by, filter, regex);
    }

    Answer answer(Call call) {
        LevelCounts counted = counts(call);
        Function<LevelCount, String> column = column(counted);
        var totals = new LinkedHashMap<String, Long>();
        var rows = new TreeMap<Instant, Map<String, Long>>();
        for (LevelCount count : counted.counts()) {
            totals.merge(column.apply(count), count.entries(), Long::sum);
            rows.computeIfAbsent(count.start(), _ -> new LinkedHashMap<>())
                    .merge(column.apply(count), count.entries(), Long::sum);
        }
        List<String> columns = columns(totals);
        var inOrder = new LinkedHashMap<String, Long>();
        columns.forEach(name -> inOrder.put(name, totals.getOrDefault(name, 0L)));
        Answer answer =
                new Answer()
                        .put("searched", Searched.of(stream.name(), range, counted.report()))
                        .put("entries", inOrder);
        if (bucket != null && !columns.isEmpty()) {
            Table table = table(columns, rows, bucket);
            String advice = table.cut() ? "ask for a shorter range or a longer bucket" : null;
            answer.put("bucket", text(bucket)).put(table, null, advice);
        }
        return answer.put(
                "untrusted",
                by == By.LOGGER
                        ? List.of("entries", "columns", "searched.broken_samples")
                        : List.of("searched.broken_samples"));
    }

    private LevelCounts counts(Call call) {
        var query =
                new LevelQuery(
                        range,
                        bucket == null ? HOUR : bucket,
                        by == By.LOGGER,
                        filter,
                        call.deadline());
        Predicate<String> wanted = regex;
        if (wanted == null) {
            return stream.source().count(query);
        }
        var tally = new LevelTally(query);
        ReadReport report =
                stream.source()
                        .read(
                                new LogQuery(range, Order.OLDEST_FIRST, filter, call.deadline())
                                        .withoutFields(),
                                entry -> {
                                    if (wanted.test(entry.message())) {
                                        tally.add(entry.time(), entry.level(), entry.logger(), 1);
                                    }
                                    return true;
                                });
        tally.add(report);
        return tally.counts();
    }

    /// The column of a count; of loggers only those with most entries have one.
    private Function<LevelCount, String> column(LevelCounts counted) {
        if (by == By.LEVEL) {
            return count -> count.level() == null ? NONE : count.level().name();
        }
        var entries = new LinkedHashMap<String, Long>();
        counted.counts().forEach(c -> entries.merge(c.logger(), c.entries(), Long::sum));
        var kept = new LinkedHashMap<String, String>();
        entries.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_LOGGERS)
                .forEach(logger ->
                        kept.put(
                                logger.getKey(),
                                logger.getKey().isEmpty()
                                        ? NONE
                                        : Excerpt.head(logger.getKey(), LONGEST_LOGGER)));
        return count -> kept.getOrDefault(count.logger(), OTHERS);
    }

    /// The gravest level first, or the logger with most entries.
    private List<String> columns(Map<String, Long> totals) {
        var names = new ArrayList<>(totals.keySet());
        names.sort((a, b) -> Long.compare(rank(b, totals), rank(a, totals)));
        return names;
    }

    private long rank(String column, Map<String, Long> totals) {
        if (by == By.LOGGER) {
            return column.equals(OTHERS) ? -1 : totals.getOrDefault(column, 0L);
        }
        return column.equals(NONE) ? -1 : List.of(Level.values()).indexOf(Level.valueOf(column));
    }

    /// A row for each stretch, also for one without entries. The first row and the first of each
    /// day have the date.
    private Table table(
            List<String> columns, Map<Instant, Map<String, Long>> rows, Duration bucket) {
        var names = new ArrayList<String>();
        names.add("utc");
        names.addAll(columns);
        var table = new Table(names, Budget.ROWS, MOST_BUCKETS);
        String day = "";
        for (Instant at = range.from(); at.isBefore(range.until()); at = at.plus(bucket)) {
            String time = at.toString();
            boolean sameDay = time.startsWith(day) && !day.isEmpty();
            day = time.substring(0, 10);
            var cells = new ArrayList<@Nullable Object>();
            cells.add(sameDay ? time.substring(11, 16) : day + " " + time.substring(11, 16));
            Map<String, Long> counts = rows.getOrDefault(at, Map.of());
            columns.forEach(name -> cells.add(counts.getOrDefault(name, 0L)));
            table.add(cells.toArray(new @Nullable Object[0]));
        }
        return table;
    }

    private static String text(Duration bucket) {
        long minutes = bucket.toMinutes();
        return minutes % 1440 == 0
                ? minutes / 1440 + "d"
                : minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
    }
}
