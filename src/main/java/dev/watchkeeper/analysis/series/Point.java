package dev.watchkeeper.analysis.series;

import java.time.Instant;

/// One point of a series.
public record Point(Instant time, double value) {}
