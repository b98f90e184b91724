package dev.watchkeeper.analysis.rate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one limit saw in a stretch of time: used at last, the peak and when, and when it was
/// reached. Times must not go back.
public final class LimitMeter {

    private static final long MINUTE = 60_000;

    private final UsageWindow window;
    private final long most;
    private long from = Long.MAX_VALUE;
    private long peak;
    private long peakAt = -1;
    private long firstHit = -1;
    private long lastHit = -1;
    private long hitMinutes;

    /// @param most how much the limit allows
    public LimitMeter(UsageWindow window, long most) {
        this.window = window;
        this.most = most;
    }

    /// The stretch asked about begins here: what was used before still counts where the window
    /// reaches back, but peaks and hits are from here on.
    public void begin(long millis) {
        from = millis;
        see(millis, window.used(millis));
    }

    /// Something was used.
    public void add(long millis, long amount) {
        window.add(millis, amount);
        if (millis >= from) {
            see(millis, window.used(millis));
        }
    }

    private void see(long millis, long used) {
        if (used > peak) {
            peak = used;
            peakAt = millis;
        }
        if (used >= most) {
            if (firstHit < 0) {
                firstHit = millis;
            }
            if (lastHit < 0 || Math.floorDiv(lastHit, MINUTE) != Math.floorDiv(millis, MINUTE)) {
                hitMinutes++;
            }
            lastHit = millis;
        }
    }

    /// What is used as of a time not before the last one added.
    public long used(long millis) {
        return window.used(millis);
    }

    public long peak() {
        return peak;
    }

    /// When the peak was reached first, or null when nothing was used.
    public @Nullable Instant peakAt() {
        return time(peakAt);
    }

    /// When the limit was first reached, or null.
    public @Nullable Instant firstHit() {
        return time(firstHit);
    }

    /// When the limit was last seen reached, or null.
    public @Nullable Instant lastHit() {
        return time(lastHit);
    }

    /// In how many minutes of the clock it was seen reached.
    public long hitMinutes() {
        return hitMinutes;
    }

    /// How exact the ends of the window are.
    public Duration resolution() {
        return window.resolution();
    }

    private static @Nullable Instant time(long millis) {
        return millis < 0 ? null : Instant.ofEpochMilli(millis);
    }
}
