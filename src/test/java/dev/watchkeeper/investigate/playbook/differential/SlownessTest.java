package dev.watchkeeper.investigate.playbook.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.playbook.scene.Answers;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Shift;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What slow work has in common, and whether a change is linked to it.
final class SlownessTest {

    private static final Shift CHANGE =
            LinkTest.change(Shift.Sort.CONFIGURATION, "scale of hall-b changed to 4", null);

    /// Work of one type that takes ten times as long, of which this is known by hall.
    private static Answers slow(Object... byHall) {
        return new Answers()
                .finding("metrics", "weigh_time", "weigh_time: 10 times the usual")
                .field("duration_ms")
                .field("user_id")
                .took(
                        "duration_ms",
                        List.of("weigh", 60, 2000, 2500),
                        List.of("weigh", 120, 200, 260))
                .tookBy("user_id", byHall);
    }

    private static String words(Answers answers, Shift shift) {
        return Slowness.link(shift, answers.scene())
                .map(link -> Math.round(link.weight()) + ", because " + link.words())
                .orElse("no link");
    }

    @Test
    void aChangeThatNamesWhatAllSlowWorkCarriesIsLinked() {
        assertThat(words(slow("hall-b", 58, 2000, "hall-a", 2, 1900), CHANGE))
                .isEqualTo("12, because the slow work carries user_id=hall-b, which it names");
    }

    @Test
    void aChangeThatNamesTheOneWhoseWorkAloneIsSlowIsLinked() {
        assertThat(words(slow("hall-b", 30, 2400, "hall-a", 30, 210), CHANGE))
                .isEqualTo("12, because the slow work carries user_id=hall-b, which it names");
    }

    @Test
    void aChangeIsNotLinkedWhereOnlyTheWorkOfAnotherIsSlow() {
        assertThat(words(slow("hall-c", 30, 2400, "hall-b", 30, 210), CHANGE))
                .isEqualTo(
                        "-12, because only the work of user_id=hall-c is slow, which it does not name");
    }

    @Test
    void aFigureInAChangeDoesNotNameTheOneWhoseWorkIsSlow() {
        assertThat(words(slow("4", 30, 2400, "5", 30, 210), CHANGE))
                .isEqualTo(
                        "-12, because only the work of user_id=4 is slow, which it does not name");
    }

    @Test
    void whereAllIsSlowAlikeOnlyTheTimeIsShared() {
        assertThat(words(slow("hall-c", 30, 2000, "hall-b", 30, 2100), CHANGE))
                .isEqualTo(
                        "-1, because it shares nothing with weigh but the time since when all of it is slow alike");
    }

    @Test
    void whereNothingCanBeComparedNothingIsSaid() {
        assertThat(words(slow(), CHANGE)).isEqualTo("no link");
    }

    @Test
    void whereSomethingFailsSlownessIsNotWhatTheChangeIsComparedWith() {
        assertThat(words(slow("hall-b", 58, 2000, "hall-a", 2, 1900).error("boom"), CHANGE))
                .isEqualTo("no link");
    }

    @Test
    void workThatIsNotSlowIsNotLinked() {
        Scene scene =
                new Answers()
                        .field("duration_ms")
                        .took(
                                "duration_ms",
                                List.of("weigh", 60, 300, 400),
                                List.of("weigh", 120, 200, 260))
                        .scene();

        assertThat(Slowness.own(scene)).isEmpty();
    }

    @Test
    void whatIsCalledIsNotTheServicesOwnWork() {
        Scene scene =
                new Answers()
                        .number("scales.latency", 900, "100 (90..120)", "concerning")
                        .field("duration_ms")
                        .took(
                                "duration_ms",
                                List.of("scales_call", 60, 9000, 9500, "weigh", 60, 2000, 2500),
                                List.of("scales_call", 60, 200, 260, "weigh", 60, 200, 260))
                        .scene();

        assertThat(Slowness.own(scene))
                .hasValueSatisfying(slowed -> assertThat(slowed.type()).isEqualTo("weigh"));
    }
}
