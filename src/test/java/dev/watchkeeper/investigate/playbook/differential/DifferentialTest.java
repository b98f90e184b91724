package dev.watchkeeper.investigate.playbook.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Past;
import dev.watchkeeper.investigate.playbook.scene.Shift;
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

        assertThat(differential.sentence())
                .isEqualTo("the cause retry storm; it led to: rate limit");
        assertThat(differential.consequences())
                .extracting(each -> each.hypothesis().name())
                .containsExactly("rate limit");
    }

    private static Considered deploy(double decibans) {
        var shift =
                new Shift(
                        "front",
                        Shift.Sort.DEPLOY,
                        ONSET.minusSeconds(60),
                        List.of("front started, version 7f3a"),
                        null,
                        "7f3a",
                        true,
                        "",
                        "E2-abcdefgh");
        return new Weighing(new Regression())
                .add(Channel.TIME, decibans + 8, "a minute before", "E2-abcdefgh")
                .cause("regression")
                .since(shift.time())
                .trigger(new Trigger(shift, "it speaks of attempts", "deploy 7f3a"))
                .considered();
    }

    @Test
    void howAChangeDidItIsWhatFollowsFromNothingElse() {
        Differential differential =
                Differential.of(
                        List.of(
                                deploy(12),
                                of(new RateLimit(), 34, Channel.NUMBERS, ONSET),
                                of(new RetryStorm(), 18, Channel.NUMBERS, ONSET)));

        assertThat(differential.sentence())
                .isEqualTo(
                        "the cause retry storm; brought about by deploy 7f3a: it speaks of attempts; it"
                                + " led to: rate limit");
    }

    @Test
    void aChangeThatIsHardlyLikelierThanNotIsNotBlamed() {
        Differential differential =
                Differential.of(
                        List.of(deploy(2), of(new SlowProcessing(), 18, Channel.NUMBERS, ONSET)));

        assertThat(differential.sentence()).isEqualTo("the cause slow processing");
        assertThat(Differential.of(List.of(deploy(2))).cause()).isNull();
    }

    @Test
    void anExplanationThatAPersonMarkedWrongIsMuchLessLikelyAndOneMarkedRightALittleLikelier() {
        Considered considered =
                new Weighing(new DatabaseLocked())
                        .add(Channel.WORDS, 18, "said", "E1-abcdefgh")
                        .cause(
                                "database locked: \"database is locked\" in front/db.py:execute since 03:12:00 UTC")
                        .considered();
        String before =
                "database locked: \"database is locked\" in front/db.py:execute since 01:02:03 UTC";

        Considered wrong =
                Memory.judged(
                        considered,
                        List.of(
                                new Past(
                                        "2026-03-01-locked",
                                        "2026-03-01T01:02:03Z",
                                        "the same finding",
                                        before,
                                        "wrong",
                                        "the nightly backup",
                                        "E9-abcdefgh")));
        Considered right =
                Memory.judged(
                        considered,
                        List.of(new Past("a", "", "the same finding", before, "right", "", "E9")));
        Considered other =
                Memory.judged(
                        considered,
                        List.of(new Past("a", "", "like", "disk full", "wrong", "", "E9")));

        assertThat(wrong.decibans() - considered.decibans()).isCloseTo(-12, within(1e-9));
        assertThat(wrong.speakingAgainst().getFirst().text())
                .isEqualTo(
                        "this explanation was given before, in 2026-03-01-locked (the same finding), and"
                                + " a person marked it wrong: \"the nightly backup\"");
        assertThat(right.decibans() - considered.decibans()).isCloseTo(5, within(1e-9));
        assertThat(other).isEqualTo(considered);
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
