package dev.watchkeeper.cli.status;

import dev.watchkeeper.analysis.series.Forecast;
import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.ApiUsage;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricFigures;
import dev.watchkeeper.catalog.MetricGlance;
import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.cli.status.StatusRow.Mood;
import dev.watchkeeper.cli.terminal.Amounts;
import dev.watchkeeper.model.SourceUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The lines of the status about queues, APIs, disks and metrics. Values, usual and verdicts are
/// those of [MetricGlance], which the tools show too.
final class StatusNumbers {

    private static final int CHARACTERS = 10;
    private static final int MOST_METRICS = 8;
    private static final double NEAR = 90;

    /// What the names of used space begin with; a mount point follows.
    static final String DISK = "host.disk_used_percent.";

    private final Catalog catalog;
    private final Instant now;
    private final StatusReadings readings;

    /// @param readings what was read in time
    StatusNumbers(Catalog catalog, Instant now, StatusReadings readings) {
        this.catalog = catalog;
        this.now = now;
        this.readings = readings;
    }

    /// The lines, those of the host and of declared metrics last.
    ///
    /// @param live the used space of each file system now, by its mount, where that is known
    List<StatusRow> rows(Map<String, Double> live) {
        var rows = new ArrayList<StatusRow>();
        catalog.queues().values().forEach(queue -> rows.add(queue(queue)));
        catalog.apis().values().forEach(api -> rows.add(api(api)));
        rows.addAll(others(live));
        return rows;
    }

    private List<MetricGlance> glances(Collection<Metric> metrics) {
        return metrics.stream().map(readings::glance).toList();
    }

    private StatusRow queue(Queue queue) {
        List<MetricGlance> glances = glances(StatusReadings.levels(queue));
        if (glances.isEmpty()) {
            return StatusRow.words("queue", queue.name(), "nothing declared", Mood.PLAIN, Map.of());
        }
        MetricGlance first = glances.getFirst();
        MetricGlance worst = worst(glances);
        String part = part(first.metric());
        String detail =
                glances.stream()
                        .filter(glance -> part(glance.metric()).equals("wait"))
                        .map(StatusNumbers::p95)
                        .findFirst()
                        .orElse("");
        boolean other = !worst.equals(first) && StatusRow.verdictOf(worst) != Verdict.NORMAL;
        return new StatusRow(
                "queue",
                queue.name(),
                part + " " + amount(first),
                first.sparkline(CHARACTERS),
                detail,
                (other && StatusRow.verdictOf(worst) != Verdict.CANNOT_TELL
                                ? part(worst.metric()) + " "
                                : "")
                        + StatusRow.verdict(worst),
                StatusRow.since(worst),
                StatusRow.mood(StatusRow.verdictOf(worst)),
                Map.of("parts", glances.stream().map(StatusNumbers::data).toList()));
    }

    private static String p95(MetricGlance wait) {
        MetricFigures figures = wait.figures();
        return figures == null || !Double.isFinite(figures.p95())
                ? ""
                : "wait p95 " + Amounts.of(figures.p95(), wait.metric().unit());
    }

    private StatusRow api(Api api) {
        SourceUnavailable failure = readings.failure(api);
        if (failure != null) {
            return StatusRow.words("api", api.name(), failure.text(), Mood.BAD, Map.of());
        }
        ApiUsage usage = readings.usage(api);
        List<MetricGlance> glances = glances(api.metrics().values());
        MetricGlance calls = glances.getFirst();
        MetricGlance worst = worst(glances);
        boolean known = usage != null && usage.report().complete();
        ApiUsage.@Nullable LimitUse nearest =
                usage != null && known
                        ? usage.limits().stream()
                                .max(Comparator.comparingDouble(ApiUsage.LimitUse::percent))
                                .orElse(null)
                        : null;
        boolean near = nearest != null && nearest.percent() >= NEAR;
        var data = new LinkedHashMap<String, Object>();
        data.put("parts", glances.stream().map(StatusNumbers::data).toList());
        if (nearest != null) {
            data.put("percent_of_limit", nearest.percent());
            data.put("limit", nearest.limit().name());
        }
        boolean plain = StatusRow.verdictOf(worst) == Verdict.CANNOT_TELL;
        return new StatusRow(
                "api",
                api.name(),
                usage != null && known
                        ? Amounts.figure((double) usage.perMinute().used()) + "/min"
                        : Amounts.of(calls.now(), calls.metric().unit()),
                calls.sparkline(CHARACTERS),
                nearest == null
                        ? api.limits().isEmpty() ? "no limit declared" : "limit not known"
                        : Amounts.figure(nearest.percent()) + "% of limit",
                nearest != null && near && plain
                        ? nearest.percent() >= 100 ? "at the limit" : "near limit"
                        : StatusRow.verdict(worst),
                nearest != null && near && plain ? nearest.firstHit() : StatusRow.since(worst),
                near ? Mood.BAD : StatusRow.mood(StatusRow.verdictOf(worst)),
                data);
    }

    /// The disks; then what is not normal of the host and of the declared metrics.
    private List<StatusRow> others(Map<String, Double> live) {
        var rows = new ArrayList<StatusRow>();
        var notNormal = new ArrayList<MetricGlance>();
        var left = new LinkedHashMap<>(live);
        for (MetricGlance glance : glances(readings.others())) {
            String name = glance.metric().name();
            Verdict verdict = StatusRow.verdictOf(glance);
            if (name.startsWith(DISK)) {
                String mount = name.substring(DISK.length());
                rows.add(disk(mount, left.remove(mount), glance));
            } else if (verdict != Verdict.NORMAL && verdict != Verdict.CANNOT_TELL) {
                notNormal.add(glance);
            }
        }
        left.forEach((mount, used) -> rows.add(disk(mount, used, null)));
        notNormal.sort(Comparator.comparingInt(StatusNumbers::gravity));
        notNormal.stream()
                .limit(MOST_METRICS)
                .forEach(glance -> rows.add(metric(readings.withLine(glance.metric()))));
        if (notNormal.size() > MOST_METRICS) {
            rows.add(
                    StatusRow.words(
                            "metric",
                            "",
                            "and " + (notNormal.size() - MOST_METRICS) + " more; --json has all",
                            Mood.PLAIN,
                            Map.of()));
        }
        return rows;
    }

    private StatusRow disk(String mount, @Nullable Double used, @Nullable MetricGlance glance) {
        Double percent = used != null ? used : glance == null ? null : glance.now();
        boolean full = percent != null && percent >= NEAR;
        boolean told = glance != null && StatusRow.verdictOf(glance) != Verdict.CANNOT_TELL;
        var data = new LinkedHashMap<String, Object>();
        if (percent != null) {
            data.put("used_percent", percent);
        }
        if (glance != null) {
            data.putAll(data(glance));
        }
        return new StatusRow(
                "disk",
                mount,
                percent == null ? "?" : Amounts.figure(Math.ceil(percent)) + "%",
                glance == null ? "" : glance.sparkline(CHARACTERS),
                glance == null ? "" : fullIn(glance),
                told
                        ? StatusRow.verdict(Objects.requireNonNull(glance))
                        : full ? "nearly full" : "",
                glance == null ? null : StatusRow.since(glance),
                full
                        ? Mood.BAD
                        : told
                                ? StatusRow.mood(
                                        StatusRow.verdictOf(Objects.requireNonNull(glance)))
                                : Mood.PLAIN,
                data);
    }

    private String fullIn(MetricGlance glance) {
        Forecast forecast =
                glance.judgement() == null ? null : glance.judgement().assessment().forecast();
        if (forecast == null) {
            return "";
        }
        String earliest = Amounts.about(Duration.between(now, forecast.earliest()));
        return forecast.latest() == null
                ? "full in " + earliest + "+"
                : "full in "
                        + earliest.replaceAll(" .*", "")
                        + "–"
                        + Amounts.about(Duration.between(now, forecast.latest()));
    }

    private static StatusRow metric(MetricGlance glance) {
        SourceUnavailable failure = glance.failure();
        if (failure != null) {
            return StatusRow.words(
                    "metric", glance.metric().name(), failure.text(), Mood.BAD, data(glance));
        }
        return new StatusRow(
                "metric",
                glance.metric().name(),
                amount(glance),
                glance.sparkline(CHARACTERS),
                glance.usual() == null || glance.usual().median() == null
                        ? ""
                        : "usual " + Amounts.of(glance.usual().median(), glance.metric().unit()),
                StatusRow.verdict(glance),
                StatusRow.since(glance),
                StatusRow.mood(StatusRow.verdictOf(glance)),
                data(glance));
    }

    private static String amount(MetricGlance glance) {
        return Amounts.of(glance.now(), glance.metric().unit());
    }

    private static String part(Metric metric) {
        return metric.name().substring(metric.name().indexOf('.') + 1);
    }

    private static MetricGlance worst(List<MetricGlance> glances) {
        return glances.stream().min(Comparator.comparingInt(StatusNumbers::gravity)).orElseThrow();
    }

    private static int gravity(MetricGlance glance) {
        return switch (StatusRow.verdictOf(glance)) {
            case null -> 0;
            case CONCERNING -> 1;
            case UNUSUAL -> 2;
            case CANNOT_TELL -> 4;
            case NORMAL -> 3;
        };
    }

    private static Map<String, Object> data(MetricGlance glance) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", glance.metric().name());
        put(data, "unit", glance.metric().unit());
        put(data, "now", glance.now());
        if (glance.usual() != null) {
            put(data, "usual", glance.usual().median());
        }
        data.put("verdict", StatusRow.verdict(glance));
        Instant since = StatusRow.since(glance);
        put(data, "since", since == null ? null : since.toString());
        SourceUnavailable failure = glance.failure();
        put(data, "unavailable", failure == null ? null : failure.text());
        return data;
    }

    private static void put(Map<String, Object> data, String key, @Nullable Object value) {
        if (value != null) {
            data.put(key, value);
        }
    }
}
