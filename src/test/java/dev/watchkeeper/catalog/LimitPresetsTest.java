package dev.watchkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LimitPresetsTest {

    @Test
    void eachHasADateAndASource() {
        assertThat(LimitPresets.all()).isNotEmpty();
        LimitPresets.all()
                .forEach((name, preset) -> {
                    assertThat(preset.source()).as(name).startsWith("https://");
                    assertThat(preset.asOf()).as(name).isNotNull();
                    assertThat(RateLimits.of(null, preset.limits())).as(name).isNotEmpty();
                });
    }

    @Test
    void whatToolsYamlSaysOverridesThePreset() {
        var own =
                new ApiConfig.Limits(
                        null,
                        300L,
                        null,
                        null,
                        null,
                        null,
                        LimitWindow.ROLLING,
                        ZoneOffset.UTC,
                        false);
        var preset = Objects.requireNonNull(LimitPresets.all().get("gemini-2.5-flash-tier-1"));
        var pacific = ZoneId.of("America/Los_Angeles");

        assertThat(RateLimits.of(own, preset.limits()))
                .isEqualTo(
                        List.of(
                                new RateLimit(
                                        "requests_per_minute",
                                        false,
                                        300,
                                        Duration.ofMinutes(1),
                                        LimitWindow.ROLLING,
                                        ZoneOffset.UTC,
                                        false),
                                new RateLimit(
                                        "requests_per_day",
                                        false,
                                        10_000,
                                        Duration.ofDays(1),
                                        LimitWindow.FIXED,
                                        pacific,
                                        false),
                                new RateLimit(
                                        "tokens_per_minute",
                                        true,
                                        1_000_000,
                                        Duration.ofMinutes(1),
                                        LimitWindow.FIXED,
                                        pacific,
                                        false)));
        assertThat(preset.origin())
                .isEqualTo(
                        "limits of Google Gemini API, Gemini 2.5 Flash, tier 1, for each project as"
                                + " published on https://ai.google.dev/gemini-api/docs/rate-limits, as of"
                                + " 2025-05-31; they may have changed and may differ for your account");
    }
}
