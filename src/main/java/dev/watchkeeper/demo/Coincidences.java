package dev.watchkeeper.demo;

import java.time.Duration;

/// Harmless things that happen near a fault.
final class Coincidences {

    private Coincidences() {}

    /// A new warning without meaning, from well before any fault until now.
    static void deprecatedVoice(Service service, Micros now) {
        for (int minutes : new int[] {86, 71, 63, 48, 29, 17, 5}) {
            service.once(
                    now.minus(Duration.ofMinutes(minutes)),
                    "deprecated voice",
                    Background.deprecatedVoice(service.gateway()));
        }
    }
}
