package dev.watchkeeper.analysis.series;

import java.time.Instant;

/// A moment at which the level changed and stayed changed (PELT: Killick, Fearnhead and Eckley,
/// JASA 2012).
///
/// @param time of the first point at the new level
/// @param before the median until then, back to the change before it
/// @param after the median from then on, until the next change
public record ChangePoint(Instant time, double before, double after) {}
