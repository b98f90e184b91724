package dev.watchkeeper.analysis.series;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a series, and as of when it is judged.
///
/// @param now points after it are not looked at
/// @param unit of the values, or null
/// @param direction which way is bad
/// @param step the natural distance of two points; see [#stepOf]
/// @param normal what somebody declared to be normal, or null
/// @param concerning what somebody declared to be concerning, or null
/// @param limit where it is full, or exhausted, or null; forecasts go there
/// @param unitChanges when the unit or the meaning of the values changed; only points from the last
///   such time on are compared
public record Question(
        Instant now,
        @Nullable String unit,
        Direction direction,
        Duration step,
        @Nullable Condition normal,
        @Nullable Condition concerning,
        @Nullable Double limit,
        List<Instant> unitChanges) {

    /// What stands in where a series is too short to tell.
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    public Question {
        unitChanges = List.copyOf(unitChanges);
        if (step.isZero() || step.isNegative()) {
            throw new IllegalArgumentException(
                    "the step of a series must be positive, got " + step);
        }
    }

    /// The plain question: is this normal now, when nothing is declared?
    public static Question of(Series series, Instant now, Direction direction) {
        return new Question(now, null, direction, stepOf(series), null, null, null, List.of());
    }

    /// The natural distance of the points of a series: the median of the distances of neighbours; a
    /// minute where there are none.
    public static Duration stepOf(Series series) {
        int n = series.size();
        if (n < 2) {
            return ONE_MINUTE;
        }
        int from = Math.max(0, n - 2_001);
        var distances = new long[n - 1 - from];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = series.millis(from + i + 1) - series.millis(from + i);
        }
        Arrays.sort(distances);
        return Duration.ofMillis(Math.max(1, distances[distances.length / 2]));
    }
}
