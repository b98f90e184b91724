package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.Succession.Missing;
import dev.watchkeeper.analysis.Succession.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T09:00:00Z");

    private static Step step(long millis, String kind) {
        return new Step(BEGIN.plusMillis(millis), kind);
    }

    private static List<List<Step>> others(int count, int without) {
        var others = new ArrayList<List<Step>>();
        for (int i = 0; i < count; i++) {
            long at = i * 60_000L;
            others.add(
                    i < without
                            ? List.of(step(at, "begin"), step(at + 100, "work"))
                            : List.of(
                                    step(at, "begin"),
                                    step(at + 100, "work"),
                                    step(at + 1_100 + 10L * i, "end")));
        }
        return others;
    }

    private static Instant later(long millis) {
        return BEGIN.plusMillis(millis);
    }

    @Test
    void whatUsuallyComesAndDidNotIsMissingAfterTheStepThatItFollowsMostClosely() {
        assertThat(
                        Succession.of(
                                others(20, 0),
                                List.of(step(0, "begin"), step(100, "work")),
                                later(20_000_000)))
                .containsExactly(
                        new Missing(
                                "work",
                                later(100),
                                "end",
                                Duration.ofMillis(1_100),
                                Duration.ofMillis(1_180),
                                20,
                                20,
                                Duration.ofMillis(19_999_900),
                                null));
    }

    @Test
    void whatCameLateIsSaidToHaveComeLate() {
        List<Missing> missing =
                Succession.of(
                        others(20, 0),
                        List.of(step(0, "begin"), step(100, "work"), step(20_100, "end")),
                        later(20_000_000));

        assertThat(missing).singleElement().extracting(Missing::came).isEqualTo(later(20_100));
        assertThat(missing.getFirst().waited()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void nothingIsMissedBeforeItsTimeNorWhatFewHave() {
        List<Step> own = List.of(step(0, "begin"), step(100, "work"));

        assertThat(Succession.of(others(20, 0), own, later(2_000))).isEmpty();
        assertThat(Succession.of(others(20, 10), own, later(20_000_000))).isEmpty();
        assertThat(Succession.of(others(4, 0), own, later(20_000_000))).isEmpty();
    }
}
