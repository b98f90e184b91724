package dev.watchkeeper.catalog;

import java.time.Duration;
import java.time.ZoneId;

/// One thing that an API's provider limits.
///
/// @param name as in tools.yaml: `requests_per_minute`
/// @param tokens true when tokens are counted, false for requests
/// @param most how many are allowed within the window
/// @param window its length
/// @param zone where a fixed window of a day begins
/// @param each true when each value of the API's `by` field has this limit for itself
public record RateLimit(
        String name,
        boolean tokens,
        long most,
        Duration window,
        LimitWindow kind,
        ZoneId zone,
        boolean each) {}
