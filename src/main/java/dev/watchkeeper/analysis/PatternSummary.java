package dev.watchkeeper.analysis;

import java.time.Duration;
import java.time.Instant;

/// What is known of one kind of message over a window.
///
/// A low count can still be a dead loop: that shows in the span and the rhythm, not in the count.
///
/// @param span from first to last
/// @param perHour how often per hour over its span; 0 when the span is zero
/// @param rhythm in words: `once`, `twice`, `all at once`, `steady every 30 s`, `in bursts`,
///   `irregular`
/// @param example one message, the first that arrived
public record PatternSummary(
        Template template,
        long count,
        Instant first,
        Instant last,
        Duration span,
        double perHour,
        String rhythm,
        String example) {}
