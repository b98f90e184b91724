package dev.watchkeeper.check;

import dev.watchkeeper.analysis.series.Forecast;
import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What fills up: disks, inodes, memory, and whatever has a `limit`. By when it is full if it goes
/// on as it does, and not by percentage alone: a disk that has been at 92% for a year is no
/// finding.
///
/// | | severity |
/// |---|---|
/// | full | SEV2 |
/// | full within 24 hours | SEV2 |
/// | at 95% or more, and growing | SEV2 |
/// | full within 7 days | SEV3 |
///
/// A forecast counts when its interval ends, is not too wide, and was there an hour ago as well: a
/// copy that is being made is no trend.
public final class CapacityCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "disk";

    private static final Duration SOON = Duration.ofHours(24);
    private static final Duration LATER = Duration.ofDays(7);
    private static final double NEARLY_FULL = 0.95;

    /// An interval whose end is so many times as far as its middle says too little.
    private static final double LOOSE = 3;

    private static final Duration CONFIRMED = Duration.ofHours(1);
    private static final String HOST = "host.";
    private static final String DISK = "host.disk_used_percent.";
    private static final String INODES = "host.inodes_used_percent.";
    private static final String FOLDER = "host.directory_bytes.";

    @Override
    public String name() {
        return NAME;
    }

    /// Whether a metric is something that fills up: it has a limit that it moves towards. Of the
    /// host these are spaces, and not shares of time.
    static boolean filling(Metric metric) {
        String name = metric.name();
        boolean space =
                !name.startsWith(HOST)
                        || name.startsWith(DISK)
                        || name.startsWith(INODES)
                        || memory(metric);
        return metric.limit() != null
                && space
                && metric.direction() != Direction.BOTH
                && !metric.aggregate().additive();
    }

    /// Whether it is memory, which is given back, unlike a disk that nobody tidies.
    static boolean memory(Metric metric) {
        return metric.name().equals("host.memory_used_percent")
                || metric.name().equals("host.cgroup_memory_percent");
    }

    @Override
    public List<Finding> run(Watch watch) {
        var findings = new ArrayList<Finding>();
        var holding = new HashSet<String>();
        var told = new HashSet<String>();
        for (MetricJudgement judgement : watch.numbers().judged().values()) {
            if (!filling(judgement.metric()) || judgement.now() == null) {
                continue;
            }
            if (judgement.assessment().verdict() != Verdict.CANNOT_TELL) {
                told.add(judgement.metric().name());
            }
            Severity severity = severity(judgement);
            if (severity != null) {
                Life.Held held = held(watch, judgement, severity);
                Finding finding = Life.holds(watch, held);
                findings.add(finding);
                holding.add(finding.id());
                watch.meanwhile(new Circumstance(held.subject(), true, held.since(), held.title()));
            }
        }
        findings.addAll(
                Life.ended(watch, NAME, holding, finding -> told.contains(finding.subject())));
        return findings;
    }

    private static @Nullable Severity severity(MetricJudgement judgement) {
        if (share(judgement) >= 1) {
            return Severity.SEV2;
        }
        Forecast forecast = judgement.assessment().forecast();
        if (forecast == null) {
            return null;
        }
        if (share(judgement) >= NEARLY_FULL) {
            return Severity.SEV2;
        }
        Instant at = judgement.at();
        if (!within(forecast, at, LATER)) {
            return null;
        }
        Instant earlier = at.minus(CONFIRMED);
        Forecast before = MetricJudgement.of(judgement.history(), earlier).assessment().forecast();
        if (before == null || !within(before, earlier, LATER.multipliedBy(2))) {
            return null;
        }
        return within(forecast, at, SOON) ? Severity.SEV2 : Severity.SEV3;
    }

    private static boolean within(Forecast forecast, Instant at, Duration time) {
        Instant latest = forecast.latest();
        long likely = Math.max(1, Duration.between(at, forecast.likely()).toMillis());
        return latest != null
                && likely <= time.toMillis()
                && Duration.between(at, latest).toMillis() <= LOOSE * likely;
    }

    /// How much of the limit is used; for what must not fall to it, 1 when it is there and else 0.
    private static double share(MetricJudgement judgement) {
        double value = Objects.requireNonNull(judgement.now());
        double limit = Objects.requireNonNull(judgement.metric().limit());
        if (judgement.metric().direction() == Direction.LOW) {
            return value <= limit ? 1 : 0;
        }
        return value >= limit ? 1 : limit <= 0 ? 0 : value / limit;
    }

    private static Life.Held held(Watch watch, MetricJudgement judgement, Severity severity) {
        Metric metric = judgement.metric();
        double value = Objects.requireNonNull(judgement.now());
        String now = Amounts.value(value, metric.unit());
        Forecast forecast = judgement.assessment().forecast();
        String limit = Amounts.value(Objects.requireNonNull(metric.limit()), metric.unit());
        String title =
                share(judgement) >= 1
                        ? spoken(metric) + " is full: " + now
                        : spoken(metric)
                                + " is at "
                                + now
                                + (metric.name().startsWith(HOST) ? "" : " of " + limit)
                                + ", full "
                                + when(Objects.requireNonNull(forecast), judgement.at());
        var facts = new ArrayList<String>();
        if (forecast != null) {
            facts.add(
                    "at the present rate of "
                            + rate(forecast.perDay(), metric.unit())
                            + " it is at "
                            + limit
                            + " "
                            + when(forecast, judgement.at())
                            + ", nine times in ten");
        }
        dayBefore(judgement).ifPresent(then -> facts.add(now + " now, " + then + " a day before"));
        if (metric.name().startsWith(DISK)) {
            growing(watch).ifPresent(facts::add);
        }
        return new Life.Held(
                FindingId.of("full", metric.name()),
                NAME,
                metric.name(),
                severity,
                title,
                facts,
                judgement.at(),
                1);
    }

    private static String when(Forecast forecast, Instant at) {
        Duration earliest = ahead(at, forecast.earliest());
        return forecast.latest() == null
                ? "in " + Amounts.lengths(earliest, earliest) + " at the earliest"
                : "in " + Amounts.lengths(earliest, ahead(at, forecast.latest()));
    }

    private static Duration ahead(Instant at, Instant then) {
        Duration ahead = Duration.between(at, then);
        return ahead.isNegative() ? Duration.ZERO : ahead;
    }

    private static String rate(double perDay, @Nullable String unit) {
        double size = Math.abs(perDay);
        return size >= 24
                ? Amounts.value(size / 24, unit) + " an hour"
                : Amounts.value(size, unit) + " a day";
    }

    private static Optional<String> dayBefore(MetricJudgement judgement) {
        var series = judgement.series();
        int then = series.indexFrom(judgement.at().minus(Duration.ofDays(1)).toEpochMilli());
        Instant latest = judgement.at().minus(Duration.ofHours(20));
        return then < series.size() && series.time(then).isBefore(latest)
                ? Optional.of(Amounts.value(series.value(then), judgement.metric().unit()))
                : Optional.empty();
    }

    /// The folder that grows fastest, of those that are followed.
    private static Optional<String> growing(Watch watch) {
        return watch.numbers().judged().values().stream()
                .filter(judgement -> judgement.metric().name().startsWith(FOLDER))
                .filter(judgement ->
                        judgement.assessment().trend() != null
                                && judgement.assessment().trend().significant()
                                && judgement.assessment().trend().perDay() > 0)
                .max(Comparator.comparingDouble(CapacityCheck::perDay))
                .map(judgement ->
                        "growing fastest: "
                                + judgement.metric().name().substring(FOLDER.length())
                                + " by "
                                + rate(perDay(judgement), judgement.metric().unit()));
    }

    private static double perDay(MetricJudgement judgement) {
        return Objects.requireNonNull(judgement.assessment().trend()).perDay();
    }

    private static String spoken(Metric metric) {
        String name = metric.name();
        if (name.startsWith(DISK)) {
            return "disk " + name.substring(DISK.length());
        }
        if (name.startsWith(INODES)) {
            return "inodes of " + name.substring(INODES.length());
        }
        return switch (name) {
            case "host.memory_used_percent" -> "memory";
            case "host.cgroup_memory_percent" -> "memory of the control group";
            default -> name;
        };
    }
}
