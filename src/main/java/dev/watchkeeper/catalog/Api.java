package dev.watchkeeper.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An API that the service calls.
///
/// @param metrics its parts by name: `calls` always (per minute); `errors`, `rate_limited`,
///   `latency`, `tokens` where its calls show them. Each [Metric#name()] is `<api>.<part>`
/// @param limits what its provider allows
/// @param limitsFrom where the limits are from, in a sentence, or null when tools.yaml says them
public record Api(
        String name,
        Calls calls,
        Map<String, Metric> metrics,
        List<RateLimit> limits,
        @Nullable String limitsFrom,
        @Nullable String describe,
        List<String> notes) {

    /// Which events are calls, and where their parts are.
    ///
    /// @param types the event types, each of which is one call
    /// @param where exact values of fields that the events must have
    /// @param status the field with the HTTP status, or null
    /// @param latency the field with the latency, or null
    /// @param latencyUnit the unit of the latency
    /// @param tokens the fields with tokens, added up
    /// @param by the field that limits are kept by, or null
    public record Calls(
            EventStream stream,
            Set<String> types,
            Map<String, String> where,
            @Nullable String status,
            @Nullable String latency,
            String latencyUnit,
            List<String> tokens,
            @Nullable String by) {}
}
