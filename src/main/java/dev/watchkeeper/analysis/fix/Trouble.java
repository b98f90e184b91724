package dev.watchkeeper.analysis.fix;

import java.time.Duration;
import java.time.Instant;

/// Something that went wrong, and how it came.
///
/// @param onset when it began
/// @param last when it was last seen
/// @param count how often it was seen in the time that is counted, 0 when that is not known
/// @param over true when whoever watches it has said that it is over
/// @param looked until when it was looked for
public record Trouble(Instant onset, Instant last, long count, boolean over, Instant looked) {

    /// Arrivals at random are this many mean gaps apart once in a hundred times: -ln(0.01).
    private static final double GAPS = 4.6;

    private static final Duration SHORTEST = Duration.ofMinutes(10);

    /// For how long it must have been quiet before that means something: so long a pause would come
    /// once in a hundred times if nothing had changed, arrivals being at random (Poisson).
    public Duration telling() {
        if (count < 2) {
            return Duration.ofHours(1);
        }
        double gap = Duration.between(onset, last).toMillis() / (double) (count - 1);
        Duration needed = Duration.ofMillis(Math.round(GAPS * gap));
        return needed.compareTo(SHORTEST) < 0 ? SHORTEST : needed;
    }

    /// For how long it has not been seen.
    public Duration quiet() {
        return last.isAfter(looked) ? Duration.ZERO : Duration.between(last, looked);
    }

    /// Whether it is over, as far as its rhythm can tell.
    public boolean stopped() {
        return over || quiet().compareTo(telling()) >= 0;
    }
}
