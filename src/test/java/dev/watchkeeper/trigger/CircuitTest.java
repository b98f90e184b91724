package dev.watchkeeper.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CircuitTest {

    private static final Instant NOW = Instant.parse("2026-03-11T12:15:00Z");

    @Test
    void threeFailuresInARowOpenItForTenMinutes() {
        Circuit twice = Circuit.CLOSED.failed("a", NOW).failed("b", NOW);
        assertThat(twice.open(NOW)).isFalse();
        assertThat(twice.halfOpen(NOW)).isFalse();

        Circuit open = twice.failed("c", NOW);

        assertThat(open).isEqualTo(new Circuit(3, 1, NOW.plus(Duration.ofMinutes(10)), "c"));
        assertThat(open.open(NOW.plusSeconds(599))).isTrue();
        assertThat(open.open(NOW.plusSeconds(600))).isFalse();
        assertThat(open.halfOpen(NOW.plusSeconds(600))).isTrue();
    }

    @Test
    void eachFailedTryDoublesTheTimeUpToFourHours() {
        Circuit circuit = Circuit.CLOSED.failed("a", NOW).failed("a", NOW);
        var waits = new ArrayList<Long>();
        Instant now = NOW;
        for (int i = 0; i < 8; i++) {
            circuit = circuit.failed("a", now);
            Instant until = Objects.requireNonNull(circuit.until());
            waits.add(Duration.between(now, until).toMinutes());
            now = until;
        }
        assertThat(waits).isEqualTo(List.of(10L, 20L, 40L, 80L, 160L, 240L, 240L, 240L));
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepItOpen() {
        Circuit open = Circuit.CLOSED;
        for (int i = 0; i < 3; i++) {
            open = open.failed("a", NOW);
        }
        assertThat(open.open(NOW.minus(Duration.ofDays(1)))).isFalse();
    }
}
