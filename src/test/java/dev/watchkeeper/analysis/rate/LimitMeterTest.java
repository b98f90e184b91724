package dev.watchkeeper.analysis.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitMeterTest {

    private static final long START = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

    private static LimitMeter meter(long most) {
        return new LimitMeter(new RollingWindow(Duration.ofMinutes(1)), most);
    }

    @Test
    void whatWasUsedBeforeStillCountsAtTheBeginning() {
        LimitMeter meter = meter(100);
        meter.add(START - 30_000, 80);
        meter.begin(START);
        meter.add(START + 10_000, 5);
        meter.add(START + 40_000, 1);

        assertThat(meter.peak()).isEqualTo(85);
        assertThat(meter.peakAt()).isEqualTo("2026-11-22T10:00:10Z");
        assertThat(meter.firstHit()).isNull();
        assertThat(meter.used(START + 40_000)).isEqualTo(6);
    }

    @Test
    void itSaysWhenTheLimitWasReachedAndInHowManyMinutes() {
        LimitMeter meter = meter(3);
        meter.begin(START);
        for (int second : new int[] {0, 1, 2, 3, 70, 125, 126, 127}) {
            meter.add(START + second * 1_000L, 1);
        }

        assertThat(meter.peak()).isEqualTo(4);
        assertThat(meter.firstHit()).isEqualTo("2026-11-22T10:00:02Z");
        assertThat(meter.lastHit()).isEqualTo("2026-11-22T10:02:07Z");
        assertThat(meter.hitMinutes()).isEqualTo(2);
    }

    @Test
    void nothingUsedHasNoPeak() {
        LimitMeter meter = meter(3);
        meter.begin(START);

        assertThat(meter.peak()).isZero();
        assertThat(meter.peakAt()).isNull();
    }
}
