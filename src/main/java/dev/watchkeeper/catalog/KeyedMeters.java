package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.rate.FixedWindow;
import dev.watchkeeper.analysis.rate.LimitMeter;
import dev.watchkeeper.analysis.rate.RollingWindow;
import dev.watchkeeper.analysis.rate.UsageWindow;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.Series;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One limit being metered: for all calls together, or for each value of a field.
final class KeyedMeters {

    /// How many values are told apart; what comes later shares one meter.
    private static final int MOST_KEYS = 256;

    private static final int MOST_CHARACTERS = 120;
    private static final double NEAR = 0.9;

    /// The key of calls that do not say theirs.
    private static final String NONE = "(none)";

    /// The key that all share where the limit is not kept by key.
    private static final String ALL = "";

    private final RateLimit limit;
    private final long from;
    private final long[] sampleTimes;
    private final Map<String, Metered> byKey = new LinkedHashMap<>();
    private int nextSample;
    private boolean begun;
    private long unmetered;

    private static final class Metered {
        final LimitMeter meter;
        final double[] samples;

        Metered(LimitMeter meter, int samples) {
            this.meter = meter;
            this.samples = new double[samples];
        }
    }

    /// @param from the beginning of the stretch asked about, in epoch milliseconds
    /// @param sampleTimes when to note what is used; the last of them is the end of the stretch
    KeyedMeters(RateLimit limit, long from, long[] sampleTimes) {
        this.limit = limit;
        this.from = from;
        this.sampleTimes = sampleTimes.clone();
    }

    RateLimit limit() {
        return limit;
    }

    /// What a call is kept by, cut to a length that can be shown; null where there is no such
    /// field.
    static @Nullable String key(@Nullable String by, Event event) {
        if (by == null) {
            return null;
        }
        Object value = event.fields().get(by);
        String text = value == null ? NONE : value.toString();
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }

    void add(long millis, @Nullable String key, long amount) {
        upTo(millis);
        Metered metered = metered(limit.each() && key != null ? key : ALL);
        if (metered == null) {
            unmetered++;
        } else {
            metered.meter.add(millis, amount);
        }
    }

    private @Nullable Metered metered(String key) {
        Metered found = byKey.get(key);
        if (found == null && byKey.size() < MOST_KEYS) {
            found = new Metered(new LimitMeter(window(), limit.most()), sampleTimes.length);
            if (begun) {
                found.meter.begin(from);
            }
            byKey.put(key, found);
        }
        return found;
    }

    private UsageWindow window() {
        return switch (limit.kind()) {
            case ROLLING -> new RollingWindow(limit.window());
            case FIXED -> new FixedWindow(limit.window(), limit.zone());
        };
    }

    /// Whatever happens by itself before something is used at this time.
    private void upTo(long millis) {
        if (!begun && millis >= from) {
            begun = true;
            byKey.values().forEach(metered -> metered.meter.begin(from));
        }
        while (nextSample < sampleTimes.length && sampleTimes[nextSample] < millis) {
            sample();
        }
    }

    private void sample() {
        int at = nextSample++;
        byKey.values()
                .forEach(metered -> metered.samples[at] = metered.meter.used(sampleTimes[at]));
    }

    ApiUsage.LimitUse result() {
        if (!limit.each() || byKey.isEmpty()) {
            metered(ALL);
        }
        upTo(Long.MAX_VALUE);
        var worst = byKey.entrySet().iterator().next();
        int near = 0;
        for (var entry : byKey.entrySet()) {
            LimitMeter meter = entry.getValue().meter;
            near += meter.peak() >= NEAR * limit.most() ? 1 : 0;
            worst = meter.peak() > worst.getValue().meter.peak() ? entry : worst;
        }
        LimitMeter meter = worst.getValue().meter;
        double[] samples = worst.getValue().samples;
        long until = sampleTimes[sampleTimes.length - 1];
        return new ApiUsage.LimitUse(
                limit,
                worst.getKey().equals(ALL) ? null : worst.getKey(),
                byKey.size(),
                near,
                (long) samples[samples.length - 1],
                meter.peak(),
                meter.peakAt(),
                meter.firstHit(),
                meter.lastHit(),
                meter.hitMinutes(),
                meter.resolution(),
                Series.of(sampleTimes, samples),
                renewed(until));
    }

    private @Nullable Instant renewed(long until) {
        return limit.kind() == LimitWindow.FIXED
                ? new FixedWindow(limit.window(), limit.zone()).end(until)
                : null;
    }

    /// What is left out of the metering, as a sentence, or null.
    @Nullable String remark() {
        return unmetered == 0
                ? null
                : limit.name()
                        + ": more than "
                        + MOST_KEYS
                        + " different keys; "
                        + unmetered
                        + " calls of further ones are not metered";
    }
}
