package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchkeeper.model.BadRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeArgumentTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T01:51:00Z,2026-11-22T01:51:00Z",
        "2026-11-22t01:51:00z,2026-11-22T01:51:00Z",
        "2026-11-22 01:51:00Z,2026-11-22T01:51:00Z",
        "2026-11-22T01:51:00.123456Z,2026-11-22T01:51:00.123456Z",
        "2026-11-22T03:51:00+02:00,2026-11-22T01:51:00Z",
        "2026-11-21T20:51:00-05:00,2026-11-22T01:51:00Z",
        "2026-11-22T01:51:00,2026-11-22T01:51:00Z",
        "2026-11-22T01:51,2026-11-22T01:51:00Z",
        "2026-11-22,2026-11-22T00:00:00Z",
        "now,2026-11-22T10:00:00Z",
        "now-2h,2026-11-22T08:00:00Z",
        "now - 1d12h,2026-11-20T22:00:00Z",
        "now-0s,2026-11-22T10:00:00Z",
        "now-PT90S,2026-11-22T09:58:30Z",
        "'  now-30m  ',2026-11-22T09:30:00Z"
    })
    void timesAreReadAsRfc3339DatesOrRelativeToNow(String text, Instant expected) {
        assertThat(TimeArgument.parse("from", text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-13-01",
                "2026-11-22T25:00:00Z",
                "1763776800",
                "now+1h",
                "2026-11-22T01:51:00Europe/Paris",
                "1969-12-31",
                "+99999-01-01T00:00:00Z",
                "--------T-"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> TimeArgument.parse("from", text, NOW))
                .withMessage(
                        "from must be a time like 2026-11-22T01:51:00Z or now-2h, got \""
                                + text
                                + "\"");
    }

    @Test
    void aLongTextIsNotRepeatedInFull() {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> TimeArgument.parse("from", "x".repeat(100), NOW))
                .withMessage(
                        "from must be a time like 2026-11-22T01:51:00Z or now-2h, got \""
                                + "x".repeat(60)
                                + "…\"");
    }

    @ParameterizedTest
    @CsvSource({"90s,PT1M30S", "2h,PT2H", "1d12h,PT36H", "500ms,PT0.5S", "2w,PT336H", "PT5M,PT5M"})
    void lengthsOfTimeAreRead(String text, Duration expected) {
        assertThat(TimeArgument.duration("within", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "h", "-2h", "2y", "PT-5M", "two hours"})
    void whatIsNoLengthOfTimeIsRefused(String text) {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> TimeArgument.duration("within", text))
                .withMessage(
                        "within must be a length of time like 90s, 2h or 1d12h, got \""
                                + text
                                + "\"");
    }

    @Test
    void lengthsWithoutMeasureAreRefused() {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> TimeArgument.duration("within", "999999999w".repeat(20)))
                .withMessage(
                        "within must be at most 3650d, got \"" + "999999999w".repeat(6) + "…\"");
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> TimeArgument.duration("within", "0h0s"))
                .withMessage("within must be longer than zero, got \"0h0s\"");
    }

    @Test
    void aRangeEndsNowAndHasItsUsualLengthUnlessSaid() {
        Duration usual = Duration.ofHours(1);
        assertThat(TimeArgument.range(null, null, usual, NOW).from()).isEqualTo(NOW.minus(usual));
        assertThat(TimeArgument.range(null, "now-1d", usual, NOW).from())
                .isEqualTo(NOW.minus(Duration.ofHours(25)));
        assertThat(TimeArgument.range("now-2h", null, usual, NOW).length())
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aRangeOfNothingIsRefused() {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> TimeArgument.range("now", "now", Duration.ofHours(1), NOW))
                .withMessage(
                        "from must be before until, got from 2026-11-22T10:00:00Z and until"
                                + " 2026-11-22T10:00:00Z");
    }
}
