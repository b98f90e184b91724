package dev.watchkeeper.analysis.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingWindowTest {

    private record Use(long millis, long amount) {}

    private static List<Use> uses(long seed, int many, int mostPause, boolean withQuiet) {
        var random = new Random(seed);
        var uses = new ArrayList<Use>();
        long at = 1_700_000_000_000L;
        for (int i = 0; i < many; i++) {
            at +=
                    withQuiet && random.nextInt(10) == 0
                            ? random.nextInt(90_000)
                            : random.nextInt(mostPause);
            uses.add(new Use(at, 1 + random.nextInt(3)));
        }
        return uses;
    }

    private static long bruteForce(List<Use> uses, int upTo, long at, long length) {
        long sum = 0;
        for (int i = upTo; i >= 0 && uses.get(i).millis() > at - length; i--) {
            sum += uses.get(i).amount();
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itIsExactAtEveryEvent(long seed) {
        List<Use> uses = uses(seed, 5_000, 400, true);
        var window = new RollingWindow(Duration.ofMinutes(1));

        for (int i = 0; i < uses.size(); i++) {
            Use use = uses.get(i);
            window.add(use.millis(), use.amount());
            assertThat(window.used(use.millis()))
                    .isEqualTo(bruteForce(uses, i, use.millis(), 60_000));
        }
        assertThat(window.resolution()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void whatWasAddedAtItsBeginningIsNoLongerInIt() {
        var window = new RollingWindow(Duration.ofSeconds(1));
        window.add(5_000, 7);

        assertThat(window.used(5_999)).isEqualTo(7);
        assertThat(window.used(6_000)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void manyEventsAreJoinedAndItSaysHowExactItStillIs(long seed) {
        List<Use> uses = uses(seed, 200_000, 9, false);
        var window = new RollingWindow(Duration.ofMinutes(10));

        for (int i = 0; i < uses.size(); i++) {
            Use use = uses.get(i);
            window.add(use.millis(), use.amount());
            if (i % 997 == 0) {
                long resolution = window.resolution().toMillis();
                assertThat(window.used(use.millis()))
                        .isGreaterThanOrEqualTo(bruteForce(uses, i, use.millis(), 600_000))
                        .isLessThanOrEqualTo(
                                bruteForce(uses, i, use.millis(), 600_000 + resolution));
            }
        }
        assertThat(window.resolution()).isBetween(Duration.ofMillis(2), Duration.ofSeconds(2));
    }
}
