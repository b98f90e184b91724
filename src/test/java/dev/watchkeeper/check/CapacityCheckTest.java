package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CapacityCheckTest {

    private static final Instant MONTH_AGO = NOW.minus(Duration.ofDays(30));

    @TempDir Path folder;
    private Rounds rounds;

    @BeforeEach
    void open() {
        rounds = new Rounds(folder);
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    private void disk(ToDoubleFunction<Instant> percent) {
        rounds.metric(
                new ListedMetric("host.disk_used_percent./var", MONTH_AGO, percent)
                        .in("%")
                        .limit(100)
                        .noise(0.05));
    }

    private static double hours(Instant from, Instant until) {
        return Duration.between(from, until).toMinutes() / 60.0;
    }

    @Test
    void aDiskThatFillsWithinADayIsGrave() {
        Instant began = NOW.minus(Duration.ofHours(20));
        disk(at -> at.isBefore(began) ? 60 : 60 + 1.2 * hours(began, at));

        List<Finding> found = rounds.at(NOW).findings();

        assertThat(found).hasSize(1);
        Finding finding = found.getFirst();
        assertThat(finding.check()).isEqualTo("disk");
        assertThat(finding.severity()).isEqualTo(Severity.SEV2);
        assertThat(finding.title())
                .matches("disk /var is at 83\\.\\d%, full in \\d+( to \\d+)? hours");
        assertThat(finding.facts().getFirst())
                .matches(
                        "at the present rate of 1\\.\\d+% an hour it is at 100% in \\d+( to \\d+)? hours, nine times in ten");
        assertThat(finding.facts().get(1)).startsWith("83.").endsWith("% a day before");
    }

    @Test
    void aDiskThatFillsWithinTheWeekIsNotYet() {
        Instant began = NOW.minus(Duration.ofDays(6));
        disk(at -> at.isBefore(began) ? 60 : 60 + 4 * hours(began, at) / 24);

        assertThat(rounds.at(NOW).findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.SEV3);
    }

    @Test
    void aConstantNinetyTwoPercentIsNoFinding() {
        disk(_ -> 92);

        assertThat(rounds.at(NOW).findings()).isEmpty();
    }

    @Test
    void aDiskThatGrowsForMonthsToComeIsNoFinding() {
        disk(at -> 60 + 0.2 * hours(MONTH_AGO, at) / 24);

        assertThat(rounds.at(NOW).findings()).isEmpty();
    }

    @Test
    void aBackupThatComesAndGoesEveryNightIsNoFinding() {
        disk(at ->
                60
                        + (at.getEpochSecond() / 3600 % 24 < 3
                                ? 5.0 * (at.getEpochSecond() % 86_400) / 3600
                                : 0));

        for (int minutes = 0; minutes < 24 * 60; minutes += 45) {
            assertThat(rounds.at(NOW.plus(Duration.ofMinutes(minutes))).findings()).isEmpty();
        }
    }

    @Test
    void aCopyThatIsBeingMadeIsNoTrend() {
        Instant began = NOW.minus(Duration.ofMinutes(40));
        disk(at -> at.isBefore(began) ? 60 : 60 + 12 * hours(began, at));

        assertThat(rounds.at(NOW).findings()).isEmpty();
    }

    @Test
    void aDiskWhoseFillingStoppedIsOverOnce() {
        Instant began = NOW.minus(Duration.ofHours(20));
        Instant stopped = NOW.plus(Duration.ofMinutes(30));
        disk(at ->
                at.isBefore(began) ? 60 : at.isBefore(stopped) ? 60 + 1.2 * hours(began, at) : 60);
        Instant at = NOW;
        List<Finding> found = rounds.toldAt(at);
        while (found.stream().noneMatch(f -> f.state() == FindingState.RESOLVED)) {
            assertThat(at).isBefore(NOW.plus(Duration.ofDays(2)));
            at = at.plus(Duration.ofMinutes(30));
            found = rounds.toldAt(at);
        }

        for (int i = 1; i < 24; i++) {
            assertThat(rounds.at(at.plus(Duration.ofHours(i))).findings()).isEmpty();
        }
    }

    @Test
    void aFullDiskIsFullWhateverItsPast() {
        disk(_ -> 100.4);

        assertThat(rounds.at(NOW).findings())
                .extracting(Finding::title)
                .containsExactly("disk /var is full: 100%");
    }
}
