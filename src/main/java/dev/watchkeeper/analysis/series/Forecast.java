package dev.watchkeeper.analysis.series;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a limit is reached if the present rate goes on.
///
/// @param limit in the unit of the quantity
/// @param earliest the early end of the interval
/// @param likely at the middle rate
/// @param latest the late end, or null when the slow end of the rates never arrives
/// @param level how often the interval should hold the truth, 0 to 1
/// @param perDay the middle rate, in the unit of the quantity per day
public record Forecast(
        double limit,
        Instant earliest,
        Instant likely,
        @Nullable Instant latest,
        double level,
        double perDay) {}
