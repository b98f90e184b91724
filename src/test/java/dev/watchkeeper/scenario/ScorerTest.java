package dev.watchkeeper.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.PatrolledWorld.Outcome;
import dev.watchkeeper.incident.Confidence;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.incident.Status;
import dev.watchkeeper.incident.Verdict;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ScorerTest {

    private static final Instant CHANGED = Instant.parse("2026-03-10T10:00:00Z");
    private static final Instant ONSET = CHANGED.plus(Duration.ofMinutes(4));
    private static final Truth TRUTH =
            Truth.of(CHANGED.toEpochMilli(), ONSET.toEpochMilli())
                    .cause("retr(y|ies)", "4fa17b2")
                    .innocent("9bc0d11")
                    .changes("4fa17b2");
    private static final String RIGHT = "retries at once since deploy 4fa17b2 multiply the calls";

    private static IncidentSummary incident(
            Verdict verdict, @Nullable Instant onset, String cause) {
        return new IncidentSummary(
                "2026-03-10-incident-x",
                Path.of("x.md"),
                "Calls fail",
                Severity.SEV2,
                verdict,
                Status.OPEN,
                onset,
                ONSET,
                List.of("p-1"),
                cause,
                Confidence.HIGH,
                null);
    }

    private static IncidentSummary right() {
        return incident(Verdict.ISSUE, ONSET, RIGHT);
    }

    @Test
    void aRightReportIsRightInEverything() {
        assertThat(Scorer.verdict(TRUTH, right())).isTrue();
        assertThat(Scorer.onset(TRUTH, right())).isTrue();
        assertThat(Scorer.cause(TRUTH, right())).isTrue();
        assertThat(Scorer.abstained(right())).isFalse();
        assertThat(Scorer.blamed(TRUTH, right())).isEmpty();
    }

    @Test
    void noReportIsNoVerdictNoOnsetAndNoCause() {
        assertThat(Scorer.verdict(TRUTH, null)).isFalse();
        assertThat(Scorer.onset(TRUTH, null)).isFalse();
        assertThat(Scorer.cause(TRUTH, null)).isFalse();
        assertThat(Scorer.abstained(null)).isTrue();
    }

    @Test
    void anIssueInAHealthyWorldIsWrongAndSilenceThereIsRight() {
        assertThat(Scorer.verdict(Truth.NOTHING_WRONG, right())).isFalse();
        assertThat(Scorer.verdict(Truth.NOTHING_WRONG, null)).isTrue();
        assertThat(
                        Scorer.verdict(
                                Truth.NOTHING_WRONG,
                                incident(Verdict.NOMINAL, null, "none at all")))
                .isTrue();
    }

    @Test
    void aFaultCalledNominalIsWrong() {
        assertThat(Scorer.verdict(TRUTH, incident(Verdict.NOMINAL, ONSET, RIGHT))).isFalse();
        assertThat(Scorer.verdict(TRUTH, incident(Verdict.ANOMALY, ONSET, RIGHT))).isFalse();
    }

    @Test
    void anOnsetCountsBetweenTheChangeAndTheHarmAndTenMinutesAround() {
        assertThat(Scorer.onset(TRUTH, at(CHANGED.minus(Duration.ofMinutes(9))))).isTrue();
        assertThat(Scorer.onset(TRUTH, at(ONSET.plus(Duration.ofMinutes(9))))).isTrue();
        assertThat(Scorer.onset(TRUTH, at(CHANGED.minus(Duration.ofMinutes(11))))).isFalse();
        assertThat(Scorer.onset(TRUTH, at(ONSET.plus(Duration.ofMinutes(11))))).isFalse();
        assertThat(Scorer.onset(TRUTH, at(null))).isFalse();
    }

    private static IncidentSummary at(@Nullable Instant onset) {
        return incident(Verdict.ISSUE, onset, RIGHT);
    }

    @Test
    void aCauseNeedsMechanismAndSubject() {
        assertThat(Scorer.cause(TRUTH, saying("retries multiply the calls"))).isFalse();
        assertThat(Scorer.cause(TRUTH, saying("deploy 4fa17b2"))).isFalse();
        assertThat(Scorer.cause(TRUTH, saying("cannot tell; retries or deploy 4fa17b2"))).isFalse();
        assertThat(Scorer.cause(TRUTH, saying(""))).isFalse();
    }

    @Test
    void aListOfEverythingNamesNothing() {
        String everything = RIGHT + ", or else " + "something else, ".repeat(60);

        assertThat(Scorer.cause(TRUTH, saying(everything))).isFalse();
    }

    @Test
    void whoBlamesABystanderIsToldWhom() {
        assertThat(Scorer.blamed(TRUTH, saying(RIGHT + " and deploy 9bc0d11")))
                .containsExactly("9bc0d11");
    }

    private static IncidentSummary saying(String cause) {
        return incident(Verdict.ISSUE, ONSET, cause);
    }

    @Test
    void evidenceThatDoesNotHoldAndNoneAtAllAreProblems() {
        assertThat(Scorer.evidence(outcome(List.of(), 3))).isEmpty();
        assertThat(Scorer.evidence(outcome(List.of(), 0))).containsExactly("nothing is cited");
        assertThat(Scorer.evidence(outcome(List.of("E1-aaaaaaaa was never issued"), 3)))
                .containsExactly("E1-aaaaaaaa was never issued");
    }

    private static Outcome outcome(List<String> problems, int cited) {
        return new Outcome(List.of(), right(), "text", problems, cited, 9, 9_000);
    }

    @Test
    void onlyWhatWakesSomebodyIsAnAlarm() {
        assertThat(Scorer.alarms(List.of(finding(Severity.SEV4)))).isEmpty();
        assertThat(Scorer.alarms(List.of(finding(Severity.SEV3))))
                .containsExactly("SEV3 app: it fails");
    }

    private static Finding finding(Severity severity) {
        return new Finding(
                "p-1",
                "errors",
                "app",
                severity,
                FindingState.NEW,
                "it fails",
                List.of(),
                ONSET,
                ONSET,
                1,
                null,
                null);
    }

    @Test
    void onlyTheFirstThreeRowsOfWhatChangedCount() {
        assertThat(Scorer.place(TRUTH, List.of("a", "deploy 4fa17b2"))).isEqualTo(2);
        assertThat(Scorer.place(TRUTH, List.of("a", "b", "c", "deploy 4fa17b2"))).isZero();
        assertThat(Scorer.place(TRUTH, List.of())).isZero();
    }

    @Test
    void theTableCountsWhatIsWrong() {
        var right = score(true, List.of(), true, true);
        var table =
                new ScoreTable(
                        List.of(
                                right,
                                score(true, List.of("SEV3 app: it fails"), false, false),
                                score(false, List.of("SEV3 app: it fails"), false, true)));

        assertThat(table.verdict()).isEqualTo(100 / 3.0);
        assertThat(table.cause()).isEqualTo(50);
        assertThat(table.falseAlarms()).hasSize(2);
        assertThat(table.markdown()).contains("| x | 3 | 2 | 3 | 1 |");
    }

    private static Score score(boolean issue, List<String> early, boolean verdict, boolean cause) {
        return new Score(
                "x",
                "LOGURU",
                1,
                issue,
                early,
                true,
                verdict,
                Duration.ZERO,
                true,
                cause,
                false,
                List.of(),
                List.of(),
                null,
                100,
                3,
                Duration.ofMillis(5),
                "");
    }
}
