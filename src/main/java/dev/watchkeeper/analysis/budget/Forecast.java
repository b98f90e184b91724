package dev.watchkeeper.analysis.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// When the error budget of a rolling window is used up, if events go on as they lately did.
///
/// @param over the time whose rate goes on
/// @param burnRate in that time
/// @param usedUp when the budget is used up, or null when it lasts: what is bad now and then leaves
///   the rolling window as fast as more of it comes
public record Forecast(Duration over, double burnRate, @Nullable Instant usedUp) {

    private static final Duration STEP = Duration.ofHours(1);

    /// Goes on hour by hour for the length of the window: hours that leave it take their events
    /// with them.
    ///
    /// @param hours the events of the window, by the beginning of their stretch in epoch
    ///   milliseconds
    /// @param lately the events of the time whose rate goes on; not none
    /// @param over its length
    public static Forecast of(
            NavigableMap<Long, Counts> hours,
            Counts lately,
            Duration over,
            Objective objective,
            Duration window,
            Instant now) {
        double burn = lately.burnRate(objective);
        double perStep = (double) STEP.toMillis() / over.toMillis();
        double bad = 0;
        double total = 0;
        for (Counts counts : hours.values()) {
            bad += counts.bad();
            total += counts.total();
        }
        long begin = now.minus(window).toEpochMilli();
        for (long step = 1; step <= window.dividedBy(STEP); step++) {
            long later = begin + step * STEP.toMillis();
            for (Counts gone : hours.subMap(later - STEP.toMillis(), true, later, false).values()) {
                bad -= gone.bad();
                total -= gone.total();
            }
            bad += lately.bad() * perStep;
            total += lately.total() * perStep;
            if (total > 0 && bad / total >= objective.allowed()) {
                return new Forecast(over, burn, now.plus(STEP.multipliedBy(step)));
            }
        }
        return new Forecast(over, burn, null);
    }
}
