package dev.watchkeeper.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The limits that tools.yaml or a preset says, one by one.
public final class RateLimits {

    private RateLimits() {}

    /// Those of `own`, and those of `preset` that `own` does not say.
    public static List<RateLimit> of(
            ApiConfig.@Nullable Limits own, ApiConfig.@Nullable Limits preset) {
        var limits = new ArrayList<RateLimit>();
        if (own != null) {
            limits.addAll(of(own));
        }
        if (preset != null) {
            for (RateLimit limit : of(preset)) {
                if (limits.stream().noneMatch(known -> known.name().equals(limit.name()))) {
                    limits.add(limit);
                }
            }
        }
        return List.copyOf(limits);
    }

    private static List<RateLimit> of(ApiConfig.Limits limits) {
        var all = new ArrayList<RateLimit>();
        add(all, limits, "requests_per_second", limits.requestsPerSecond(), Duration.ofSeconds(1));
        add(all, limits, "requests_per_minute", limits.requestsPerMinute(), Duration.ofMinutes(1));
        add(all, limits, "requests_per_hour", limits.requestsPerHour(), Duration.ofHours(1));
        add(all, limits, "requests_per_day", limits.requestsPerDay(), Duration.ofDays(1));
        add(all, limits, "tokens_per_minute", limits.tokensPerMinute(), Duration.ofMinutes(1));
        add(all, limits, "tokens_per_day", limits.tokensPerDay(), Duration.ofDays(1));
        return all;
    }

    private static void add(
            List<RateLimit> all,
            ApiConfig.Limits limits,
            String name,
            @Nullable Long most,
            Duration window) {
        if (most != null) {
            all.add(
                    new RateLimit(
                            name,
                            name.startsWith("tokens"),
                            most,
                            window,
                            limits.window(),
                            limits.zone(),
                            limits.each()));
        }
    }
}
