package dev.watchkeeper.analysis.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FixedWindowTest {

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void aMinuteOfTheClockIsCountedAnewWhenItBegins() {
        var window = new FixedWindow(Duration.ofMinutes(1), ZoneOffset.UTC);
        window.add(at("2026-11-22T10:00:00Z"), 3);
        window.add(at("2026-11-22T10:00:59.999Z"), 4);

        assertThat(window.used(at("2026-11-22T10:00:59.999Z"))).isEqualTo(7);
        assertThat(window.used(at("2026-11-22T10:01:00Z"))).isZero();
        assertThat(window.end(at("2026-11-22T10:01:00Z"))).isEqualTo("2026-11-22T10:02:00Z");
    }

    @Test
    void aDayBeginsInTheZoneOfTheProviderAlsoWhenClocksChange() {
        var window = new FixedWindow(Duration.ofDays(1), ZoneId.of("America/Los_Angeles"));

        // 1 November 2026 has 25 hours there
        assertThat(window.begin(at("2026-11-01T20:00:00Z"))).isEqualTo("2026-11-01T07:00:00Z");
        assertThat(window.end(at("2026-11-01T20:00:00Z"))).isEqualTo("2026-11-02T08:00:00Z");
        window.add(at("2026-11-02T07:59:59Z"), 5);
        assertThat(window.used(at("2026-11-02T07:59:59.999Z"))).isEqualTo(5);
        assertThat(window.used(at("2026-11-02T08:00:00Z"))).isZero();
    }

    @Test
    void anHourBeginsWithTheClockOfTheZone() {
        var window = new FixedWindow(Duration.ofHours(1), ZoneId.of("Asia/Kolkata"));

        assertThat(window.begin(at("2026-11-22T10:10:00Z"))).isEqualTo("2026-11-22T09:30:00Z");
    }

    @Test
    void timeMustNotGoBack() {
        var window = new FixedWindow(Duration.ofMinutes(1), ZoneOffset.UTC);
        window.add(at("2026-11-22T10:00:00Z"), 1);

        assertThatThrownBy(() -> window.add(at("2026-11-22T09:59:59Z"), 1))
                .hasMessage("the time of a window must not go back");
    }
}
