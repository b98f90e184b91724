package dev.watchkeeper.analysis.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShiftsTest {

    private static final Instant FROM = Instant.parse("2026-03-10T02:00:00Z");
    private static final TimeRange WINDOW = new TimeRange(FROM, FROM.plus(Duration.ofHours(1)));
    private static final TimeRange BEFORE = TimeRange.before(FROM, Duration.ofHours(6));
    private static final int MINUTES = 60;

    private static final Frame FRAME = frame(BEFORE);

    private static Frame frame(TimeRange before) {
        var days = new ArrayList<TimeRange>();
        for (int day = 1; day <= 7; day++) {
            Duration back = Duration.ofDays(day);
            days.add(new TimeRange(FROM.minus(back), WINDOW.until().minus(back)));
        }
        return Frame.of(WINDOW, before, days, Duration.ofMinutes(1));
    }

    private static double[] cells(int many, IntToDoubleFunction value) {
        return IntStream.range(0, many).mapToDouble(value).toArray();
    }

    private static Quantity counts(IntToDoubleFunction window, IntToDoubleFunction usual) {
        var days = new ArrayList<double[]>();
        for (int day = 0; day < 7; day++) {
            days.add(cells(MINUTES, usual));
        }
        return new Quantity(
                true, cells(MINUTES, window), cells(6 * MINUTES, usual), List.copyOf(days));
    }

    private static Shift found(Quantity quantity) {
        Shift shift = shift(quantity);
        assertThat(shift).isNotNull();
        return Objects.requireNonNull(shift);
    }

    private static @Nullable Shift shift(Quantity quantity) {
        return new Shifts(FRAME).of(quantity);
    }

    private static boolean surprising(Quantity quantity) {
        Shift shift = shift(quantity);
        return shift != null && shift.probability() < 1e-4;
    }

    @Test
    void whatComesAnewHasItsBeginningAndNoEnd() {
        Shift shift = found(counts(i -> i >= 25 ? 2 : 0, i -> 0));

        assertThat(shift.rose()).isTrue();
        assertThat(shift.fresh()).isTrue();
        assertThat(shift.onset()).isEqualTo("2026-03-10T02:25:00Z");
        assertThat(shift.earliest()).isBeforeOrEqualTo(shift.onset());
        assertThat(shift.latest()).isAfter(shift.onset());
        assertThat(shift.until()).isNull();
        assertThat(shift.now()).isEqualTo(70);
        assertThat(shift.probability()).isLessThan(1e-6);
    }

    @Test
    void aBeginningIsWithinWhatIsSaidOfIt() {
        int right = 0;
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            int truth = 10 + random.nextInt(40);
            Shift shift =
                    found(
                            counts(
                                    i -> poisson(random, i >= truth ? 6 : 2),
                                    i -> poisson(random, 2)));
            Instant onset = FROM.plus(Duration.ofMinutes(truth));
            right +=
                    !onset.isBefore(shift.earliest()) && !onset.isAfter(shift.latest()) ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(90);
    }

    @Test
    void whatStopsIsGoneSinceThen() {
        Shift shift = found(counts(i -> i < 30 && i % 5 == 0 ? 1 : 0, i -> i % 5 == 0 ? 1 : 0));

        assertThat(shift.gone()).isTrue();
        assertThat(shift.usual()).isEqualTo(6, within(1.0));
        assertThat(shift.probability()).isLessThan(1e-3);
    }

    @Test
    void aBurstIsOneEventAndNoChange() {
        assertThat(surprising(counts(i -> i == 20 || i == 21 ? 15 : 0, i -> 0))).isFalse();
    }

    @Test
    void whatCameAsOftenOnSeveralEarlierDaysIsNoSurprise() {
        var days = new ArrayList<double[]>();
        for (int day = 0; day < 7; day++) {
            int busy = day;
            days.add(cells(MINUTES, i -> busy < 3 && i >= 20 ? 30 : 0));
        }
        var quantity =
                new Quantity(
                        true,
                        cells(MINUTES, i -> i >= 20 ? 30 : 0),
                        cells(6 * MINUTES, i -> 0),
                        days);

        assertThat(surprising(quantity)).isFalse();
    }

    @Test
    void aRhythmOfTheDayIsNoSurprise() {
        var days = new ArrayList<double[]>();
        for (int day = 0; day < 7; day++) {
            days.add(cells(MINUTES, i -> 20 + i % 3));
        }
        var quantity =
                new Quantity(
                        true, cells(MINUTES, i -> 20 + i % 3), cells(6 * MINUTES, i -> i % 3), days);

        assertThat(surprising(quantity)).isFalse();
    }

    @Test
    void aBusyDayIsNoSurpriseEither() {
        var days = new ArrayList<double[]>();
        for (int day = 0; day < 7; day++) {
            days.add(cells(MINUTES, i -> 5 + i % 3));
        }
        var quantity =
                new Quantity(
                        true,
                        cells(MINUTES, i -> 20 + i % 3),
                        cells(6 * MINUTES, i -> 20 + i % 3),
                        days);

        assertThat(surprising(quantity)).isFalse();
    }

    @Test
    void aGapIsNoZero() {
        var window = cells(MINUTES, i -> 50 + i % 4);
        Arrays.fill(window, 30, MINUTES, Double.NaN);
        var level =
                new Quantity(false, window, cells(6 * MINUTES, i -> 50 + i % 4), List.of());

        assertThat(surprising(level)).isFalse();
    }

    @Test
    void aLevelThatMovesIsSeenWithItsUsualAndItsOwn() {
        var level =
                new Quantity(
                        false,
                        cells(MINUTES, i -> i < 40 ? 50 + i % 4 : 90 + i % 4),
                        cells(6 * MINUTES, i -> 50 + i % 4),
                        List.of());
        Shift shift = found(level);

        assertThat(shift.usual()).isEqualTo(51.5, within(1.0));
        assertThat(shift.now()).isEqualTo(91.5, within(1.0));
        assertThat(shift.onset()).isEqualTo("2026-03-10T02:40:00Z");
        assertThat(shift.probability()).isLessThan(1e-6);
    }

    @Test
    void twoWindowsOfTheSameProcessDifferByChanceAlone() {
        int quantities = 0;
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            var probabilities = new ArrayList<Double>();
            for (int i = 0; i < 50; i++) {
                var random = new Random(1_000L * seed + i);
                double rate = Math.pow(10, random.nextDouble(-2, 1.5));
                Shift shift =
                        shift(counts(_ -> poisson(random, rate), _ -> poisson(random, rate)));
                probabilities.add(shift == null ? 1 : shift.probability());
                quantities++;
            }
            double bound = Discoveries.bound(probabilities, 50, 0.01);
            found += (int) probabilities.stream().filter(p -> p <= bound).count();
        }
        assertThat(quantities).isEqualTo(2_000);
        assertThat(found).isLessThanOrEqualTo(2);
    }

    private static double poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
