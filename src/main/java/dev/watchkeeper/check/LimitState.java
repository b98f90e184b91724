package dev.watchkeeper.check;

import dev.watchkeeper.catalog.ApiUsage;
import dev.watchkeeper.catalog.TimeToLimit;
import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How near one limit of an API is at present.
///
/// A limit of up to an hour is near when 90% of it were used in at least three of the last 15
/// minutes: one burst is none. A longer one is near when 90% are used now, unless it is counted
/// anew before it would be reached.
///
/// @param since when it came so near in the last hour, or null
/// @param time when it is reached at the present trend
record LimitState(
        ApiUsage.LimitUse use, Nearness nearness, @Nullable Instant since, TimeToLimit time) {

    /// How long "lately" is.
    static final Duration LATELY = Duration.ofMinutes(15);

    private static final double NEAR = 0.9;
    private static final int NEAR_MINUTES = 3;
    private static final Duration SOON = Duration.ofMinutes(30);

    /// Below this share of a limit a trend towards it is noise.
    private static final double SOON_FROM = 0.6;

    private static final Duration LONG = Duration.ofHours(1);

    /// From the farthest to the nearest.
    enum Nearness {
        FAR,
        /// Reached within half an hour at the present trend.
        SOON,
        NEAR,
        REACHED
    }

    static LimitState of(ApiUsage.LimitUse use, Instant now) {
        TimeToLimit time = TimeToLimit.of(use, now);
        return new LimitState(use, nearness(use, time, now), since(use), time);
    }

    private static Nearness nearness(ApiUsage.LimitUse use, TimeToLimit time, Instant now) {
        Instant from = now.minus(LATELY);
        boolean hit = use.lastHit() != null && !use.lastHit().isBefore(from);
        boolean longer = use.limit().window().compareTo(LONG) > 0;
        boolean renewed = longer && use.renewed() != null && time.earliest() == null;
        boolean near =
                longer
                        ? use.used() >= NEAR * use.limit().most() && !renewed
                        : minutesNear(use, from) >= NEAR_MINUTES
                                || (hit && use.hitMinutes() >= NEAR_MINUTES);
        if (near) {
            return hit ? Nearness.REACHED : Nearness.NEAR;
        }
        Duration latest = time.latest();
        boolean soon =
                time.earliest() != null
                        && latest != null
                        && latest.compareTo(SOON) <= 0
                        && use.used() >= SOON_FROM * use.limit().most();
        return soon ? Nearness.SOON : Nearness.FAR;
    }

    private static int minutesNear(ApiUsage.LimitUse use, Instant from) {
        Series samples = use.samples();
        int near = 0;
        for (int i = samples.indexFrom(from.toEpochMilli()); i < samples.size(); i++) {
            near += samples.value(i) >= NEAR * use.limit().most() ? 1 : 0;
        }
        return near;
    }

    private static @Nullable Instant since(ApiUsage.LimitUse use) {
        Series samples = use.samples();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.value(i) >= NEAR * use.limit().most()) {
                Instant hit = use.firstHit();
                return hit != null && hit.isBefore(samples.time(i)) ? hit : samples.time(i);
            }
        }
        return use.firstHit();
    }

    boolean tells() {
        return nearness != Nearness.FAR;
    }

    private String limit() {
        return Amounts.count(use.limit().most()) + " " + use.limit().name().replace('_', ' ');
    }

    /// `at 98% of 1,000 requests per minute since 01:51 UTC`.
    String words() {
        Instant end = use.samples().time(use.samples().size() - 1);
        String from = since == null ? "" : " since " + Amounts.time(since, end);
        return switch (nearness) {
            case SOON ->
                    "at "
                            + Amounts.number(use.percent())
                            + "% of "
                            + limit()
                            + ", reached "
                            + time.words();
            case REACHED -> "reached its limit of " + limit() + from;
            default ->
                    "at "
                            + Amounts.number(Math.max(use.percent(), lately()))
                            + "% of "
                            + limit()
                            + from;
        };
    }

    /// The most that was used lately, in percent.
    private double lately() {
        Series samples = use.samples();
        Instant end = samples.time(samples.size() - 1);
        double most = 0;
        for (int i = samples.indexFrom(end.minus(LATELY).toEpochMilli()); i < samples.size(); i++) {
            most = Math.max(most, samples.value(i));
        }
        return 100 * most / use.limit().most();
    }

    /// What is used, the peak, and when it was reached.
    String fact() {
        Instant end = use.samples().time(use.samples().size() - 1);
        var fact = new StringBuilder(use.limit().name().replace('_', ' '));
        fact.append(": ").append(Amounts.count(use.used()));
        fact.append(" of ").append(Amounts.count(use.limit().most())).append(" used now");
        if (use.peakAt() != null) {
            fact.append(", at most ").append(Amounts.count(use.peak()));
            fact.append(" at ").append(Amounts.time(use.peakAt(), end));
        }
        if (use.firstHit() != null) {
            fact.append(", reached in ").append(Amounts.count(use.hitMinutes(), "minute"));
            fact.append(" of the last hour, first at ").append(Amounts.time(use.firstHit(), end));
        }
        if (use.limit().each() && use.keys() > 1) {
            fact.append("; of ").append(use.keys()).append(" keys that have it for themselves ");
            fact.append(use.keysNear()).append(use.keysNear() == 1 ? " is near" : " are near");
        }
        return fact.toString();
    }
}
