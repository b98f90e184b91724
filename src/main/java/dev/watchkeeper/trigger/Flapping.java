package dev.watchkeeper.trigger;

import java.time.Duration;
import java.time.Instant;

/// When something that comes and goes counts as gone.
///
/// A person hears that it is over when it stayed away for half an hour; for twice as long after
/// each time that it came back, up to the repeat interval. Until then they know it is there, so
/// whatever moves about its bound costs them one message per repeat interval.
public final class Flapping {

    private static final Duration AWAY = Duration.ofMinutes(30);

    private Flapping() {}

    /// Whether it has been away for long enough.
    static boolean stayedAway(Known known, Duration repeat, Instant now) {
        return Duration.between(known.finding().last(), now)
                        .compareTo(away(known.episode(), repeat))
                >= 0;
    }

    /// How long it must stay away.
    ///
    /// @param episode how many times it came
    /// @param repeat the repeat interval, beyond which nobody waits
    public static Duration away(int episode, Duration repeat) {
        Duration away = AWAY.multipliedBy(1L << Math.clamp(episode - 1, 0, 10));
        return away.compareTo(repeat) > 0 ? repeat : away;
    }
}
