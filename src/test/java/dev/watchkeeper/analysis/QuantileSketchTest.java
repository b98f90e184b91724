package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileSketchTest {

    private static final List<ToDoubleFunction<Random>> KINDS =
            List.of(
                    Random::nextDouble,
                    random -> Math.exp(random.nextGaussian() * 4),
                    random -> random.nextGaussian() * 1e6,
                    random -> random.nextInt(5) - 2,
                    random -> random.nextBoolean() ? 1e-300 : 1e300);

    private static double exact(double[] sorted, double q) {
        return sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 99, 1_000, 20_000})
    void everyQuantileIsWithinOnePercentOfTheExactOne(int count) {
        for (var kind : KINDS) {
            var random = new Random(count);
            double[] numbers = new double[count];
            var sketch = new QuantileSketch();
            for (int i = 0; i < count; i++) {
                numbers[i] = kind.applyAsDouble(random);
                sketch.add(numbers[i]);
            }
            Arrays.sort(numbers);
            for (double q : new double[] {0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1}) {
                double exact = exact(numbers, q);
                assertThat(sketch.quantile(q))
                        .as("q %s of %s numbers", q, count)
                        .isCloseTo(exact, within(Math.abs(exact) * 0.0101 + 1e-9));
            }
            assertThat(sketch.count()).isEqualTo(count);
        }
    }

    @Test
    void bothEndsAreExact() {
        var sketch = new QuantileSketch();
        for (double value : new double[] {3.14159, -2.71828, 0}) {
            sketch.add(value);
        }

        assertThat(sketch.quantile(0)).isEqualTo(-2.71828);
        assertThat(sketch.quantile(1)).isEqualTo(3.14159);
        assertThat(sketch.quantile(0.5)).isZero();
    }

    @Test
    void whatIsNoNumberIsLeftOut() {
        var sketch = new QuantileSketch();
        sketch.add(Double.NaN);
        sketch.add(Double.POSITIVE_INFINITY);
        sketch.add(Double.NEGATIVE_INFINITY);

        assertThat(sketch.count()).isZero();
        assertThat(sketch.quantile(0.5)).isNaN();
    }

    @Test
    void theGreatestAndTheSmallestNumbersAreNumbersToo() {
        for (double value : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE}) {
            var sketch = new QuantileSketch();
            sketch.add(value);
            sketch.add(value);
            assertThat(sketch.quantile(0.5)).isCloseTo(value, within(Math.abs(value) * 0.01));
        }
    }
}
