package dev.watchkeeper.investigate.playbook.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Answers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which checks are proposed, by which the same would be seen at once the next time.
final class DetectionTest {

    private static List<Map<String, Object>> proposed(Hypothesis hypothesis, Answers answers) {
        return Detection.of(answers.scene(), caused(hypothesis));
    }

    private static Differential caused(Hypothesis hypothesis) {
        return Differential.of(
                List.of(
                        new Weighing(hypothesis)
                                .add(Channel.NUMBERS, 30, "counted", "E1")
                                .considered()));
    }

    private static Map<String, Object> counted(String metric, String concerning, String type) {
        return Map.of(
                "metric",
                metric,
                "concerning",
                concerning,
                "stream",
                "business",
                "event",
                List.of(type));
    }

    @Test
    void whatIsMissingIsBoundedAsAShareOfWhatItFollowsFrom() {
        assertThat(
                        proposed(
                                new DataLoss(),
                                new Answers()
                                        .flow("Parcel.Packed", 60, 58, 61)
                                        .flow("label_paid", 30, 58, 60)))
                .singleElement()
                .isEqualTo(
                        Map.of(
                                "condition",
                                "label_paid in percent of Parcel.Packed < 75 for 20m",
                                "why",
                                "It is 50% since the onset; in as long a time before 58 of 58 came, and on the day before 60 of 61",
                                "metric",
                                "label_paid_of_parcel_packed",
                                "concerning",
                                "< 75 for 20m",
                                "stream",
                                "business",
                                "event",
                                List.of("label_paid"),
                                "of",
                                List.of("Parcel.Packed")));
    }

    @Test
    void whatComesTwiceIsBoundedTheOtherWayRoundSoThatItIsAShare() {
        assertThat(
                        proposed(
                                new DoneTwice(),
                                new Answers()
                                        .flow("parcel_packed", 60, 58, 61)
                                        .flow("label_paid", 120, 58, 60)))
                .singleElement()
                .extracting("metric", "concerning", "event", "of")
                .containsExactly(
                        "parcel_packed_of_label_paid",
                        "< 75 for 20m",
                        List.of("parcel_packed"),
                        List.of("label_paid"));
    }

    @Test
    void whatStoppedIsBoundedByASilenceOfSevenTimesItsUsualDistance() {
        assertThat(proposed(new DeadLoop(), new Answers().flow("swept", 0, 20, 21)))
                .singleElement()
                .satisfies(check ->
                        assertThat(check)
                                .containsAllEntriesOf(
                                        counted("swept_count", "< 1 for 11m", "swept")));
    }

    @Test
    void aSilenceIsNeverCalledShorterThanFiveMinutes() {
        assertThat(proposed(new DeadLoop(), new Answers().flow("swept", 0, 900, 910)))
                .singleElement()
                .extracting("concerning")
                .isEqualTo("< 1 for 5m");
    }

    @Test
    void noSilenceIsProposedOfWhatOnlyCameLessOftenOrOfFailuresThatEnded() {
        assertThat(
                        proposed(
                                new DeadLoop(),
                                new Answers()
                                        .flow("swept", 9, 20, 21)
                                        .flow("sweep_failed", 0, 40, 41)))
                .isEmpty();
    }

    @Test
    void whatFailsFarMoreOftenIsBoundedBetweenItsUsualAndNow() {
        assertThat(proposed(new RateLimit(), new Answers().flow("weigh_failed", 480, 30, 30)))
                .singleElement()
                .satisfies(check ->
                        assertThat(check)
                                .containsAllEntriesOf(
                                        counted(
                                                "weigh_failed_count",
                                                "> 4 for 5m",
                                                "weigh_failed")));
    }

    @Test
    void noBoundIsProposedForFailuresThatCameAsOftenBefore() {
        assertThat(proposed(new RateLimit(), new Answers().flow("weigh_failed", 90, 80, 85)))
                .isEmpty();
    }

    @Test
    void noBoundIsProposedForFailuresTooFewToCountByTheMinute() {
        assertThat(proposed(new RateLimit(), new Answers().flow("weigh_failed", 30, 0, 0)))
                .isEmpty();
    }

    @Test
    void successesThatRoseWithDemandAreNotBounded() {
        assertThat(proposed(new RateLimit(), new Answers().flow("weighed", 900, 300, 310)))
                .isEmpty();
    }

    private static Answers metric(double now, String usual, String... facts) {
        return new Answers()
                .number("belt_lag", now, usual, "concerning")
                .finding("metrics", "belt_lag", "belt_lag: far above its usual", facts);
    }

    @Test
    void aMetricFarAboveItsUsualIsBoundedBetween() {
        assertThat(proposed(new RateLimit(), metric(900, "80 (60..100)")))
                .containsExactly(
                        Map.of(
                                "condition",
                                "belt_lag > 300 for 10m",
                                "why",
                                "It is 900 now; its usual goes up to 100, so that it would hardly have been crossed before",
                                "metric",
                                "belt_lag",
                                "concerning",
                                "> 300 for 10m"));
    }

    @Test
    void theBoundOfASmallMetricIsNotRoundedToNothing() {
        assertThat(proposed(new RateLimit(), metric(0.009, "0.0008 (0.0006..0.001)")))
                .singleElement()
                .extracting("concerning", "why")
                .containsExactly(
                        "> 0.003 for 10m",
                        "It is 0.009 now; its usual goes up to 0.001, so that it would hardly have been crossed before");
    }

    @Test
    void aMetricWhoseOwnerDeclaredABoundGetsNoOther() {
        assertThat(
                        proposed(
                                new RateLimit(),
                                metric(900, "80 (60..100)", "declared concerning: > 500")))
                .isEmpty();
    }

    @Test
    void aMetricHardlyAboveItsUsualIsNotBounded() {
        assertThat(proposed(new RateLimit(), metric(140, "80 (60..100)"))).isEmpty();
    }

    @Test
    void aCountThatIsAMetricAlreadyIsNotProposedAgain() {
        assertThat(
                        proposed(
                                new DeadLoop(),
                                new Answers()
                                        .flow("swept", 0, 20, 21)
                                        .number("swept_count", 0, "1 (0..2)", "normal")))
                .isEmpty();
    }

    @Test
    void aTypeThatMakesNoNameOfAMetricIsNotProposed() {
        assertThat(proposed(new DeadLoop(), new Answers().flow("3d_print", 0, 20, 21))).isEmpty();
    }

    @Test
    void whereNoCauseIsNamedNothingIsProposed() {
        assertThat(
                        Detection.of(
                                new Answers().flow("swept", 0, 20, 21).scene(),
                                Differential.of(
                                        List.of(
                                                new Weighing(new DeadLoop())
                                                        .add(Channel.NUMBERS, -5, "goes on", "E1")
                                                        .considered()))))
                .isEmpty();
    }
}
