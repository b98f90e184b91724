package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.series.Assessment;
import dev.watchkeeper.analysis.series.Assessor;
import dev.watchkeeper.analysis.series.Forecast;
import dev.watchkeeper.analysis.series.Question;
import dev.watchkeeper.analysis.series.Trend;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a limit of an API is reached if the present trend of what is used goes on.
///
/// @param earliest the early end, from the end of the range on; null when it is not reached
/// @param latest the late end, or null when the slow end of the trend never arrives
/// @param words `at the limit now`, `in 12 min to 20 min`, `not at the present trend`, or why it
///   cannot be told
public record TimeToLimit(@Nullable Duration earliest, @Nullable Duration latest, String words) {

    /// Below this length a fixed window does not fill up for long enough to have a trend of its
    /// own: what counts is how full it becomes each time.
    private static final Duration FILLS_UP = Duration.ofHours(1);

    /// The present trend is that of so many samples, which are half an hour of the usual two.
    private static final int PRESENT = 30;

    /// As of the end of the range that was read.
    public static TimeToLimit of(ApiUsage.LimitUse use, Instant until) {
        if (use.used() >= use.limit().most()) {
            return new TimeToLimit(Duration.ZERO, Duration.ZERO, "at the limit now");
        }
        boolean fillsUp = use.renewed() != null && use.limit().window().compareTo(FILLS_UP) >= 0;
        return fillsUp ? fixed(use, until) : rolling(use, until);
    }

    private static TimeToLimit rolling(ApiUsage.LimitUse use, Instant until) {
        Series samples = use.samples();
        Assessment assessment =
                assess(
                        use,
                        samples.slice(Math.max(0, samples.size() - PRESENT), samples.size()),
                        until);
        Forecast forecast = assessment.forecast();
        if (forecast == null || !forecast.likely().isAfter(until)) {
            return never(
                    assessment.trend() == null
                            ? "cannot tell: too few points for a trend"
                            : "not at the present trend");
        }
        Duration earliest = between(until, forecast.earliest());
        Duration latest = forecast.latest() == null ? null : between(until, forecast.latest());
        return new TimeToLimit(earliest, latest, words(earliest, latest));
    }

    /// A window that is filled up until it begins anew.
    private static TimeToLimit fixed(ApiUsage.LimitUse use, Instant until) {
        Series samples = use.samples();
        int from = samples.size() - 1;
        while (from > 0
                && samples.size() - from < PRESENT
                && samples.value(from - 1) <= samples.value(from)) {
            from--;
        }
        Trend trend = assess(use, samples.slice(from, samples.size()), until).trend();
        if (trend == null) {
            return never("cannot tell: too few points since the window began");
        }
        Duration earliest = until(use.headroom(), trend.highPerDay());
        if (earliest == null || until.plus(earliest).isAfter(renewed(use, until))) {
            return never("not before it is counted anew at " + renewed(use, until));
        }
        Duration latest = until(use.headroom(), trend.lowPerDay());
        return latest == null || until.plus(latest).isAfter(renewed(use, until))
                ? new TimeToLimit(
                        earliest,
                        null,
                        "in "
                                + Span.words(earliest)
                                + " at the earliest, or not before it is counted anew at "
                                + renewed(use, until))
                : new TimeToLimit(earliest, latest, words(earliest, latest));
    }

    private static Instant renewed(ApiUsage.LimitUse use, Instant until) {
        return use.renewed() == null ? until : use.renewed();
    }

    private static @Nullable Duration until(long headroom, double perDay) {
        double days = headroom / perDay;
        return perDay > 0 && days < 3_650
                ? Duration.ofMillis(Math.round(days * Duration.ofDays(1).toMillis()))
                : null;
    }

    private static Assessment assess(ApiUsage.LimitUse use, Series samples, Instant until) {
        return Assessor.assess(
                samples,
                new Question(
                        until,
                        null,
                        Direction.HIGH,
                        Question.stepOf(samples),
                        null,
                        null,
                        (double) use.limit().most(),
                        List.of()));
    }

    private static Duration between(Instant until, Instant then) {
        Duration time = Duration.between(until, then);
        return time.isNegative() ? Duration.ZERO : time;
    }

    private static TimeToLimit never(String words) {
        return new TimeToLimit(null, null, words);
    }

    private static String words(Duration earliest, @Nullable Duration latest) {
        String early = Span.words(earliest);
        String late = latest == null ? null : Span.words(latest);
        return late == null
                ? "in " + early + " at the earliest, at the present trend"
                : early.equals(late) ? "in " + early : "in " + early + " to " + late;
    }
}
