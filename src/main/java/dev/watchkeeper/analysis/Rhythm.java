package dev.watchkeeper.analysis;

import java.time.Duration;
import java.util.Arrays;

/// The rhythm of arrivals, from the gaps between them.
///
/// Steady: four gaps in five lie within a quarter of the median gap, and so does the mean over the
/// whole span. In bursts: the burstiness (s - m) / (s + m) of the gaps, with mean m and standard
/// deviation s, is over 0.3 (Goh and Barabási, EPL 2008: -1 is a clock, 0 chance, 1 the utmost
/// bursts).
public sealed interface Rhythm {
    /// One message.
    record Once() implements Rhythm {}

    /// Several in the same moment.
    record AtOnce() implements Rhythm {}

    /// Two messages.
    record Twice(Duration apart) implements Rhythm {}

    /// Every so often, like a loop or a timer.
    record Steady(Duration every) implements Rhythm {}

    /// Many close together, then long pauses.
    record Bursts() implements Rhythm {}

    /// None of these.
    record Irregular() implements Rhythm {}

    double BURSTY = 0.3;

    /// Of sorted times in milliseconds, the first of `count` over `span`.
    static Rhythm of(long[] times, long count, Duration span) {
        if (count == 1) {
            return new Once();
        }
        if (span.isZero()) {
            return new AtOnce();
        }
        if (count == 2) {
            return new Twice(span);
        }
        if (times.length < 3) {
            return new Irregular();
        }
        long[] gaps = new long[times.length - 1];
        double mean = (double) (times[gaps.length] - times[0]) / gaps.length;
        double square = 0;
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = times[i + 1] - times[i];
            square += (gaps[i] - mean) * (gaps[i] - mean);
        }
        Arrays.sort(gaps);
        double median = (gaps[(gaps.length - 1) / 2] + gaps[gaps.length / 2]) / 2.0;
        long near = Arrays.stream(gaps).filter(gap -> Math.abs(gap - median) <= median / 4).count();
        double overall = span.toMillis() / (double) (count - 1);
        boolean lasting = Math.abs(overall - median) <= median / 4;
        if (gaps.length >= 3 && median > 0 && 5 * near >= 4L * gaps.length && lasting) {
            return new Steady(Duration.ofMillis(Math.round(median)));
        }
        double deviation = Math.sqrt(square / gaps.length);
        boolean paused = gaps.length >= 3 && overall > 4 * Math.max(mean, 1);
        boolean bursty = deviation + mean > 0 && (deviation - mean) / (deviation + mean) > BURSTY;
        return paused || bursty ? new Bursts() : new Irregular();
    }

    /// In words, for people and models.
    default String words() {
        return switch (this) {
            case Once() -> "once";
            case AtOnce() -> "all at once";
            case Twice(Duration apart) -> "twice, " + words(apart) + " apart";
            case Steady(Duration every) -> "steady every " + words(every);
            case Bursts() -> "in bursts";
            case Irregular() -> "irregular";
        };
    }

    private static String words(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        double seconds = millis / 1_000.0;
        if (seconds < 120) {
            return rounded(seconds) + " s";
        }
        if (seconds < 7_200) {
            return rounded(seconds / 60) + " min";
        }
        return seconds < 172_800
                ? rounded(seconds / 3_600) + " h"
                : rounded(seconds / 86_400) + " days";
    }

    private static String rounded(double number) {
        double tenths = Math.round(number * 10) / 10.0;
        return number >= 10 || tenths == Math.rint(tenths)
                ? Long.toString(Math.round(number))
                : Double.toString(tenths);
    }
}
