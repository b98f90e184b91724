package dev.watchkeeper.analysis.series;

import java.time.Duration;

/// A rhythm in which values come back.
///
/// @param strength the share of the variance that it explains, 0 to 1 (Wang, Smith and Hyndman,
///   Data Mining and Knowledge Discovery 2006)
/// @param cycles how many whole periods were seen
public record Season(Duration period, double strength, int cycles) {}
