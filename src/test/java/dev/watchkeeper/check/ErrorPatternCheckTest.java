package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ErrorPatternCheckTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path folder;
    private Rounds rounds;
    private ListedLog log;

    @BeforeEach
    void twoQuietWeeks() {
        rounds = new Rounds(folder);
        log = rounds.log("gateway");
        log.every(HOUR, NOW.minus(Duration.ofDays(15)), NOW, Level.INFO, "heartbeat");
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    private static Finding find(CheckReport report, String title) {
        return Objects.requireNonNull(Rounds.of(report, title), () -> title + " in " + report);
    }

    @Test
    void aQuietLogHasNoFindings() {
        CheckReport report = rounds.at(NOW);

        assertThat(report.findings()).isEmpty();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.activities())
                .containsExactly(new Watch.Activity("gateway", "entries", 2, 0, 0, true));
    }

    @Test
    void anErrorNeverSeenBeforeIsNew() {
        log.every(MINUTE, NOW.minusSeconds(720), NOW, Level.ERROR, "queue is full");

        Finding finding = find(rounds.at(NOW), "queue is full");

        assertThat(finding.state()).isEqualTo(FindingState.NEW);
        assertThat(finding.severity()).isEqualTo(Severity.SEV2);
        assertThat(finding.count()).isEqualTo(12);
        assertThat(finding.subject()).isEqualTo("gateway");
        assertThat(finding.facts())
                .containsExactly(
                        "12 times in 11 min, first 12:03:00, last 12:14:00 UTC, steady every 60 s",
                        "never seen in the 13 days before");
    }

    @Test
    void anErrorThatComesAsEverIsOngoingAndNotGrave() {
        log.every(
                Duration.ofMinutes(10),
                NOW.minus(DAY.multipliedBy(10)),
                NOW,
                Level.ERROR,
                "quota used up");

        Finding finding = find(rounds.at(NOW), "quota used up");

        assertThat(finding.state()).isEqualTo(FindingState.ONGOING);
        assertThat(finding.severity()).isEqualTo(Severity.SEV4);
    }

    @Test
    void anErrorThatComesFarMoreOftenThanEverEscalates() {
        log.every(HOUR, NOW.minus(DAY.multipliedBy(10)), NOW, Level.ERROR, "quota used up");
        log.every(MINUTE, NOW.minusSeconds(1800), NOW, Level.ERROR, "quota used up");

        Finding finding = find(rounds.at(NOW), "quota used up");

        assertThat(finding.state()).isEqualTo(FindingState.ESCALATING);
        assertThat(finding.severity()).isEqualTo(Severity.SEV2);
        assertThat(finding.facts().getLast())
                .isEqualTo(
                        "238 times in the 13 days before: 1.6 in 2 h 15 min on average, at most 3");
    }

    @Test
    void whatTheWindowNoLongerShowsIsResolvedOnce() {
        log.add(NOW.minusSeconds(60), Level.ERROR, "queue is full");
        rounds.at(NOW);
        Instant later = NOW.plus(HOUR.multipliedBy(4));
        log.every(HOUR, NOW, later, Level.INFO, "heartbeat");

        CheckReport second = rounds.at(later);
        CheckReport third = rounds.at(later.plusSeconds(60));

        Finding finding = find(second, "queue is full");
        assertThat(finding.state()).isEqualTo(FindingState.RESOLVED);
        assertThat(finding.facts())
                .containsExactly(
                        "not seen any more in the last 2 h 15 min; last seen 12:14:00 UTC");
        assertThat(second.open()).isEmpty();
        assertThat(third.findings()).isEmpty();
    }

    @Test
    void aSilentStreamResolvesNothing() {
        log.add(NOW.minusSeconds(60), Level.ERROR, "queue is full");
        rounds.at(NOW);

        CheckReport later = rounds.at(NOW.plus(HOUR.multipliedBy(4)));

        assertThat(Rounds.of(later, "queue is full")).isNull();
        assertThat(rounds.findings.open())
                .extracting(stored -> stored.finding().title())
                .contains("queue is full");
    }

    @Test
    void aWindowThatWasNotReadToItsEndResolvesNothing() {
        log.add(NOW.minusSeconds(60), Level.ERROR, "queue is full");
        rounds.at(NOW);
        Instant later = NOW.plus(HOUR.multipliedBy(4));
        log.every(MINUTE, NOW, later, Level.INFO, "heartbeat");
        log.patience = 5;

        CheckReport report = rounds.at(later);

        assertThat(report.resolved()).isEmpty();
        assertThat(report.remarks())
                .anyMatch(remark ->
                        remark.startsWith("gateway: time ran out at 2026-03-11T14:05:00Z"));
    }

    @Test
    void aWindowOfWhichNothingWasReadInTimeIsUnobservedAndNotQuiet() {
        log.patience = 0;

        CheckReport report = rounds.at(NOW);

        assertThat(find(report, "gateway cannot be read").facts())
                .containsExactly(
                        "time ran out before an entry of the last 2 h 15 min was reached",
                        "what happens there is unobserved, not quiet");
        assertThat(report.activities())
                .containsExactly(new Watch.Activity("gateway", "entries", 0, 0, 0, false));
    }

    @Test
    void whatAPersonWasToldOfAndIsBackHasRegressed() {
        log.add(NOW.minusSeconds(60), Level.ERROR, "queue is full");
        rounds.findings.markNotified(rounds.at(NOW).open(), NOW);
        Instant later = NOW.plus(HOUR.multipliedBy(4));
        log.every(HOUR, NOW, later.plus(HOUR), Level.INFO, "heartbeat");
        rounds.findings.markNotified(rounds.at(later).resolved(), later);
        log.add(later.plusSeconds(30), Level.ERROR, "queue is full");

        CheckReport back = rounds.at(later.plusSeconds(60));
        CheckReport still = rounds.at(later.plusSeconds(120));

        assertThat(find(back, "queue is full").state()).isEqualTo(FindingState.REGRESSED);
        assertThat(find(back, "queue is full").severity()).isEqualTo(Severity.SEV3);
        assertThat(find(still, "queue is full").state()).isEqualTo(FindingState.REGRESSED);
        assertThat(rounds.findings.find(find(back, "queue is full").id()).orElseThrow().episode())
                .isEqualTo(2);
    }

    @Test
    void anIgnoredKindIsShownApartUntilItsEnd() {
        log.add(NOW.minusSeconds(60), Level.WARN, "vacuum skipped: bloat 17");
        rounds.ignores.add(
                new IgnoreConfig(
                        "vacuum skipped: bloat <*>",
                        null,
                        "healthy",
                        "ops",
                        LocalDate.of(2026, 3, 12)));

        CheckReport before = rounds.at(NOW);
        log.every(HOUR, NOW, NOW.plus(DAY), Level.INFO, "heartbeat");
        log.add(NOW.plus(DAY).minusSeconds(60), Level.WARN, "vacuum skipped: bloat 18");
        CheckReport after = rounds.at(NOW.plus(DAY));

        assertThat(before.open()).isEmpty();
        assertThat(before.ignored())
                .extracting(Finding::ignored)
                .containsExactly(
                        new Finding.Ignored(
                                "healthy", "ops", Instant.parse("2026-03-12T00:00:00Z")));
        assertThat(after.open()).hasSize(1);
        assertThat(after.remarks())
                .containsExactly(
                        "the ignore of \"vacuum skipped: bloat <*>\" ended on 2026-03-12: it hides nothing any more; renew or remove it");
    }

    @Test
    void littleHistoryIsSaidAndMakesNothingUsual() {
        ListedLog young = rounds.log("young");
        young.every(MINUTE, NOW.minus(HOUR.multipliedBy(5)), NOW, Level.ERROR, "cannot connect");

        Finding finding = find(rounds.at(NOW), "cannot connect");

        assertThat(finding.state()).isEqualTo(FindingState.ONGOING);
        assertThat(finding.severity()).isEqualTo(Severity.SEV2);
        assertThat(finding.facts().getLast())
                .isEqualTo(
                        "165 times in the 2 h 45 min before: 135 in 2 h 15 min on average, at most 165");
    }

    @Test
    void aFirstRunTwiceFindsTheSame() {
        log.every(HOUR, NOW.minus(DAY.multipliedBy(10)), NOW, Level.ERROR, "quota of 17 used up");
        log.every(MINUTE, NOW.minusSeconds(1800), NOW, Level.ERROR, "cannot reach 10.0.0.7");

        List<Finding> first = rounds.at(NOW).findings();
        List<Finding> second = rounds.at(NOW).findings();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void eachPastHourIsReadOnce() {
        Instant past = NOW.minus(DAY.multipliedBy(5));
        rounds.at(NOW);
        assertThat(log.asked(past)).isEqualTo(1);
        assertThat(log.asked(NOW.minus(HOUR.multipliedBy(3)))).isEqualTo(1);

        rounds.at(NOW.plusSeconds(300));
        rounds.at(NOW.plus(HOUR));

        assertThat(log.asked(past)).isEqualTo(1);
        assertThat(log.asked(NOW.minus(HOUR.multipliedBy(3)))).isEqualTo(1);
        assertThat(log.asked(Instant.parse("2026-03-11T10:30:00Z"))).isEqualTo(1);
    }

    @Test
    void aBaselineThatTimeRanOutOnIsBuiltInPartsTheNewestFirst() {
        log.every(HOUR, NOW.minus(DAY.multipliedBy(14)), NOW, Level.ERROR, "quota used up");
        log.patience = 100;

        CheckReport first = rounds.at(NOW);
        for (int run = 0; run < 4; run++) {
            rounds.at(NOW);
        }
        CheckReport last = rounds.at(NOW);

        assertThat(first.remarks())
                .containsExactly(
                        "gateway: the baseline reaches back to 2026-03-07T06:00:00Z so far; the next runs read the rest");
        assertThat(find(first, "quota used up").facts().getLast())
                .isEqualTo(
                        "100 times in the 4 days before: 2.3 in 2 h 15 min on average, at most 3");
        assertThat(last.remarks()).isEmpty();
        assertThat(find(last, "quota used up").facts().getLast())
                .isEqualTo(
                        "334 times in the 13 days before: 2.2 in 2 h 15 min on average, at most 3");
    }

    @Test
    void everyWindowIsReadBeforeAnyBaseline() {
        ListedLog second = rounds.log("worker");
        second.add(NOW.minusSeconds(60), Level.ERROR, "queue is full");
        rounds.deadline = Deadline.after(Duration.ofMinutes(1));

        rounds.at(NOW);

        assertThat(log.reads.getFirst().range().until()).isEqualTo(NOW);
        assertThat(second.reads.getFirst().range().until()).isEqualTo(NOW);
    }

    @Test
    void aStreamThatCannotBeReadIsAFindingWhateverCheckNoticed() {
        log.failure = "the file is gone; see sources.gateway.path";

        CheckReport report = rounds.at(NOW);
        log.failure = null;
        CheckReport again = rounds.at(NOW.plusSeconds(60));

        assertThat(report.unread())
                .containsExactly(
                        java.util.Map.entry(
                                "gateway",
                                "source gateway: the file is gone; see sources.gateway.path"));
        Finding finding = find(report, "gateway cannot be read");
        assertThat(finding.severity()).isEqualTo(Severity.SEV2);
        assertThat(finding.state()).isEqualTo(FindingState.NEW);
        assertThat(finding.facts())
                .containsExactly(
                        "source gateway: the file is gone; see sources.gateway.path",
                        "what happens there is unobserved, not quiet");
        assertThat(again.unread()).isEmpty();
        assertThat(find(again, "gateway cannot be read").state()).isEqualTo(FindingState.RESOLVED);
    }
}
