package dev.watchkeeper.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-22T04:00:00Z"));

    private final TimeText utc = new TimeText(ZoneOffset.UTC, NOW);
    private final TimeText berlin = new TimeText(ZoneId.of("Europe/Berlin"), NOW);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2005-12-04T04:47:44Z | 2005-12-04T04:47:44Z",
                "2005-12-04 04:47:44 | 2005-12-04T04:47:44Z",
                "[2005-12-04 04:47:44] | 2005-12-04T04:47:44Z",
                "2005-12-04 04:47:44 UTC | 2005-12-04T04:47:44Z",
                "2005-12-04 04:47:44 +0000 UTC | 2005-12-04T04:47:44Z",
                "2005-12-04T04:47:44+02:00 | 2005-12-04T02:47:44Z",
                "2005-12-04T04:47:44+01:00[Europe/Berlin] | 2005-12-04T03:47:44Z",
                "2005-12-04T04:47:44.5+0200 | 2005-12-04T02:47:44.500Z",
                "2005-12-04T04:47:44.123456789-0530 | 2005-12-04T10:17:44.123456789Z",
                "2005-12-04 04:47:44,123 | 2005-12-04T04:47:44.123Z",
                "2005-12-04 04:47:44.1234567891234 | 2005-12-04T04:47:44.123456789Z",
                "2005-12-04 04:47 | 2005-12-04T04:47:00Z",
                "2005-12-04 | 2005-12-04T00:00:00Z",
                "2005/12/04 04:47:44 | 2005-12-04T04:47:44Z",
                "2005/12/04 04:47:44.123456 | 2005-12-04T04:47:44.123456Z",
                "20051204 044744 | 2005-12-04T04:47:44Z",
                "20051204T044744Z | 2005-12-04T04:47:44Z",
                "20051204T044744.25+0100 | 2005-12-04T03:47:44.250Z",
                "20051204044744 | 2005-12-04T04:47:44Z",
                "20051204 | 2005-12-04T00:00:00Z",
                "1133671664 | 2005-12-04T04:47:44Z",
                "1133671664.25 | 2005-12-04T04:47:44.250Z",
                "1133671664250 | 2005-12-04T04:47:44.250Z",
                "1133671664250.5 | 2005-12-04T04:47:44.250500Z",
                "1133671664250001 | 2005-12-04T04:47:44.250001Z",
                "1133671664250001002 | 2005-12-04T04:47:44.250001002Z",
                "-1.5 | 1969-12-31T23:59:58.500Z",
                "Sun Dec 04 04:47:44 2005 | 2005-12-04T04:47:44Z",
                "Sun Dec  4 04:47:44 2005 | 2005-12-04T04:47:44Z",
                "Sun Dec 04 04:47:44.123456 2005 | 2005-12-04T04:47:44.123456Z",
                "Sun Dec  4 04:47:44 UTC 2005 | 2005-12-04T04:47:44Z",
                "04/Dec/2005:04:47:44 +0000 | 2005-12-04T04:47:44Z",
                "04/Dec/2005:04:47:44 -0800 | 2005-12-04T12:47:44Z",
                "Sun, 04 Dec 2005 04:47:44 GMT | 2005-12-04T04:47:44Z",
                "Sun, 4 Dec 2005 04:47:44 -0500 | 2005-12-04T09:47:44Z",
                "4 Dec 05 04:47 EST | 2005-12-04T09:47:00Z",
                "Sunday, 04-Dec-05 04:47:44 GMT | 2005-12-04T04:47:44Z",
                "Dec 4, 2005 4:47:44 PM | 2005-12-04T16:47:44Z",
                "Dec 04, 2005 12:47:44 AM | 2005-12-04T00:47:44Z",
                "Dec 31 23:59:60 2005 | 2006-01-01T00:00:00Z",
            })
    void everyFormatIsUnderstood(String text, String expected) {
        assertThat(utc.parse(text)).contains(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "[]",
                "-",
                ".",
                "yesterday",
                "Dec",
                "Dec 10",
                "Dec 10, 06:55:46",
                "04/12/2005",
                "04/12/2005 04:47:44",
                "2005-13-04",
                "2005-02-29 00:00:00",
                "2005-12-04 25:00:00",
                "2005-12-04 04:47:44 Somewhere",
                "2005-12-04T04:47:44+2",
                "2005-12-04T04:47:44.Z",
                "2005-12-04T",
                "2005-12-",
                "2005-",
                "20051204T0447449",
                "12.",
                "99999999999999999999",
                "Sunday",
                "Sun,",
                "1/",
            })
    void whatIsNoTimeIsEmpty(String text) {
        assertThat(utc.parse(text)).isEmpty();
    }

    @Test
    void noBeginningOfATimeMakesItFail() {
        for (String text :
                new String[] {
                    "2005-12-04T04:47:44.123456789+02:00[Europe/Berlin]",
                    "Sun, 04 Dec 2005 04:47:44 GMT",
                    "Sun Dec 04 04:47:44.123456 2005",
                    "04/Dec/2005:04:47:44 +0000",
                    "Dec 04, 2005 12:47:44 AM",
                    "20051204T044744.25+0100"
                }) {
            for (int end = 0; end <= text.length(); end++) {
                for (int start = 0; start <= end; start++) {
                    assertThat(utc.parse(text.substring(start, end))).isNotNull();
                }
            }
        }
    }

    @Test
    void aSyslogTimeIsOfTheLatestYearInWhichItIsNotAfterTomorrow() {
        assertThat(utc.parse("Nov 22 03:59:59")).contains(Instant.parse("2026-11-22T03:59:59Z"));
        assertThat(utc.parse("Nov 23 03:59:59")).contains(Instant.parse("2026-11-23T03:59:59Z"));
        assertThat(utc.parse("Nov 23 04:00:01")).contains(Instant.parse("2025-11-23T04:00:01Z"));
        assertThat(utc.parse("Dec 10 06:55:46")).contains(Instant.parse("2025-12-10T06:55:46Z"));
        assertThat(utc.parse("Feb 29 12:00:00")).contains(Instant.parse("2024-02-29T12:00:00Z"));
        assertThat(utc.parse("Feb 30 12:00:00")).isEmpty();
    }

    @Test
    void onNewYearsEveATimeOfJanuaryMayBeTomorrows() {
        var eve =
                new TimeText(
                        ZoneOffset.UTC, InstantSource.fixed(Instant.parse("2026-12-31T23:59:00Z")));

        assertThat(eve.parse("Jan  1 00:00:01")).contains(Instant.parse("2027-01-01T00:00:01Z"));
    }

    @Test
    void aTimeWithoutAZoneIsReadInTheGivenOne() {
        assertThat(berlin.parse("2026-11-20 10:00:00"))
                .contains(Instant.parse("2026-11-20T09:00:00Z"));
        assertThat(berlin.parse("2026-11-20 10:00:00Z"))
                .contains(Instant.parse("2026-11-20T10:00:00Z"));
    }

    @Test
    void anHourThatHappensTwiceIsTakenForTheFirst() {
        assertThat(berlin.parse("2026-10-25 02:30:00"))
                .contains(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void anHourLeftOutIsMovedOn() {
        assertThat(berlin.parse("2026-03-29 02:30:00"))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void numbersAreReadByTheirMagnitude() {
        Instant second = Instant.parse("2005-12-04T04:47:44Z");

        assertThat(utc.parse(1_133_671_664L)).contains(second);
        assertThat(utc.parse(1_133_671_664_000L)).contains(second);
        assertThat(utc.parse(1_133_671_664_000_000L)).contains(second);
        assertThat(utc.parse(1_133_671_664_000_000_000L)).contains(second);
        assertThat(utc.parse(1_133_671_664.123)).contains(second.plusMillis(123));
        assertThat(utc.parse(1_133_671_664_123.0)).contains(second.plusMillis(123));
        assertThat(utc.parse(Double.NaN)).isEqualTo(Optional.empty());
        assertThat(utc.parse(Double.POSITIVE_INFINITY)).isEqualTo(Optional.empty());
        assertThat(utc.parse(Long.MIN_VALUE)).isPresent();
    }
}
