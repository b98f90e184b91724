package dev.watchkeeper.investigate.playbook.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.playbook.scene.Answers;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which two types of events are taken to go together, and which of them is missing or too many.
final class PairTest {

    private static String words(@Nullable Pair pair) {
        return pair == null
                ? "none"
                : pair.then().type() + " no longer goes with " + pair.first().type();
    }

    private static String missing(Answers answers) {
        return words(Pair.missing(answers.scene()));
    }

    private static String doubled(Answers answers) {
        return words(Pair.doubled(answers.scene()));
    }

    @Test
    void whatNoLongerFollowsFromWhatGoesOnIsMissing() {
        assertThat(
                        missing(
                                new Answers()
                                        .flow("parcel_packed", 60, 58, 61)
                                        .flow("label_paid", 20, 58, 60)))
                .isEqualTo("label_paid no longer goes with parcel_packed");
    }

    @Test
    void ofSeveralThatAreMissingTheOneWithLeastLeftIsTaken() {
        assertThat(
                        missing(
                                new Answers()
                                        .flow("parcel_packed", 60, 58, 61)
                                        .flow("label_paid", 30, 58, 60)
                                        .flow("mail_sent", 6, 58, 60)))
                .isEqualTo("mail_sent no longer goes with parcel_packed");
    }

    @Test
    void nothingIsMissingWhereBothFellTogether() {
        assertThat(
                        missing(
                                new Answers()
                                        .flow("parcel_packed", 20, 58, 61)
                                        .flow("label_paid", 19, 58, 60)))
                .isEqualTo("none");
    }

    @Test
    void twoThatNeverCameInTheSameNumbersAreNoPair() {
        assertThat(
                        missing(
                                new Answers()
                                        .flow("page_seen", 400, 380, 410)
                                        .flow("label_paid", 20, 58, 60)))
                .isEqualTo("none");
    }

    @Test
    void twoThatCameInTheSameNumbersOnlyJustBeforeAreNoPair() {
        assertThat(
                        missing(
                                new Answers()
                                        .flow("page_seen", 60, 58, 410)
                                        .flow("label_paid", 20, 58, 60)))
                .isEqualTo("none");
    }

    @Test
    void fewerFailuresAreNotMissing() {
        assertThat(
                        missing(
                                new Answers()
                                        .flow("parcel_packed", 60, 58, 61)
                                        .flow("pay_failed", 2, 58, 60)))
                .isEqualTo("none");
    }

    @Test
    void whatComesTwiceForEachOfWhatGoesOnIsDoubled() {
        Scene scene =
                new Answers()
                        .flow("parcel_packed", 60, 58, 61)
                        .flow("label_paid", 121, 58, 60)
                        .scene();

        assertThat(words(Pair.doubled(scene)))
                .isEqualTo("label_paid no longer goes with parcel_packed");
        assertThat(words(Pair.missing(scene))).isEqualTo("none");
    }

    @Test
    void nothingIsDoubledWhereMoreOfBothCame() {
        assertThat(
                        doubled(
                                new Answers()
                                        .flow("parcel_packed", 120, 58, 61)
                                        .flow("label_paid", 121, 58, 60)))
                .isEqualTo("none");
    }

    @Test
    void nothingIsDoubledWhereTheOtherOnlyComesLessOften() {
        assertThat(
                        doubled(
                                new Answers()
                                        .flow("parcel_packed", 37, 58, 61)
                                        .flow("label_paid", 62, 58, 60)))
                .isEqualTo("none");
    }

    @Test
    void nothingIsDoubledWhereTheOtherOnlyStopped() {
        assertThat(
                        doubled(
                                new Answers()
                                        .flow("parcel_packed", 13, 58, 61)
                                        .flow("label_paid", 60, 58, 60)))
                .isEqualTo("none");
    }
}
