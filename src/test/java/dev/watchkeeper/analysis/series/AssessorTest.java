package dev.watchkeeper.analysis.series;

import static dev.watchkeeper.analysis.series.Invented.daily;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssessorTest {

    private static final Duration STEP = Duration.ofMinutes(15);

    private static Assessment ask(Series series, double day, Direction bad) {
        return Assessor.assess(series, Question.of(series, Invented.at(day), bad));
    }

    private static Assessment declared(
            Series series, @Nullable String normal, @Nullable String concerning) {
        return Assessor.assess(
                series,
                new Question(
                        series.time(series.size() - 1),
                        "jobs",
                        Direction.HIGH,
                        Question.stepOf(series),
                        normal == null ? null : Condition.parse(normal),
                        concerning == null ? null : Condition.parse(concerning),
                        null,
                        List.of()));
    }

    private static Series usual(Invented.Law more) {
        return Invented.series(
                35,
                STEP,
                7,
                (day, chance) ->
                        100 * daily(day) + 8 * chance.nextGaussian() + more.at(day, chance));
    }

    @Test
    void aRhythmIsNormalAndNamed() {
        Assessment assessment = ask(usual((day, chance) -> 0), 34.6, Direction.HIGH);

        assertThat(assessment.verdict()).isEqualTo(Verdict.NORMAL);
        assertThat(assessment.confidence()).isEqualTo(Confidence.HIGH);
        Season season = Objects.requireNonNull(assessment.season());
        assertThat(season.period()).isEqualTo(Duration.ofDays(1));
        assertThat(assessment.why().getFirst()).contains("of the same hours before");
    }

    @Test
    void aLevelThatLeftItsHoursAndStaysIsConcerningSinceThen() {
        Series series = usual((day, chance) -> day > 32.5 ? 150 : 0);

        Assessment assessment = ask(series, 32.7, Direction.HIGH);

        assertThat(assessment.verdict()).isEqualTo(Verdict.CONCERNING);
        assertThat(assessment.since())
                .isBetween(Invented.at(32.5), Invented.at(32.5).plus(STEP.multipliedBy(2)));
        assertThat(assessment.summary())
                .startsWith("concerning: ")
                .contains("above the ")
                .contains(" of the same hours before (")
                .endsWith(" points)");
        assertThat(ask(series, 32.7, Direction.LOW).verdict())
                .as("in the direction that is not bad it is worth a look and no more")
                .isEqualTo(Verdict.UNUSUAL);
    }

    @Test
    void lowIsBadWhereLowIsBad() {
        Series series = usual((day, chance) -> day > 32.25 && day < 33 ? -130 : 0);

        assertThat(ask(series, 32.4, Direction.LOW).verdict()).isEqualTo(Verdict.CONCERNING);
    }

    @Test
    void aSpikeThatHasEndedIsNormalAndMentioned() {
        Series series = usual((day, chance) -> day > 32.5 && day < 32.54 ? 900 : 0);

        Assessment assessment = ask(series, 32.8, Direction.HIGH);

        assertThat(assessment.verdict()).isEqualTo(Verdict.NORMAL);
        assertThat(assessment.why())
                .anySatisfy(reason ->
                        assertThat(reason)
                                .startsWith("it was above the usual")
                                .endsWith("which has ended"));
        assertThat(assessment.since()).isNull();
    }

    @Test
    void anEpisodeIsOneAlarmWithOneBeginning() {
        Series series = usual((day, chance) -> day > 30.5 && day < 31.2 ? 150 : 0);
        int alarms = 0;
        boolean before = false;
        var beginnings = new ArrayList<Instant>();
        for (double day = 30; day < 33; day += 1 / 48.0) {
            Assessment assessment = ask(series, day, Direction.HIGH);
            boolean now = assessment.verdict() == Verdict.CONCERNING;
            alarms += now && !before ? 1 : 0;
            before = now;
            Instant since = assessment.since();
            if (now && since != null) {
                beginnings.add(since);
            }
        }

        assertThat(alarms).isEqualTo(1);
        assertThat(beginnings.stream().distinct()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void weekendsAreNotConcerning() {
        Series quiet =
                Invented.series(
                        28,
                        STEP,
                        3,
                        (day, chance) ->
                                (Invented.weekend(day) ? 40 : 100) * daily(day)
                                        + 5 * chance.nextGaussian());
        for (double day = 3; day < 28; day += 0.35) {
            assertThat(ask(quiet, day, Direction.LOW).verdict())
                    .as("day %s", day)
                    .isNotEqualTo(Verdict.CONCERNING);
        }
    }

    @Test
    void growthIsNotConcerning() {
        Series growing =
                Invented.series(
                        45,
                        STEP,
                        5,
                        (day, chance) -> (100 + day) * daily(day) + 6 * chance.nextGaussian());
        for (double day = 7; day < 45; day += 0.5) {
            assertThat(ask(growing, day, Direction.HIGH).verdict())
                    .as("day %s", day)
                    .isNotEqualTo(Verdict.CONCERNING);
        }
        assertThat(ask(growing, 44.9, Direction.HIGH).why())
                .anySatisfy(
                        reason -> assertThat(reason).contains("it grows by ").contains(" a day"));
    }

    @Test
    void aCreepThatNoDayShowsIsConcerning() {
        Series creeping =
                Invented.series(
                        42,
                        STEP,
                        11,
                        (day, chance) ->
                                100 * (1 + 0.02 * Math.max(0, day - 28)) * daily(day)
                                        + 10 * chance.nextGaussian());

        Assessment assessment = ask(creeping, 40, Direction.HIGH);

        assertThat(assessment.verdict()).isEqualTo(Verdict.CONCERNING);
        assertThat(assessment.why().getFirst())
                .startsWith("it has crept up by ")
                .contains(", which no single day shows; the ");
        assertThat(ask(creeping, 28, Direction.HIGH).verdict()).isEqualTo(Verdict.NORMAL);
    }

    @Test
    void aDiskThatFillsIsSaidHowLongItTakes() {
        Series disk =
                Invented.series(
                        4, STEP, 2, (day, chance) -> 60 + 8 * day + 0.2 * chance.nextGaussian());

        Assessment assessment =
                Assessor.assess(
                        disk,
                        new Question(
                                Invented.at(4),
                                "%",
                                Direction.HIGH,
                                STEP,
                                null,
                                null,
                                100.0,
                                List.of()));

        assertThat(assessment.verdict()).isEqualTo(Verdict.CONCERNING);
        assertThat(assessment.why().getFirst())
                .matches(
                        "at the present rate of [78][.0-9]*% a day it reaches 100% in 2[0-9] to"
                                + " 2[0-9] hours");
        Forecast forecast = Objects.requireNonNull(assessment.forecast());
        assertThat(Invented.at(5)).isBetween(forecast.earliest(), forecast.latest());
    }

    @Test
    void whatIsDeclaredNormalWins() {
        Series series = usual((day, chance) -> day > 34.5 ? 150 : 0);

        Assessment assessment = declared(series, "< 1000", null);

        assertThat(assessment.verdict()).isEqualTo(Verdict.NORMAL);
        assertThat(assessment.why().getFirst()).endsWith("jobs, declared normal (< 1000)");
        assertThat(assessment.comparisons().getFirst().against())
                .isEqualTo(Against.DECLARED_NORMAL);
    }

    @Test
    void concerningWaitsForAsLongAsWasSaid() {
        Invented.Law law = (day, chance) -> day >= 0.99 ? 30 : 5;
        Series series = Invented.series(1, Duration.ofMinutes(1), 1, law);

        assertThat(declared(series, null, "> 20 for 10m").summary())
                .isEqualTo(
                        "concerning: 30 jobs, declared concerning (> 20 for 10m), since 23:46 UTC"
                                + " (13 min) (1440 points)");
        assertThat(declared(series, null, "> 20 for 1h").summary())
                .isEqualTo(
                        "unusual: 30 jobs, not yet for as long as is declared concerning (> 20 for"
                                + " 1h), since 23:46 UTC (13 min) (1440 points)");
    }

    @Test
    void outsideOfWhatIsNormalIsConcerningOnceItLasts() {
        Series brief = Invented.series(1, STEP, 1, (day, chance) -> day >= 0.985 ? 30 : 5);
        Series long1 = Invented.series(1, STEP, 1, (day, chance) -> day >= 0.95 ? 30 : 5);

        assertThat(declared(brief, "< 10", null).verdict()).isEqualTo(Verdict.UNUSUAL);
        assertThat(declared(long1, "< 10", null).verdict()).isEqualTo(Verdict.CONCERNING);
    }

    @Test
    void nothingIsSaidWithoutPoints() {
        assertThat(ask(Series.EMPTY, 3, Direction.HIGH).summary())
                .isEqualTo("cannot tell, because there are no points (0 points)");
    }

    @Test
    void nothingIsSaidOfThePresentWhenTheLastPointIsOld() {
        Series series = Invented.series(3, STEP, 1, (day, chance) -> 5);

        assertThat(ask(series, 3.5, Direction.HIGH).summary())
                .isEqualTo(
                        "cannot tell, because the last point is 12 hours old, and they used to come"
                                + " every 15 min (288 points)");
    }

    @Test
    void nothingIsSaidFromAFewPoints() {
        Series series = Invented.series(0.05, STEP, 1, (day, chance) -> 5);

        assertThat(ask(series, 0.05, Direction.HIGH).summary())
                .isEqualTo(
                        "cannot tell, because there is too little history: 4 points over 45 min"
                                + " (4 points)");
    }

    @Test
    void valuesBeforeAChangeOfUnitAreNotCompared() {
        Series series = usual((day, chance) -> day > 34.9 ? 100_000 : 0);

        Assessment assessment =
                Assessor.assess(
                        series,
                        new Question(
                                Invented.at(35),
                                "ms",
                                Direction.HIGH,
                                STEP,
                                null,
                                null,
                                null,
                                List.of(Invented.at(34.9))));

        assertThat(assessment.cannotTellBecause())
                .isEqualTo(
                        "there is too little history: 9 points since the unit or meaning changed at"
                                + " 21:36 UTC");
    }

    @Test
    void oneSlowAnswerInAYoungHistoryDoesNotHideThatAllAreSlow() {
        Series series =
                Invented.series(
                        4,
                        Duration.ofMinutes(5),
                        7,
                        (day, chance) ->
                                day > 3.9
                                        ? 8_000 + 300 * chance.nextGaussian()
                                        : chance.nextInt(100) == 0
                                                ? 10_000
                                                : 1_300 + 150 * chance.nextGaussian());

        Assessment assessment = ask(series, 3.97, Direction.HIGH);

        assertThat(assessment.verdict()).isEqualTo(Verdict.CONCERNING);
        assertThat(assessment.since()).isBetween(Invented.at(3.88), Invented.at(3.92));
    }

    @Test
    void aWeekendInAYoungHistoryIsNoConcern() {
        Series series =
                Invented.series(
                        6,
                        Duration.ofMinutes(5),
                        7,
                        (day, chance) ->
                                (day > 5 ? 0.6 : 1) * 100 * daily(day) + 5 * chance.nextGaussian());

        assertThat(ask(series, 5.6, Direction.BOTH).verdict()).isNotEqualTo(Verdict.CONCERNING);
    }

    @Test
    void anEpisodeIsNotHeldAgainstItself() {
        Series series =
                Invented.series(
                        10,
                        Duration.ofMinutes(5),
                        7,
                        (day, chance) -> (day > 9.8 ? 80 : 48) + chance.nextGaussian());

        Comparison day =
                ask(series, 9.95, Direction.HIGH).comparisons().stream()
                        .filter(each -> each.against() == Against.RECENT_LEVEL)
                        .findFirst()
                        .orElseThrow();

        assertThat(day.high()).isLessThan(60);
        assertThat(day.outside()).isGreaterThan(15);
    }
}
