package dev.watchkeeper.analysis.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.ChangeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FixCheckTest {

    private static final Instant ONSET = Instant.parse("2026-11-20T10:00:00Z");

    /// Came every minute from 10:00 on.
    private static Trouble until(int minutes, int lookedMinutes) {
        return new Trouble(ONSET, at(minutes), minutes + 1L, false, at(lookedMinutes));
    }

    private static Instant at(int minutes) {
        return ONSET.plus(Duration.ofMinutes(minutes));
    }

    private static Candidate candidate(int minutes, boolean likely) {
        return new Candidate("abcdef0123456789", at(minutes), likely, "it reverts 1a2b3c4");
    }

    private static Deployment deploy(int minutes, boolean known, boolean back, String... holds) {
        return new Deployment(at(minutes), "v2", known, Set.copyOf(Arrays.asList(holds)), back);
    }

    private static String said(Fix fix) {
        return fix.words() + " | " + fix.because();
    }

    private static Fix check(
            Trouble trouble,
            List<Candidate> candidates,
            List<Deployment> deployments,
            Incidental... others) {
        return FixCheck.of(trouble, candidates, deployments, Arrays.asList(others), true, true);
    }

    @Test
    void whatGoesOnAndNobodyTouchedIsNotFixed() {
        assertThat(said(check(until(60, 61), List.of(), List.of())))
                .isEqualTo(
                        "not fixed | It was last seen at 2026-11-20T11:00:00Z, and no later commit has"
                                + " to do with it.");
    }

    @Test
    void withoutARepositoryThatIsNotSaidToBeLookedAt() {
        assertThat(said(FixCheck.of(until(60, 61), List.of(), List.of(), List.of(), false, false)))
                .isEqualTo(
                        "not fixed | It was last seen at 2026-11-20T11:00:00Z; whether a commit that"
                                + " fixes it waits is not known: no repository could be looked at.");
    }

    @Test
    void aFixThatNoDeployBroughtWaits() {
        Fix fix =
                check(
                        until(60, 61),
                        List.of(candidate(30, true)),
                        List.of(deploy(20, true, false)));

        assertThat(said(fix))
                .isEqualTo(
                        "fixed by commit abcdef012345, not yet deployed | It reverts 1a2b3c4; no deploy"
                                + " has brought it.");
        assertThat(fix.commit()).isEqualTo("abcdef012345");
    }

    @Test
    void whetherAFixIsDeployedIsNotGuessed() {
        assertThat(
                        said(
                                check(
                                        until(60, 61),
                                        List.of(candidate(30, true)),
                                        List.of(deploy(40, false, false)))))
                .isEqualTo(
                        "cannot tell | Commit abcdef012345 may fix it (it reverts 1a2b3c4), and what"
                                + " the deploy of v2 at 2026-11-20T10:40:00Z holds is not known.");
        assertThat(
                        said(
                                FixCheck.of(
                                        until(60, 61),
                                        List.of(candidate(30, true)),
                                        List.of(),
                                        List.of(),
                                        true,
                                        false)))
                .isEqualTo(
                        "cannot tell | Commit abcdef012345 may fix it (it reverts 1a2b3c4), and nothing"
                                + " tells of deploys.");
    }

    @Test
    void aDeployedFixAfterWhichItIsQuietForLongEnoughHelped() {
        Fix fix =
                check(
                        until(40, 60),
                        List.of(candidate(30, true)),
                        List.of(deploy(39, true, false, "abcdef0123456789")));

        assertThat(said(fix))
                .isEqualTo(
                        "deployed, and it stopped | The deploy of v2 at 2026-11-20T10:39:00Z brought"
                                + " abcdef012345: it reverts 1a2b3c4; it was last seen at"
                                + " 2026-11-20T10:40:00Z.");
        assertThat(fix.deployed()).isEqualTo(at(39));
    }

    @Test
    void goingBackToAnOlderVersionIsAFixToo() {
        assertThat(said(check(until(40, 60), List.of(), List.of(deploy(39, true, true)))))
                .isEqualTo(
                        "deployed, and it stopped | The deploy of v2 at 2026-11-20T10:39:00Z went back"
                                + " to an older version; it was last seen at 2026-11-20T10:40:00Z.");
    }

    @Test
    void aShortSilenceAfterTheDeployTellsNothingYet() {
        assertThat(said(check(until(40, 43), List.of(), List.of(deploy(39, true, true)))))
                .isEqualTo(
                        "cannot tell | The deploy of v2 at 2026-11-20T10:39:00Z went back to an older"
                                + " version; it has been quiet for 3 min, and that tells something only"
                                + " after 10 min.");
    }

    @Test
    void whatComesAfterTheFixWasDeployedRecurs() {
        assertThat(
                        said(
                                check(
                                        until(90, 91),
                                        List.of(candidate(30, true)),
                                        List.of(deploy(39, true, false, "abcdef0123456789")))))
                .isEqualTo(
                        "deployed, and it recurs | The deploy of v2 at 2026-11-20T10:39:00Z brought"
                                + " abcdef012345: it reverts 1a2b3c4; it was last seen at"
                                + " 2026-11-20T11:30:00Z.");
    }

    @Test
    void aSecondFixMayWaitWhileTheFirstDidNotHelp() {
        var second = new Candidate("fedcba9876543210", at(80), true, "it mends it again");

        assertThat(
                        said(
                                check(
                                        until(90, 91),
                                        List.of(candidate(30, true), second),
                                        List.of(deploy(39, true, false, "abcdef0123456789")))))
                .isEqualTo(
                        "fixed by commit fedcba987654, not yet deployed | It mends it again; before it,"
                                + " the deploy of v2 at 2026-11-20T10:39:00Z brought abcdef012345: it"
                                + " reverts 1a2b3c4, and it was seen after that.");
    }

    @Test
    void whatHadEndedLongBeforeTheDeployWasNotEndedByIt() {
        assertThat(
                        said(
                                check(
                                        until(40, 200),
                                        List.of(candidate(30, true)),
                                        List.of(deploy(120, true, false, "abcdef0123456789")))))
                .isEqualTo(
                        "cannot tell | It had not been seen for 80 min when the deploy of v2 at"
                                + " 2026-11-20T12:00:00Z brought abcdef012345: it reverts 1a2b3c4, so"
                                + " its end does not show that this helped.");
    }

    @Test
    void whatWentAwayByItselfIsNotFixed() {
        assertThat(said(check(until(40, 200), List.of(), List.of())))
                .isEqualTo(
                        "recovered with nothing changed: not fixed | It was last seen at"
                                + " 2026-11-20T10:40:00Z, and nothing that is known to have been changed"
                                + " around then has to do with it.");
    }

    @Test
    void aStartAnewIsNoFix() {
        assertThat(
                        said(
                                check(
                                        until(40, 200),
                                        List.of(),
                                        List.of(),
                                        new Incidental(
                                                at(41), ChangeKind.SERVICE, "gateway.service"))))
                .isEqualTo(
                        "not fixed | It ended when gateway.service was started anew at"
                                + " 2026-11-20T10:41:00Z, which changes nothing of its cause.");
    }

    @Test
    void aWrittenConfigurationMayHaveEndedIt() {
        assertThat(
                        said(
                                check(
                                        until(40, 200),
                                        List.of(),
                                        List.of(),
                                        new Incidental(
                                                at(39),
                                                ChangeKind.CONFIGURATION,
                                                "/etc/app/app.conf"))))
                .isEqualTo(
                        "cannot tell | It ended when /etc/app/app.conf was changed (configuration,"
                                + " 2026-11-20T10:39:00Z), which may have ended it.");
    }

    @Test
    void aDeployOfUnknownContentMayHaveEndedIt() {
        assertThat(said(check(until(40, 200), List.of(), List.of(deploy(39, false, false)))))
                .isEqualTo(
                        "cannot tell | It ended with the deploy of v2 at 2026-11-20T10:39:00Z, of which"
                                + " it is not known what it holds.");
    }

    @Test
    void aCommitThatOnlyTouchesThePlaceIsShownAndNotCalledAFix() {
        assertThat(
                        said(
                                check(
                                        until(60, 61),
                                        List.of(
                                                new Candidate(
                                                        "abcdef0123456789",
                                                        at(30),
                                                        false,
                                                        "it changes a file that the error names")),
                                        List.of())))
                .isEqualTo(
                        "cannot tell | Commit abcdef012345 may have to do with it (it changes a file"
                                + " that the error names) and does not say that it mends anything; look"
                                + " at it.");
    }

    @Test
    void howLongSilenceMustLastFollowsFromTheRhythm() {
        assertThat(until(60, 61).telling()).isEqualTo(Duration.ofMinutes(10));
        assertThat(new Trouble(ONSET, at(60), 3, false, at(61)).telling())
                .isEqualTo(Duration.ofMinutes(138));
        assertThat(new Trouble(ONSET, ONSET, 1, false, at(61)).telling())
                .isEqualTo(Duration.ofHours(1));
    }
}
