package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.budget.Objective;
import dev.watchkeeper.catalog.EventMeasure;
import dev.watchkeeper.catalog.EventMetricReader;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.catalog.SloStatus;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objectives over what was observed, and what was not.
class SloCheckTest {

    private static final Deadline SOON = Deadline.after(Duration.ofMinutes(1));

    @TempDir Path folder;
    private Rounds rounds;
    private ListedEvents app;

    @BeforeEach
    void oneStream() {
        rounds = new Rounds(folder);
        app = rounds.events("app");
        rounds.slos.add(slo());
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    /// 99% of what is done or failed is done, within a week: windows of 14 min, 84 min and 16.8 h.
    private Slo slo() {
        return new Slo(
                "jobs",
                Origin.of(app.stream()),
                Objective.parse("99%"),
                Duration.ofDays(7),
                count("done"),
                count("failed"),
                Slo.Part.BAD_BESIDE,
                5,
                "good are done, bad are failed",
                null,
                List.of());
    }

    private MetricReader count(String type) {
        return new EventMetricReader(
                EventMeasure.of(app.stream(), Set.of(type), Map.of(), List.of()), false);
    }

    private SloStatus at(Instant now) {
        return SloStatus.of(slo(), now, SOON);
    }

    private void done(Instant from, Instant until) {
        app.every(Duration.ofMinutes(1), from, until, "done", Map.of());
    }

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    private List<Finding> slos(Instant now) {
        return rounds.at(now).findings().stream().filter(f -> f.check().equals("slo")).toList();
    }

    @Test
    void aStretchThatNobodyObservedIsAGapAndNoGoodTime() {
        done(NOW.minus(Duration.ofDays(7)), NOW.minus(Duration.ofDays(3)));
        done(NOW.minus(Duration.ofDays(1)), NOW);

        SloStatus status = at(NOW);

        assertThat(status.observed()).isBetween(Duration.ofHours(119), Duration.ofHours(122));
        assertThat(status.remarks()).anyMatch(r -> r.startsWith("the budget rests on 5 days"));
    }

    @Test
    void ofASilentStreamNothingCanBeTold() {
        done(NOW.minus(Duration.ofDays(7)), ago(30));

        SloStatus status = at(NOW);

        assertThat(status.rules().getFirst().outcome()).isEqualTo(SloStatus.Outcome.CANNOT_TELL);
        assertThat(status.remarks())
                .contains(
                        "unobserved: no event of app since "
                                + ago(31)
                                + ", so what burns now cannot be told");
        assertThat(slos(NOW)).isEmpty();
    }

    @Test
    void whereItsWriterLivesAndNothingIsCountedNothingBurns() {
        app.every(Duration.ofMinutes(1), NOW.minus(Duration.ofDays(7)), NOW, "beat", Map.of());
        done(NOW.minus(Duration.ofDays(7)), ago(200));

        SloStatus status = at(NOW);

        assertThat(status.rules().getFirst().shorter().observed()).isTrue();
        assertThat(status.rules().getFirst().longer().counts().total()).isZero();
        assertThat(slos(NOW)).isEmpty();
    }

    @Test
    void tooFewBadOnesAlarmNobodyAndThatIsSaid() {
        done(NOW.minus(Duration.ofDays(7)), NOW);
        app.every(Duration.ofMinutes(1), ago(4), NOW, "failed", Map.of());

        assertThat(slos(NOW)).isEmpty();
        assertThat(at(NOW).remarks())
                .contains("no alert, too few to tell: 4 bad of 18 in 14 min, fewer than min_bad 5");
    }

    @Test
    void aPageIsToldWithItsOnsetAndIsOverHalfAnHourAfterItsEnd() {
        done(NOW.minus(Duration.ofDays(7)), NOW.plus(Duration.ofHours(2)));
        app.every(Duration.ofSeconds(30), ago(3), NOW, "failed", Map.of());

        List<Finding> told = slos(NOW);

        assertThat(told).hasSize(1);
        Finding finding = told.getFirst();
        assertThat(finding.id()).isEqualTo("slo-jobs");
        assertThat(finding.subject()).isEqualTo("app");
        assertThat(finding.severity()).isEqualTo(Severity.SEV2);
        assertThat(finding.first()).isEqualTo(ago(3));
        assertThat(finding.title()).isEqualTo("jobs: 30% bad in 14 min, 30x what 99% allows");
        assertThat(finding.facts())
                .first()
                .isEqualTo("burn rate 30 over 14 min and 66.7 over 60 s; a page above 14.4");
        assertThat(slos(NOW.plus(Duration.ofMinutes(10))))
                .flatExtracting(Finding::facts)
                .containsExactly("not so any more for 10 min; over when that lasts 30 min");
        assertThat(slos(NOW.plus(Duration.ofMinutes(50))))
                .extracting(Finding::state)
                .containsExactly(FindingState.RESOLVED);
    }

    @Test
    void theForecastKnowsWhatLeavesTheRollingWindow() {
        // 10,080 of which 100 may be bad; 60 were, in the first hour, and leave with it
        Instant start = NOW.minus(Duration.ofDays(7));
        done(start, NOW);
        app.every(
                Duration.ofMinutes(1), start, start.plus(Duration.ofHours(1)), "failed", Map.of());

        SloStatus quiet = at(NOW);

        assertThat(quiet.budgetLeft()).isBetween(0.40, 0.42);
        assertThat(Objects.requireNonNull(quiet.forecast()).usedUp()).isNull();
    }
}
