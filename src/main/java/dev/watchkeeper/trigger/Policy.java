package dev.watchkeeper.trigger;

import dev.watchkeeper.model.Severity;
import java.time.Duration;

/// What a person decided of notification and investigation.
///
/// @param notifyAtLeast the least severity that is notified
/// @param investigateAtLeast the least severity that is investigated
/// @param repeat after what time a person is told again of something grave that goes on
/// @param runsPerHour how many investigations may begin within an hour
/// @param dollarsPerDay what investigations may cost within a day
/// @param tries how many times one episode is tried
public record Policy(
        Severity notifyAtLeast,
        Severity investigateAtLeast,
        Duration repeat,
        int runsPerHour,
        double dollarsPerDay,
        int tries) {}
