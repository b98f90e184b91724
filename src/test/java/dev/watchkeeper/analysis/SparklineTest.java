package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SparklineTest {

    private static final double GAP = Double.NaN;

    private static TimeRange millis(long from, long until) {
        return new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(until));
    }

    @Test
    void eachEighthOfTheScaleHasItsBar() {
        assertThat(Sparkline.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8})).isEqualTo("▁▂▃▄▅▆▇██");
    }

    @Test
    void aGapIsAGapAndNeverAZero() {
        assertThat(Sparkline.of(new double[] {0, GAP, 8, Double.POSITIVE_INFINITY}))
                .isEqualTo("▁·█·");
    }

    @Test
    void itBeginsAtZeroSoThatASmallChangeLooksSmall() {
        assertThat(Sparkline.of(new double[] {70, 71, 70, 72})).isEqualTo("████");
    }

    @Test
    void nothingButZerosIsLow() {
        assertThat(Sparkline.of(new double[] {0, 0, 0})).isEqualTo("▁▁▁");
    }

    @Test
    void valuesBelowZeroWidenTheScale() {
        assertThat(Sparkline.of(new double[] {-4, 0, 4})).isEqualTo("▁▅█");
    }

    @Test
    void aGivenScaleCutsWhatLiesBeyond() {
        assertThat(Sparkline.of(new double[] {-10, 50, 400}, 0, 100)).isEqualTo("▁▅█");
    }

    @Test
    void theGreatestNumbersThereAreDoNotBreakIt() {
        assertThat(Sparkline.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}))
                .isEqualTo("▁█");
    }

    @Test
    void aPartOfTimeShowsItsWorstValueAndAnEmptyOneIsAGap() {
        Series series = Series.of(new long[] {0, 1, 20, 21, 39}, new double[] {1, 8, 2, 4, 0});

        assertThat(Sparkline.of(series, millis(0, 40), 4, Direction.HIGH)).isEqualTo("█·▅▁");
        assertThat(Sparkline.of(series, millis(0, 40), 4, Direction.LOW)).isEqualTo("▅·█▁");
    }

    @Test
    void nothingAtAllIsAllGaps() {
        assertThat(Sparkline.of(Series.EMPTY, millis(0, 40), 4, Direction.BOTH)).isEqualTo("····");
    }
}
