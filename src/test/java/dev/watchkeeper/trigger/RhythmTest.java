package dev.watchkeeper.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.trigger.Rhythm.Cause;
import dev.watchkeeper.trigger.Rhythm.Gap;
import dev.watchkeeper.trigger.Rhythm.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RhythmTest {

    private static final Instant START = Instant.parse("2026-03-11T12:00:00Z");
    private static final Duration FIVE = Duration.ofMinutes(5);

    /// A run at a minute of the clock, which took ten seconds.
    private static Run run(int minute, String boot, int upMinutes) {
        return new Run(
                START.plus(Duration.ofMinutes(minute)),
                Duration.ofSeconds(10),
                boot,
                Duration.ofMinutes(upMinutes));
    }

    @Test
    void theMedianIsWhatIsUsual() {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < 5; i++) {
            runs.add(run(5 * i, "a", 100 + 5 * i));
        }
        assertThat(Rhythm.usual(runs)).isNull();
        runs.add(run(90, "a", 190));
        assertThat(Rhythm.usual(runs)).isEqualTo(FIVE);
    }

    @Test
    void runsByHandInARowAreNoRhythm() {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < 20; i++) {
            runs.add(new Run(START.plusSeconds(i), Duration.ZERO, null, Duration.ZERO));
        }
        assertThat(Rhythm.usual(runs)).isNull();
    }

    @Test
    void oneThatIsLateIsNotMissed() {
        assertThat(Rhythm.gaps(List.of(run(0, "a", 10), run(12, "a", 22)), FIVE)).isEmpty();
    }

    @Test
    void aLongRunIsNoGap() {
        var longRun = new Run(START, Duration.ofMinutes(14), "a", Duration.ofMinutes(10));

        assertThat(Rhythm.gaps(List.of(longRun, run(15, "a", 25)), FIVE)).isEmpty();
    }

    @Test
    void aHostThatWasOffIsToldFromATimerThatIs() {
        Instant until = START.plus(Duration.ofHours(3));
        Instant from = START.plusSeconds(10);

        assertThat(Rhythm.gaps(List.of(run(0, "a", 10), run(180, "b", 2)), FIVE))
                .containsExactly(new Gap(from, until, 35, Cause.HOST_OFF, Duration.ofMinutes(2)));
        assertThat(Rhythm.gaps(List.of(run(0, "a", 10), run(180, "a", 190)), FIVE))
                .containsExactly(
                        new Gap(from, until, 35, Cause.NOT_STARTED, Duration.ofMinutes(190)));
        assertThat(Rhythm.gaps(List.of(run(0, "a", 10), run(180, "b", 60)), FIVE))
                .containsExactly(
                        new Gap(from, until, 35, Cause.NOT_STARTED, Duration.ofMinutes(60)));
    }

    @Test
    void aClockThatIsSetIsNoGap() {
        assertThat(Rhythm.gaps(List.of(run(0, "a", 10), run(24 * 60, "a", 15)), FIVE)).isEmpty();
        assertThat(Rhythm.gaps(List.of(run(60, "a", 10), run(0, "a", 15)), FIVE)).isEmpty();
    }
}
