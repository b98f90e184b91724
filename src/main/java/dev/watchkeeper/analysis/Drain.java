package dev.watchkeeper.analysis;

import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a queue fills or drains at the present rate, and how long that takes.
///
/// @param depth jobs that wait, or null where unknown
/// @param inPerMinute jobs put in a minute, or null where not declared
/// @param outPerMinute jobs that left a minute, or null where not declared
/// @param perMinute how much more comes in than goes out, a minute
/// @param state which way it goes
/// @param toEmpty until nothing waits, when it drains; else null
public record Drain(
        @Nullable Double depth,
        @Nullable Double inPerMinute,
        @Nullable Double outPerMinute,
        double perMinute,
        State state,
        @Nullable Duration toEmpty) {

    /// Which way a queue goes.
    public enum State {
        EMPTY,
        FILLING,
        DRAINING,
        /// What comes in and what goes out differ by no more than chance would have it.
        STEADY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Two standard deviations of the difference of two counts that only chance sets apart: each
    /// count of independent arrivals has its own size as variance (Poisson).
    private static final double CHANCE = 2;

    private static final Duration LONGEST = Duration.ofDays(365);

    /// From how many jobs came and left within a stretch of time.
    ///
    /// @param depth jobs that wait now, or null where unknown
    public static Drain ofCounts(
            @Nullable Double depth, double came, double left, Duration within) {
        double minutes = Math.max(1e-9, within.toMillis() / 60_000.0);
        double net = came - left;
        boolean chance = Math.abs(net) <= CHANCE * Math.sqrt(came + left);
        return of(depth, came / minutes, left / minutes, net / minutes, chance);
    }

    /// From how fast the depth itself moves, where nobody says what comes and leaves.
    ///
    /// @param perMinute the slope of the depth
    /// @param significant false when chance alone would show such a slope
    public static Drain ofSlope(@Nullable Double depth, double perMinute, boolean significant) {
        return of(depth, null, null, perMinute, !significant);
    }

    private static Drain of(
            @Nullable Double depth,
            @Nullable Double in,
            @Nullable Double out,
            double net,
            boolean chance) {
        State state =
                chance || net == 0
                        ? depth != null && depth <= 0 ? State.EMPTY : State.STEADY
                        : net > 0
                                ? State.FILLING
                                : depth != null && depth <= 0 ? State.EMPTY : State.DRAINING;
        Duration toEmpty = null;
        if (state == State.DRAINING && depth != null) {
            double minutes = depth / -net;
            toEmpty =
                    minutes > LONGEST.toMinutes()
                            ? null
                            : Duration.ofMillis(Math.round(minutes * 60_000));
        }
        return new Drain(depth, in, out, net, state, toEmpty);
    }

    /// In a few words: `drains in 12 min at the present rate`.
    public String words() {
        return switch (state) {
            case EMPTY -> "empty";
            case FILLING -> "does not drain at the present rate";
            case STEADY ->
                    depth == null || depth > 0
                            ? "stays about level, does not drain at the present rate"
                            : "empty";
            case DRAINING ->
                    toEmpty != null
                            ? "empty in " + Span.words(toEmpty) + " at the present rate"
                            : depth == null
                                    ? "drains; how long that takes is not known, because no depth is declared or known"
                                    : "drains so slowly that it takes more than a year";
        };
    }
}
