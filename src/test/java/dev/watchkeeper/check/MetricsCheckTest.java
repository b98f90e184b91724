package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsCheckTest {

    private static final Instant MONTH_AGO = NOW.minus(Duration.ofDays(30));
    private static final Duration FIVE = Duration.ofMinutes(5);

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

    /// Busy by day, less so at weekends.
    private static double season(Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        double hour = time.getHour() + time.getMinute() / 60.0;
        boolean weekend =
                time.getDayOfWeek() == DayOfWeek.SATURDAY
                        || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return (weekend ? 0.5 : 1) * (20 + 15 * Math.sin((hour - 9) / 24 * 2 * Math.PI));
    }

    private ListedMetric depth(ToDoubleFunction<Instant> value) {
        return rounds.metric(new ListedMetric("tts.depth", MONTH_AGO, value).noise(1.5));
    }

    private static boolean between(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    private List<Finding> overDays(Instant from, Instant until, Duration step) {
        var all = new ArrayList<Finding>();
        for (Instant at = from; at.isBefore(until); at = at.plus(step)) {
            all.addAll(rounds.toldAt(at));
        }
        return all;
    }

    @Test
    void whatIsDeclaredConcerningIsGraverThanWhatIsLearned() {
        Instant began = NOW.minus(Duration.ofMinutes(45));
        depth(at -> at.isBefore(began) ? 8 : 42).noise(0).concerning("> 20 for 5m");
        rounds.metric(new ListedMetric("latency", MONTH_AGO, at -> at.isBefore(began) ? 80 : 400))
                .in("ms")
                .noise(5);

        List<Finding> found = rounds.at(NOW).findings();

        assertThat(found).extracting(Finding::subject).containsExactly("tts.depth", "latency");
        assertThat(found)
                .extracting(Finding::severity)
                .containsExactly(Severity.SEV2, Severity.SEV3);
        assertThat(found.getFirst().id()).isEqualTo("metric-tts-depth");
        assertThat(found.getFirst().state()).isEqualTo(FindingState.NEW);
        assertThat(found.getFirst().title())
                .isEqualTo(
                        "tts.depth: 42, declared concerning (> 20 for 5m), since 11:30 UTC (44"
                                + " min)");
        assertThat(found.getFirst().first()).isEqualTo(began);
        assertThat(found.getLast().title())
                .isEqualTo(
                        "latency: 393 ms, above the 68.1 to 92.3 ms of the day before, since 11:30"
                                + " UTC (45 min)");
    }

    @Test
    void weekendsDaysAndNightsAreNoFinding() {
        depth(MetricsCheckTest::season);

        assertThat(overDays(NOW.minus(Duration.ofDays(8)), NOW, Duration.ofHours(7))).isEmpty();
    }

    @Test
    void steadyGrowthIsNoFinding() {
        depth(at -> 100 + Duration.between(MONTH_AGO, at).toHours() / 24.0);

        assertThat(overDays(NOW.minus(Duration.ofDays(3)), NOW, Duration.ofHours(5))).isEmpty();
    }

    @Test
    void aSpikeThatEndedIsNoFinding() {
        depth(at ->
                between(at, NOW.minus(Duration.ofHours(3)), NOW.minus(Duration.ofHours(2)))
                        ? 90
                        : season(at));

        assertThat(rounds.at(NOW).findings()).isEmpty();
    }

    @Test
    void oneEpisodeIsOneAlarmThatEndsOnce() {
        Instant until = NOW.plus(Duration.ofHours(2));
        depth(at -> between(at, NOW, until) ? 150 : season(at));

        List<Finding> all =
                overDays(NOW.minus(FIVE), NOW.plus(Duration.ofHours(4)), Duration.ofMinutes(10));

        assertThat(all).extracting(Finding::id).containsOnly("metric-tts-depth");
        assertThat(all).extracting(Finding::first).containsOnly(all.getFirst().first());
        assertThat(all)
                .extracting(Finding::state)
                .containsOnly(FindingState.NEW, FindingState.RESOLVED);
        assertThat(all.getLast().state()).isEqualTo(FindingState.RESOLVED);
        assertThat(rounds.findings.find("metric-tts-depth").orElseThrow().episode()).isEqualTo(1);
    }

    @Test
    void whatMovesAboutItsBoundIsOneEpisode() {
        depth(at -> at.isBefore(NOW.minus(FIVE)) ? 8 : at.getEpochSecond() / 300 % 3 == 0 ? 25 : 12)
                .noise(0)
                .normal("< 15")
                .concerning("> 20");

        List<Finding> all = overDays(NOW.minus(FIVE), NOW.plus(Duration.ofHours(3)), FIVE);

        assertThat(all).extracting(Finding::state).containsOnly(FindingState.NEW);
        assertThat(rounds.findings.find("metric-tts-depth").orElseThrow().episode()).isEqualTo(1);
    }

    @Test
    void anEpisodeAfterOneThatAPersonWasToldOfIsARegression() {
        Instant second = NOW.plus(Duration.ofHours(3));
        depth(at -> between(at, NOW, NOW.plus(FIVE)) || !at.isBefore(second) ? 25 : 8)
                .noise(0)
                .concerning("> 20");
        overDays(NOW.minus(FIVE), second, FIVE);

        Finding again = rounds.at(second.plus(FIVE)).findings().getFirst();

        assertThat(again.state()).isEqualTo(FindingState.REGRESSED);
        assertThat(again.first()).isEqualTo(second);
    }

    @Test
    void whatIsConcerningAtOnceIsSeenWhenTheRoundComesLate() {
        Instant then = NOW.minus(Duration.ofMinutes(15));
        depth(at -> at.equals(then) ? 1 : 0).noise(0).concerning("any");

        Finding finding = rounds.at(NOW.minusSeconds(20)).findings().getFirst();

        assertThat(finding.severity()).isEqualTo(Severity.SEV2);
        assertThat(finding.title())
                .isEqualTo("tts.depth: 1, declared concerning (any), since the last point");
    }

    @Test
    void whatCannotBeToldIsNoFindingAndEndsNone() {
        depth(at -> at.isBefore(NOW) ? 42 : Double.NaN).noise(0).concerning("> 20");
        assertThat(rounds.at(NOW).findings()).hasSize(1);

        assertThat(rounds.at(NOW.plus(Duration.ofHours(5))).findings()).isEmpty();
        assertThat(rounds.findings.open()).hasSize(1);
    }

    @Test
    void aDayOfHistoryWakesNobody() {
        Instant began = NOW.minus(Duration.ofHours(30));
        rounds.metric(
                new ListedMetric(
                                "young",
                                began,
                                at -> at.isBefore(NOW.minus(Duration.ofHours(1))) ? 10 : 100)
                        .noise(1));

        assertThat(rounds.at(NOW).findings()).isEmpty();
    }

    @Test
    void aSourceThatIsDownIsToldOnce() {
        depth(at -> 8).concerning("> 20").failure = "no answer in the time allowed";
        rounds.metric(new ListedMetric("tts.wait", MONTH_AGO, at -> 8)).failure = "the same";

        CheckReport report = rounds.at(NOW);

        assertThat(report.findings()).extracting(Finding::id).containsExactly("unread-metrics");
        assertThat(report.findings().getFirst().facts())
                .containsExactly(
                        "source metrics: no answer in the time allowed",
                        "what happens there is unobserved, not quiet");
    }

    @Test
    void boundsWithoutValuesAreSaid() {
        depth(at -> Double.NaN).concerning("> 20");

        assertThat(rounds.at(NOW).remarks())
                .containsExactly(
                        "bounds are declared and there are no values to hold against them:"
                                + " tts.depth; what has to be sampled is sampled by watchkeeper collect"
                                + " or serve --http");
    }

    @Test
    void aHostUnderPressureIsAFactOfTheSymptom() {
        Instant began = NOW.minus(Duration.ofMinutes(50));
        rounds.metric(
                new ListedMetric("host.cpu_percent", MONTH_AGO, at -> at.isBefore(began) ? 40 : 93)
                        .in("%")
                        .noise(3));
        rounds.log("app")
                .every(FIVE, MONTH_AGO, NOW, Level.INFO, "served")
                .every(
                        Duration.ofMinutes(1),
                        NOW.minus(Duration.ofMinutes(30)),
                        NOW,
                        Level.ERROR,
                        "too slow");

        CheckReport report = rounds.at(NOW);

        Finding error = Objects.requireNonNull(Rounds.of(report, "too slow"));
        assertThat(error.facts().getLast())
                .startsWith("at the same time: host.cpu_percent concerning: 9")
                .contains("above the");
        assertThat(report.findings())
                .filteredOn(f -> f.check().equals("metrics"))
                .extracting(Finding::severity)
                .containsExactly(Severity.SEV4);
    }

    @Test
    void aMetricThatIsNotDeclaredAnyMoreIsOver() {
        depth(at -> 42).noise(0).concerning("> 20");
        rounds.at(NOW);
        rounds.metrics.clear();

        Finding gone = rounds.at(NOW.plus(FIVE)).findings().getFirst();

        assertThat(gone.state()).isEqualTo(FindingState.RESOLVED);
        assertThat(gone.facts()).containsExactly("tools.yaml does not declare it any more");
    }

    @Test
    void moreDemandThanEverIsAFactOfTheSymptomAndNoFinding() {
        Instant began = NOW.minus(Duration.ofMinutes(50));
        rounds.metric(
                new ListedMetric("tts.enqueued", MONTH_AGO, at -> at.isBefore(began) ? 30 : 300)
                        .bad(Direction.BOTH)
                        .counted()
                        .noise(3));
        rounds.metric(
                new ListedMetric("gemini.calls", MONTH_AGO, at -> at.isBefore(began) ? 30 : 300)
                        .limit(1_000)
                        .counted()
                        .noise(3));
        rounds.metric(
                new ListedMetric("tts.wait", MONTH_AGO, at -> at.isBefore(began) ? 80 : 800)
                        .noise(5));

        List<Finding> found = rounds.at(NOW).findings();

        assertThat(found).extracting(Finding::subject).containsExactly("tts.wait");
        assertThat(found.getFirst().facts())
                .anyMatch(fact -> fact.startsWith("at the same time: tts.enqueued concerning"))
                .anyMatch(fact -> fact.startsWith("at the same time: gemini.calls concerning"));
    }

    @Test
    void fewerThanEverOfWhatIsCountedIsStillAFinding() {
        Instant began = NOW.minus(Duration.ofMinutes(50));
        rounds.metric(
                new ListedMetric("tts.enqueued", MONTH_AGO, at -> at.isBefore(began) ? 300 : 30)
                        .bad(Direction.BOTH)
                        .counted()
                        .noise(3));

        assertThat(rounds.at(NOW).findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.SEV3);
    }

    @Test
    void memoryThatIsTakenAndGivenBackIsAFindingWhereverItStandsNow() {
        Instant began = NOW.minus(Duration.ofMinutes(140));
        rounds.metric(
                new ListedMetric("host.memory_used_percent", MONTH_AGO, at -> leaking(at, began))
                        .in("%")
                        .limit(100)
                        .noise(0.5));

        List<Finding> found = rounds.at(NOW).findings();

        assertThat(found).extracting(Finding::severity).containsExactly(Severity.SEV3);
        assertThat(found.getFirst().title())
                .startsWith("host.memory_used_percent: ")
                .contains(", since ");
    }

    /// Up to 93% within 35 minutes, and back to 47% when it is killed.
    private static double leaking(Instant at, Instant began) {
        long minutes = Duration.between(began, at).toMinutes();
        return minutes < 0 ? 47 : 47 + 46 * (minutes % 35) / 30.0;
    }
}
