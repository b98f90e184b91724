package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreshnessCheckTest {

    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(12));

    @TempDir Path folder;
    private Rounds rounds;
    private ListedLog gateway;
    private ListedLog billing;

    @BeforeEach
    void twoStreams() {
        rounds = new Rounds(folder);
        gateway = rounds.log("gateway").every(FIVE, LONG_AGO, NOW, Level.INFO, "served");
        billing = rounds.log("billing");
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    private void billingUntil(Instant until) {
        billing.every(FIVE, LONG_AGO, until, Level.INFO, "charged");
    }

    private static Finding only(CheckReport report) {
        assertThat(report.findings()).hasSize(1);
        return report.findings().getFirst();
    }

    @Test
    void streamsThatGoOnAreNoFinding() {
        billingUntil(NOW);

        assertThat(rounds.at(NOW).findings()).isEmpty();
    }

    @Test
    void aStaleStreamIsReportedAsUnobserved() {
        billingUntil(NOW.minus(Duration.ofMinutes(55)));

        Finding finding = only(rounds.at(NOW));

        assertThat(finding.title()).isEqualTo("billing is unobserved: no entry for 60 min");
        assertThat(finding.severity()).isEqualTo(Severity.SEV2);
        assertThat(finding.state()).isEqualTo(FindingState.NEW);
        assertThat(finding.facts())
                .containsExactly(
                        "last entry 2026-03-11T11:15:00Z",
                        "at this time on each of 7 days before, no pause was longer than 30 min",
                        "active meanwhile: gateway");
    }

    @Test
    void aLogOfWarningsAloneMayFallSilent() {
        billing.every(
                FIVE, LONG_AGO, NOW.minus(Duration.ofMinutes(55)), Level.WARN, "charge refused");

        assertThat(rounds.at(NOW).findings())
                .noneMatch(finding -> finding.check().equals(FreshnessCheck.NAME));
    }

    @Test
    void aPauseThatOtherDaysHaveAtThisTimeIsNone() {
        for (int day = 0; day < 8; day++) {
            Instant noon = NOW.minus(Duration.ofDays(day));
            billing.every(
                    FIVE,
                    noon.minus(Duration.ofHours(20)),
                    noon.minus(Duration.ofMinutes(70)),
                    Level.INFO,
                    "charged");
        }

        assertThat(rounds.at(NOW).findings()).isEmpty();
    }

    private void billingButFor(int silentDay) {
        for (int day = 0; day < 9; day++) {
            Instant now = NOW.minus(Duration.ofDays(day));
            boolean silent = day == 0 || day == silentDay;
            billing.every(
                    FIVE,
                    now.minus(Duration.ofHours(20)),
                    silent ? now.minus(Duration.ofMinutes(70)) : now.plus(Duration.ofHours(4)),
                    Level.INFO,
                    "charged");
        }
    }

    @Test
    void anIncidentAtTheSameHourSomeDaysAgoIsNoHabit() {
        billingButFor(3);

        assertThat(only(rounds.at(NOW)).facts())
                .contains("at this time on 6 of 7 days before, no pause was longer than 37 min");
    }

    @Test
    void aPauseAtTheSameHourAWeekAgoIsOne() {
        billingButFor(7);

        assertThat(rounds.at(NOW).findings()).isEmpty();
    }

    @Test
    void aStreamThatSpeaksOnceAnHourMayMissOneBeatAndNotTwo() {
        billing.every(Duration.ofHours(1), LONG_AGO, NOW, Level.INFO, "charged");
        gateway.every(FIVE, NOW, NOW.plus(Duration.ofMinutes(65)), Level.INFO, "served");

        assertThat(rounds.at(NOW.plus(Duration.ofMinutes(50))).findings()).isEmpty();
        assertThat(only(rounds.at(NOW.plus(Duration.ofMinutes(65)))).title())
                .isEqualTo("billing is unobserved: no entry for 2 h 5 min");
    }

    @Test
    void aSilenceOfDaysDoesNotEndByItself() {
        billingUntil(NOW.minus(Duration.ofMinutes(55)));
        rounds.at(NOW);

        for (int hours : new int[] {5, 23, 26, 47, 50, 80, 200}) {
            Instant later = NOW.plus(Duration.ofHours(hours));
            gateway.every(FIVE, later.minus(Duration.ofHours(3)), later, Level.INFO, "served");
            Finding finding = only(rounds.at(later));

            assertThat(finding.severity()).as("after %s h", hours).isEqualTo(Severity.SEV2);
            assertThat(finding.state()).isEqualTo(FindingState.NEW);
        }
    }

    @Test
    void aSilenceOfDaysIsFoundByAFirstRunAsWell() {
        billingUntil(NOW.minus(Duration.ofDays(4)));

        assertThat(only(rounds.at(NOW)).title())
                .isEqualTo("billing is unobserved: no entry for 4 days");
    }

    @Test
    void anEntryEndsASilence() {
        billingUntil(NOW.minus(Duration.ofMinutes(55)));
        rounds.at(NOW);
        billing.add(NOW.plusSeconds(30), Level.INFO, "charged");

        Finding finding = only(rounds.at(NOW.plusSeconds(60)));

        assertThat(finding.state()).isEqualTo(FindingState.RESOLVED);
        assertThat(finding.facts()).containsExactly("entries come again");
    }

    @Test
    void aStreamThatIsToSpeakEveryTenMinutesMayBeSilentForTen() {
        rounds.expectEvery.put("billing", Duration.ofMinutes(10));
        billing.add(NOW.minus(Duration.ofMinutes(9)), Level.INFO, "charged");
        assertThat(rounds.at(NOW).findings()).isEmpty();

        Finding finding = only(rounds.at(NOW.plusSeconds(120)));

        assertThat(finding.title()).isEqualTo("billing is unobserved: no entry for 11 min");
        assertThat(finding.facts())
                .containsExactly(
                        "last entry 2026-03-11T12:06:00Z",
                        "tools.yaml expects one every 10 min",
                        "no other stream is active either: the host, its clock or all of the service may be stopped");
    }

    @Test
    void aStreamThatIsToSpeakAndNeverDidIsAFinding() {
        rounds.expectEvery.put("billing", Duration.ofMinutes(10));

        assertThat(only(rounds.at(NOW)).title())
                .isEqualTo("billing is unobserved: it has no entry");
    }

    @Test
    void aStreamOfYearsAgoAndAnEmptyOneAreRemarksAndNoFindings() {
        billing.add(NOW.minus(Duration.ofDays(400)), Level.INFO, "charged");
        rounds.log("worker");

        CheckReport report = rounds.at(NOW);

        assertThat(report.findings()).isEmpty();
        assertThat(report.remarks())
                .containsExactly(
                        "billing has been silent for 400 days (last entry 2025-02-04T12:15:00Z): is it still in use? To look at recorded data as of then, give --now",
                        "worker has no entry up to 2026-03-11T12:15:00Z: is the source the right one?");
    }

    @Test
    void aSilenceUnderOurEyesStaysKnownBeyondTheBaseline() {
        billingUntil(NOW.minus(Duration.ofMinutes(55)));
        rounds.at(NOW);
        Instant later = NOW.plus(Duration.ofDays(20));
        gateway.every(FIVE, later.minus(Duration.ofDays(1)), later, Level.INFO, "served");

        Finding finding = Objects.requireNonNull(Rounds.of(rounds.at(later), "billing"));

        assertThat(finding.title()).isEqualTo("billing has been silent for 20 days");
        assertThat(finding.severity()).isEqualTo(Severity.SEV4);
    }

    @Test
    void aStreamThatCannotBeReadKeepsItsSilenceOpen() {
        billingUntil(NOW.minus(Duration.ofMinutes(55)));
        rounds.at(NOW);
        billing.failure = "no permission";

        CheckReport report = rounds.at(NOW.plusSeconds(60));

        assertThat(report.findings())
                .extracting(Finding::title)
                .containsExactly("billing cannot be read");
        assertThat(rounds.findings.open()).hasSize(2);
    }
}
