package dev.watchkeeper.investigate.playbook.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DifferentialTest {

    private static final Instant ONSET = Instant.parse("2026-03-10T02:00:00Z");

    private static Considered of(
            Hypothesis hypothesis, double decibans, Channel channel, @Nullable Instant since) {
        return new Weighing(hypothesis)
                .add(channel, decibans, "what was seen of " + hypothesis.name(), "E1-abcdefgh")
                .cause("the cause " + hypothesis.name())
                .since(since)
                .considered();
    }

    @Test
    void thePriorAndTheWeightsAddUp() {
        Considered considered =
                new Weighing(new RateLimit())
                        .add(Channel.WORDS, 14, "said", "E1")
                        .add(Channel.NUMBERS, 6, "counted", "E2")
                        .add(Channel.NUMBERS, -3, "against", "E2")
                        .considered();

        assertThat(considered.decibans()).isCloseTo(-10 + 14 + 6 - 3, within(1e-9));
        assertThat(considered.channels()).isEqualTo(2);
    }

    @Test
    void whatSaysTheSameAgainCountsAQuarter() {
        Considered considered =
                new Weighing(new RateLimit())
                        .add(Channel.WORDS, 12, "said", "E1")
                        .add(Channel.WORDS, 8, "said again", "E1")
                        .considered();

        assertThat(considered.decibans()).isCloseTo(-10 + 12 + 2, within(1e-9));
    }

    @Test
    void whatFollowsFromACauseIsNoRivalOfIt() {
        Differential differential =
                Differential.of(
                        List.of(
                                of(new RetryStorm(), 20, Channel.NUMBERS, ONSET),
                                of(new RateLimit(), 30, Channel.WORDS, ONSET),
                                of(new SlowDependency(), 5, Channel.WORDS, null)));

        assertThat(differential.sentence()).isEqualTo("the cause retry storm");
        assertThat(differential.consequences())
                .extracting(each -> each.hypothesis().name())
                .containsExactly("rate limit");
    }

    @Test
    void whatBeganLongAfterAnotherDidNotBringItAbout() {
        Differential differential =
                Differential.of(
                        List.of(
                                of(new RetryStorm(), 14, Channel.NUMBERS, ONSET.plusSeconds(3_600)),
                                of(new RateLimit(), 30, Channel.WORDS, ONSET)));

        assertThat(differential.sentence()).isEqualTo("the cause rate limit");
    }

    @Test
    void twoThatAreAboutAsLikelyAreNotDecided() {
        Differential differential =
                Differential.of(
                        List.of(
                                of(new DatabaseLocked(), 18, Channel.WORDS, ONSET),
                                of(new NameResolution(), 17, Channel.WORDS, ONSET)));

        assertThat(differential.sentence())
                .isEqualTo(
                        "cannot tell, because two explanations are about as likely: the cause database"
                                + " locked, or the cause name resolution fails");
        assertThat(differential.confidence()).isEqualTo("unknown");
    }

    @Test
    void whereNothingIsLikelyTheReasonIsSaid() {
        Differential differential =
                Differential.of(
                        List.of(
                                of(new ErrorBurst(), -4, Channel.WORDS, null),
                                of(new DiskFull(), -10, Channel.NUMBERS, null)));

        assertThat(differential.sentence())
                .isEqualTo(
                        "cannot tell, because nothing that was considered is likelier than not; the"
                                + " likeliest is errors of one part, against which speaks that what was"
                                + " seen of errors of one part");
    }

    @Test
    void confidenceIsHighOnlyWithTwoKindsOfEvidence() {
        assertThat(
                        Differential.of(List.of(of(new DatabaseLocked(), 30, Channel.WORDS, ONSET)))
                                .confidence())
                .isEqualTo("medium");
        assertThat(
                        Differential.of(
                                        List.of(
                                                new Weighing(new DatabaseLocked())
                                                        .add(Channel.WORDS, 18, "said", "E1")
                                                        .add(Channel.NUMBERS, 8, "counted", "E2")
                                                        .considered()))
                                .confidence())
                .isEqualTo("high");
    }

    @Test
    void everyHypothesisIsListedOnceAndLeadsOnlyToOthers() {
        assertThat(Hypotheses.ALL)
                .extracting(Hypothesis::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z -]{5,60}"));
        assertThat(Hypotheses.ALL)
                .allSatisfy(each -> assertThat(each.leadsTo()).doesNotContain(each.getClass()));
    }
}
