package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.SmallWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clocks that jump, patrols that did not run, and conditions that come and go.
final class ClockFaultsTest {

    private static final Instant NOW = SmallWorld.NOW;
    private static final String ERROR = "ledger rejected the charge of a reader";

    @TempDir Path folder;
    private Scene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new Scene(folder, Scene.RULES);
    }

    @AfterEach
    void hangUp() {
        scene.close();
    }

    @Test
    void aClockThatJumpsTellsNothingTwice() throws IOException {
        scene.errors(NOW, 20, ERROR);
        scene.patrol(NOW);
        int told = scene.phone.messages().size();
        assertThat(told).isEqualTo(2);

        // an hour back, as after a wrong summer time, and again to where it was
        for (Duration jump :
                new Duration[] {
                    Duration.ofHours(-1), Duration.ZERO, Duration.ofHours(-1), Duration.ofSeconds(1)
                }) {
            scene.patrol(NOW.plus(jump));
        }
        assertThat(scene.told("SEV2 · app: " + ERROR)).hasSize(1);
        scene.assertInvariant();
        assertThat(scene.world.incidents()).hasSize(1);
    }

    @Test
    void aClockThatJumpsADayAheadAndBackMakesNoStorm() throws IOException {
        scene.errors(NOW, 20, ERROR);
        scene.patrol(NOW);
        scene.patrol(NOW.plus(Duration.ofDays(1)));
        for (int i = 1; i <= 6; i++) {
            scene.errors(NOW.plus(Duration.ofMinutes(5L * i)), 5, ERROR);
            scene.patrol(NOW.plus(Duration.ofMinutes(5L * i)));
        }
        // the first, its follow-up, and what was said as of tomorrow: a silence there, and its end
        assertThat(scene.phone.messages().size()).isLessThanOrEqualTo(8);
        assertThat(scene.told(ERROR).size()).isBetween(2, 6);
        scene.assertInvariant();
    }

    @Test
    void aHostThatWasOffForThreeHoursTellsEachThingOnce() throws IOException {
        scene.patrol(NOW);
        assertThat(scene.phone.messages()).isEmpty();
        Instant boot = NOW.plus(Duration.ofHours(3));
        // the service was back half an hour before
        scene.healthy(boot.minus(Duration.ofMinutes(30)), boot);
        scene.errors(boot, 10, ERROR);
        assertThat(scene.patrol(boot).code()).isEqualTo(1);
        int told = scene.phone.messages().size();
        assertThat(scene.told(ERROR)).isNotEmpty();
        assertThat(told).as("%s", scene.phone.messages()).isLessThanOrEqualTo(4);

        scene.patrol(boot.plusSeconds(1));
        scene.patrol(boot.plusSeconds(2));
        assertThat(scene.phone.messages()).hasSize(told);
        scene.assertInvariant();
    }

    @Test
    void whatComesAndGoesEachMinuteIsToldAtMostOnceARepeatInterval() throws IOException {
        for (int i = 0; i < 120; i += 2) {
            Instant at = NOW.plus(Duration.ofMinutes(i));
            scene.log(at, Duration.ofSeconds(1), 3, "ERROR", ERROR);
            if (i % 5 == 0) {
                scene.log(at, Duration.ofSeconds(1), 1, "INFO", "charge 17 booked in the ledger");
            }
            if (i % 6 == 0) {
                scene.patrol(at.plusSeconds(10));
            }
        }
        // once, its follow-up, and once more where it grows
        assertThat(scene.told("SEV2 · app: " + ERROR).size()).isBetween(1, 2);
        assertThat(scene.phone.messages().size()).isLessThanOrEqualTo(4);
        assertThat(scene.world.incidents()).hasSize(1);
        scene.assertInvariant();
    }
}
