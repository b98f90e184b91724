package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tools.yaml says of one API that the service calls: which events are calls, and what its
/// provider allows.
@Doc("an API that the service calls, and its limits")
public record ApiConfig(
        @Doc("which events are calls") Calls calls,
        @Doc("limits of a provider that come with Watchkeeper; see docs/numbers.md")
                @Nullable String preset,
        @Doc("what the provider allows; overrides the preset's") @Nullable Limits limits,
        @Doc("what is normal of calls a minute: \"< 300\"") @Nullable Condition normal,
        @Doc("what is concerning of calls a minute: \"> 900 for 5m\"")
                @Nullable Condition concerning,
        @Doc("what it is, in a sentence") @Nullable String describe,
        @Doc("what is known of it; returned with its numbers") List<String> notes) {

    /// Which events are calls, and where their parts are.
    @Doc("which events are calls, and where their parts are")
    public record Calls(
            @Doc("event stream; may be left out when there is only one") @Nullable String stream,
            @Doc("event types, each of which is one call") @Range(min = 1) List<String> event,
            @Doc("exact values of fields that the events must have") Map<String, String> where,
            @Doc("field with the HTTP status") @Nullable String status,
            @Doc("field with the latency") @Nullable String latency,
            @Doc("unit of the latency") @Default("ms") String latencyUnit,
            @Doc("fields with tokens, added up") List<String> tokens,
            @Doc("field with what limits are kept by: key, model, project") @Nullable String by) {}

    /// What a provider allows. Each is a number of requests or tokens in a window.
    @Doc("what a provider allows")
    public record Limits(
            @Range(min = 1) @Nullable Long requestsPerSecond,
            @Range(min = 1) @Nullable Long requestsPerMinute,
            @Range(min = 1) @Nullable Long requestsPerHour,
            @Range(min = 1) @Nullable Long requestsPerDay,
            @Range(min = 1) @Nullable Long tokensPerMinute,
            @Range(min = 1) @Nullable Long tokensPerDay,
            @Doc("rolling, or fixed: counted anew at each full minute or day") @Default("rolling")
                    LimitWindow window,
            @Doc("zone in which a fixed day begins") @Default("UTC") ZoneId zone,
            @Doc("true when each value of calls.by has these limits for itself") @Default("false")
                    boolean each) {}
}
