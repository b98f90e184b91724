package dev.watchkeeper.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A queue of the service.
///
/// @param parts what is declared of it, by part: `depth`, `wait`, `oldest`, `enqueued`,
///   `completed`, `retries`, `dead`, `overflow`, in this order. Each [Metric#name()] is
///   `<queue>.<part>`; rates (enqueued, completed, retries, dead) are counts per minute, overflow
///   is a share in percent when tools.yaml says of what, else a count
/// @param workers who works on it, or null
public record Queue(
        String name,
        Map<String, Metric> parts,
        @Nullable Workers workers,
        @Nullable String describe,
        List<String> notes) {

    /// How its workers are told apart.
    ///
    /// @param types event types that show a worker at work
    /// @param by the field that names the worker
    /// @param value the numeric field compared between workers, or null
    public record Workers(
            EventStream stream, Set<String> types, String by, @Nullable String value) {}
}
