package dev.watchkeeper.trigger;

import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How often people hear of the same thing, and when they hear that a diagnosis is late.
@Doc("how often people hear of the same thing, and when a diagnosis is late")
public record PatrolConfig(
        @Doc("after what time people hear again of something SEV1 or SEV2 that goes on")
                @Default("4h")
                Duration repeat,
        @Doc("without a diagnosis after this time, people get an urgent message with the facts")
                @Default("3m")
                Duration escalateAfter,
        @Doc(
                        "how often a patrol is expected; if left out, what was usual, or 5m where the"
                                + " timer is installed")
                @Nullable Duration every) {

    public PatrolConfig {
        if (repeat.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("repeat must be at least 1m");
        }
        if (escalateAfter.isZero()) {
            throw new IllegalArgumentException("escalate_after must be above 0");
        }
        if (every != null && every.compareTo(Duration.ofSeconds(10)) < 0) {
            throw new IllegalArgumentException("every must be at least 10s");
        }
    }
}
