package dev.watchkeeper.analysis.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoveriesTest {

    /// The worked example of Benjamini and Hochberg (1995), section 4.1: 15 probabilities of which
    /// four are let through at 0.05.
    @Test
    void theExampleOfBenjaminiAndHochbergLetsFourThrough() {
        List<Double> probabilities =
                List.of(
                        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
                        0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000);

        assertThat(Discoveries.bound(probabilities, 15, 0.05)).isEqualTo(0.0095);
    }

    @Test
    void whatWasLookedAtCountsThoughItDidNotDiffer() {
        assertThat(Discoveries.bound(List.of(0.0001), 1, 0.01)).isEqualTo(0.0001);
        assertThat(Discoveries.bound(List.of(0.0001), 1_000, 0.01)).isZero();
        assertThat(Discoveries.bound(List.of(), 100, 0.01)).isZero();
    }

    @Test
    void tailsAreThoseOfTheTables() {
        assertThat(Tail.student(12.706, 1)).isEqualTo(0.025, within(1e-5));
        assertThat(Tail.student(2.920, 2)).isEqualTo(0.05, within(1e-4));
        assertThat(Tail.student(3.365, 5)).isEqualTo(0.01, within(1e-5));
        assertThat(Tail.student(2.228, 10)).isEqualTo(0.025, within(1e-5));
        assertThat(Tail.student(-2.228, 10)).isEqualTo(0.975, within(1e-5));
        assertThat(Tail.student(0, 7)).isEqualTo(0.5, within(1e-9));
        assertThat(Tail.student(1e9, 30)).isEqualTo(Tail.LEAST);
    }
}
