package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.budget.Counts;
import dev.watchkeeper.analysis.budget.Objective;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A service level objective: the share of events that shall be good over a rolling window.
///
/// @param name its name under `slos`
/// @param origin the stream whose events it counts
/// @param counted counts the events that it is about
/// @param part counts some of them, or others
/// @param means what that part is
/// @param minBad how many bad events an alert needs in its long window
/// @param meaning which events are good and which bad, in a clause
public record Slo(
        String name,
        Origin origin,
        Objective objective,
        Duration window,
        MetricReader counted,
        MetricReader part,
        Part means,
        int minBad,
        String meaning,
        @Nullable String describe,
        List<String> notes) {

    /// What the part is of what is counted.
    public enum Part {
        GOOD,
        BAD,
        /// Bad ones that come beside the counted ones, which are the good ones.
        BAD_BESIDE;

        /// The counts of a stretch of time.
        ///
        /// @param counted how many were counted
        /// @param part how many of the part there were
        Counts counts(long counted, long part) {
            return switch (this) {
                case GOOD -> new Counts(Math.max(0, counted - part), counted);
                case BAD -> new Counts(Math.min(part, counted), counted);
                case BAD_BESIDE -> new Counts(part, counted + part);
            };
        }
    }

    /// The name of the stream whose events it counts.
    public String stream() {
        return origin.stream() == null ? origin.source() : origin.stream();
    }

    /// The same objective, read in another way.
    public Slo readBy(UnaryOperator<MetricReader> other) {
        return new Slo(
                name,
                origin,
                objective,
                window,
                other.apply(counted),
                other.apply(part),
                means,
                minBad,
                meaning,
                describe,
                notes);
    }
}
