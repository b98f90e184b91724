package dev.watchkeeper.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever the points are, there is an answer, and it says of how many.
class AssessorPropertyTest {

    private static final double[] ODD = {
        0, -0.0, 1, -1, 1e308, -1e308, 1e-320, Double.NaN, Double.POSITIVE_INFINITY, 1e15, 0.1
    };

    @Test
    void everySeriesHasAnAnswerThatNamesItsNumberOfPoints() {
        for (int seed = 0; seed < 600; seed++) {
            var chance = new Random(seed);
            Series series = anything(chance);
            Question question = anyQuestion(series, chance);

            Assessment assessment = Assessor.assess(series, question);

            assertThat(assessment.summary())
                    .as("seed %s", seed)
                    .contains("(" + assessment.n() + " point")
                    .doesNotContain("NaN")
                    .doesNotContain("null");
            assertThat(assessment.verdict() == Verdict.CANNOT_TELL)
                    .as("seed %s", seed)
                    .isEqualTo(assessment.cannotTellBecause() != null);
            if (assessment.verdict() != Verdict.CANNOT_TELL) {
                assertThat(assessment.why()).as("seed %s", seed).isNotEmpty();
                assertThat(assessment.n()).as("seed %s", seed).isPositive();
            }
            for (Comparison each : assessment.comparisons()) {
                assertThat(each.n() > 0 || each.against() == Against.DECLARED_NORMAL)
                        .as("seed %s: %s", seed, each)
                        .isTrue();
            }
        }
    }

    @Test
    void theScoreOfAnythingIsBetweenZeroAndOne() {
        for (int seed = 0; seed < 300; seed++) {
            var chance = new Random(seed);
            var scores = new AnomalyScores();
            long time = chance.nextLong(2_000_000_000_000L);
            for (int i = 0; i < 400; i++) {
                time += chance.nextInt(3) == 0 ? chance.nextInt(-100_000, 100_000) : 60_000;
                assertThat(scores.add(time, value(chance, i)))
                        .as("seed %s", seed)
                        .isBetween(0.0, 1.0);
            }
        }
    }

    private static Series anything(Random chance) {
        int n = chance.nextInt(4) == 0 ? chance.nextInt(5) : chance.nextInt(1_200);
        long step =
                new long[] {1, 1_000, 60_000, 300_000, 3_600_000, 86_400_000}[chance.nextInt(6)];
        var times = new ArrayList<Long>();
        var values = new ArrayList<Double>();
        long time = 1_700_000_000_000L;
        for (int i = 0; i < n; i++) {
            time +=
                    switch (chance.nextInt(60)) {
                        case 0 -> step * chance.nextInt(1, 400);
                        case 1 -> -step * chance.nextInt(1, 50);
                        case 2 -> 0;
                        default -> step;
                    };
            times.add(time);
            values.add(value(chance, i));
        }
        return Series.of(
                times.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double value(Random chance, int i) {
        return switch (chance.nextInt(40)) {
            case 0 -> ODD[chance.nextInt(ODD.length)];
            case 1 -> 1_000 * chance.nextGaussian();
            default -> 10 + Math.sin(i / 20.0) + (i % 7 == 0 ? 0 : chance.nextGaussian());
        };
    }

    private static Question anyQuestion(Series series, Random chance) {
        Instant end = series.isEmpty() ? Instant.EPOCH : series.time(series.size() - 1);
        Duration step =
                chance.nextInt(5) == 0
                        ? Duration.ofMillis(chance.nextLong(1, 1L << 50))
                        : Question.stepOf(series);
        return new Question(
                end.plusMillis(chance.nextInt(-1_000_000, 1_000_000)),
                chance.nextBoolean() ? null : "%",
                List.of(Direction.HIGH, Direction.LOW, Direction.BOTH).get(chance.nextInt(3)),
                step,
                condition(chance, "< 10", "5..20"),
                condition(chance, "> 20 for 5m", "< 1"),
                chance.nextBoolean() ? null : 100 * chance.nextGaussian(),
                chance.nextInt(4) == 0
                        ? List.of(end.minusMillis(chance.nextInt(1_000_000)))
                        : List.of());
    }

    private static @Nullable Condition condition(Random chance, String one, String other) {
        return switch (chance.nextInt(4)) {
            case 0 -> Condition.parse(one);
            case 1 -> Condition.parse(other);
            case 2 -> Condition.parse("occasional");
            default -> null;
        };
    }
}
