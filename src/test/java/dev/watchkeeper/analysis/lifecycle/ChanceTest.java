package dev.watchkeeper.analysis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChanceTest {

    @Test
    void itIsTheUpperTailOfTheBinomialDistribution() {
        // 1 - (1 + 10) / 1024, and one in 1024
        assertThat(Chance.atLeast(10, 10, 0.5)).isCloseTo(1 / 1024.0, within(1e-12));
        assertThat(Chance.atLeast(9, 10, 0.5)).isCloseTo(11 / 1024.0, within(1e-12));
        assertThat(Chance.atLeast(2, 3, 0.1)).isCloseTo(0.028, within(1e-12));
        assertThat(Chance.atLeast(1, 100, 0.02)).isEqualTo(1);
        assertThat(Chance.atLeast(50, 5_000, 0.002)).isBetween(1e-19, 1e-17);
    }
}
