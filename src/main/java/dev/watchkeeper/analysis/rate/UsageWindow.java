package dev.watchkeeper.analysis.rate;

import java.time.Duration;

/// What was used within the time that a limit is counted over. Times are epoch milliseconds and
/// must not go back.
public interface UsageWindow {

    /// Something was used.
    void add(long millis, long amount);

    /// What is used as of a time: everything added until then, the time itself included, that the
    /// window at this time still holds.
    long used(long millis);

    /// How exact the ends of the window are: what was added within this much time may leave it
    /// together, the last of it never too early.
    Duration resolution();
}
