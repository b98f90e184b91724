package dev.watchkeeper.investigate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an investigation took, whether or not it succeeded.
///
/// @param investigator who it was, for the incident: `claude` or `playbook`
/// @param model the model that really answered, as it named itself; null when none did
/// @param turns how often the model answered; 0 when none did
/// @param toolCalls how many tool calls were answered
/// @param duration wall-clock time, by the monotonic clock
/// @param dollars the cost at list price; null when it is not known, because the run was cut off
///   before it could say. Count the cap of a run then.
/// @param tokens what the model read and wrote, what it read from a cache too; null when it is not
///   known
public record Effort(
        String investigator,
        @Nullable String model,
        int turns,
        int toolCalls,
        Duration duration,
        @Nullable Double dollars,
        @Nullable Long tokens) {

    /// Without tokens.
    public Effort(
            String investigator,
            @Nullable String model,
            int turns,
            int toolCalls,
            Duration duration,
            @Nullable Double dollars) {
        this(investigator, model, turns, toolCalls, duration, dollars, null);
    }
}
