package dev.watchkeeper.analysis.series;

import static dev.watchkeeper.analysis.series.Invented.daily;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Hundreds of series whose truth is known.
@Tag("slow")
class SyntheticTruthTest {

    /// More of them say the same, and take longer: `-Dwatchkeeper.seeds=300`.
    private static final int SEEDS = Integer.getInteger("watchkeeper.seeds", 20);

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aDiskIsFullWithinTheStatedIntervalInNineRunsOfTen() {
        long inside = IntStream.range(0, 400).filter(SyntheticTruthTest::fullAsForecast).count();

        assertThat(inside).isGreaterThanOrEqualTo(360);
    }

    /// A disk at a steady rate, with noise that comes back, or that stays, or that is the day's.
    private static boolean fullAsForecast(int seed) {
        var chance = new Random(seed);
        double history = 2 + 10 * chance.nextDouble();
        double rate = 0.5 + 5 * chance.nextDouble();
        double left = 0.5 + chance.nextDouble() * Math.min(8, 1.5 * history);
        double noise = rate * 0.3 * chance.nextDouble();
        int kind = seed % 3;
        double[] walked = {0};
        Invented.Law law =
                (day, luck) -> {
                    walked[0] += kind == 1 ? noise * luck.nextGaussian() / 10 : 0;
                    double rhythm = kind == 2 ? rate / 4 * Math.sin(2 * Math.PI * day) : 0;
                    return 100 - rate * (history + left - day) + walked[0] + rhythm;
                };
        Series truth = Invented.series(history + 3 * left + 5, HOUR, seed, law);
        int now = (int) (history * 24);
        var times = new long[now + 1];
        var values = new double[now + 1];
        for (int i = 0; i <= now; i++) {
            times[i] = truth.millis(i);
            values[i] = truth.value(i) + (kind == 1 ? 0 : noise * chance.nextGaussian());
        }
        int full = now;
        while (full < truth.size() - 1 && truth.value(full) < 100) {
            full++;
        }
        Series known = Series.of(times, values);
        Forecast forecast =
                Assessor.assess(
                                known,
                                new Question(
                                        known.time(now),
                                        "%",
                                        Direction.HIGH,
                                        HOUR,
                                        null,
                                        null,
                                        100.0,
                                        List.of()))
                        .forecast();
        if (forecast == null) {
            return false;
        }
        Instant at = truth.time(full);
        Instant latest = forecast.latest();
        // the truth is known to the hour
        return !at.isBefore(forecast.earliest())
                && (latest == null || !at.isAfter(latest.plus(HOUR)));
    }

    @Test
    void aCreepOfTwoPercentADayIsFoundWithinTwoWeeks() {
        long found =
                IntStream.range(0, SEEDS)
                        .parallel()
                        .filter(seed -> {
                            double noise = 2 + seed % 10;
                            Series series =
                                    Invented.series(
                                            42,
                                            HOUR,
                                            seed,
                                            (day, chance) ->
                                                    100
                                                                    * (1
                                                                            + 0.02
                                                                                    * Math.max(
                                                                                            0,
                                                                                            day
                                                                                                    - 28))
                                                                    * daily(day)
                                                            + noise * chance.nextGaussian());
                            return IntStream.range(28 * 4, 42 * 4)
                                    .anyMatch(quarter -> concerning(series, quarter / 4.0));
                        })
                        .count();

        assertThat(found).isEqualTo(SEEDS);
    }

    @Test
    void aSteadyRhythmRaisesAtMostOneFalseAlarmAMonth() {
        List<Integer> alarms =
                IntStream.range(0, SEEDS)
                        .parallel()
                        .map(SyntheticTruthTest::falseAlarms)
                        .boxed()
                        .toList();

        assertThat(alarms).allSatisfy(each -> assertThat(each).isLessThanOrEqualTo(1));
        assertThat(alarms.stream().filter(each -> each > 0)).hasSizeLessThanOrEqualTo(SEEDS / 10);
    }

    private static int falseAlarms(int seed) {
        double[] before = {0};
        Series series =
                Invented.series(
                        58,
                        HOUR,
                        seed,
                        (day, chance) -> {
                            before[0] = 0.6 * before[0] + chance.nextGaussian();
                            double week = seed % 2 == 0 && Invented.weekend(day) ? 0.6 : 1;
                            return 100 * week * daily(day)
                                    + switch (seed % 3) {
                                        case 0 -> 10 * before[0];
                                        case 1 -> 15 * chance.nextGaussian();
                                        default -> 20 * Math.exp(chance.nextGaussian() / 2);
                                    };
                        });
        int alarms = 0;
        boolean alarmed = false;
        for (int hour = 28 * 24; hour < 58 * 24; hour += 3) {
            boolean now = concerning(series, hour / 24.0);
            alarms += now && !alarmed ? 1 : 0;
            alarmed = now;
        }
        return alarms;
    }

    private static boolean concerning(Series series, double day) {
        Question question = Question.of(series, Invented.at(day), Direction.HIGH);
        return Assessor.assess(series, question).verdict() == Verdict.CONCERNING;
    }
}
