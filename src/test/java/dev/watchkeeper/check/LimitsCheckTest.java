package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.EventMeasure;
import dev.watchkeeper.catalog.EventMetricReader;
import dev.watchkeeper.catalog.LimitWindow;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.catalog.RateLimit;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LimitsCheckTest {

    private static final Map<String, Object> OK = Map.of("status", 200L);
    private static final Map<String, Object> REFUSED = Map.of("status", 429L);
    private static final Instant WEEK_AGO = NOW.minus(Duration.ofDays(4));

    @TempDir Path folder;
    private Rounds rounds;
    private ListedEvents calls;

    @BeforeEach
    void oneApi() {
        rounds = new Rounds(folder);
        calls = rounds.events("app");
        calls.every(Duration.ofSeconds(12), WEEK_AGO, NOW.minus(Duration.ofHours(2)), "call", OK);
        limit(
                new RateLimit(
                        "requests_per_minute",
                        false,
                        60,
                        Duration.ofMinutes(1),
                        LimitWindow.ROLLING,
                        ZoneOffset.UTC,
                        false));
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    private void limit(RateLimit limit) {
        rounds.apis.clear();
        rounds.apis.add(
                new Api(
                        "gemini",
                        new Api.Calls(
                                calls.stream(),
                                Set.of("call"),
                                Map.of(),
                                "status",
                                null,
                                "ms",
                                List.of(),
                                null),
                        Map.of(
                                "calls",
                                counted("calls", null),
                                "rate_limited",
                                counted(
                                        "rate_limited",
                                        new EventMeasure.Between("status", 429, 429, null))),
                        List.of(limit),
                        null,
                        null,
                        List.of()));
    }

    private Metric counted(String part, EventMeasure.@Nullable Between between) {
        return new Metric(
                "gemini." + part,
                "per minute",
                Direction.HIGH,
                Aggregate.COUNT,
                Duration.ofMinutes(1),
                null,
                null,
                null,
                null,
                List.of(),
                Origin.of(calls.stream()),
                new EventMetricReader(
                        EventMeasure.of(
                                calls.stream(), Set.of("call"), Map.of(), List.of(), between),
                        false));
    }

    private List<Finding> limits(Instant at) {
        return rounds.at(at).findings().stream().filter(f -> f.check().equals("limits")).toList();
    }

    private void lately(int perMinute, int minutes, Map<String, Object> fields) {
        calls.every(
                Duration.ofMillis(60_000 / perMinute),
                NOW.minus(Duration.ofMinutes(minutes)),
                NOW,
                "call",
                fields);
    }

    @Test
    void usualCallsAreNoFinding() {
        lately(5, 120, OK);

        assertThat(limits(NOW)).isEmpty();
    }

    @Test
    void ninetyPercentOfALimitForSomeMinutesIsAFindingWithItsFigures() {
        lately(5, 120, OK);
        lately(50, 20, OK);

        Finding finding = limits(NOW).getFirst();

        assertThat(finding.id()).isEqualTo("api-gemini-limit");
        assertThat(finding.subject()).isEqualTo("gemini");
        assertThat(finding.severity()).isEqualTo(Severity.SEV3);
        assertThat(finding.title())
                .isEqualTo("gemini at 91.7% of 60 requests per minute since 11:56 UTC");
        assertThat(finding.facts())
                .startsWith(
                        "requests per minute: 53 of 60 used now, at most 55 at 11:55 UTC",
                        "no call refused with 429 in 15 min")
                .anyMatch(fact -> fact.startsWith("calls: 55 per minute, 11x of the usual 5 "));
    }

    @Test
    void aBurstOfAMinuteIsNoFinding() {
        lately(5, 120, OK);
        Instant burst = NOW.minus(Duration.ofMinutes(6));
        calls.every(Duration.ofMillis(1_100), burst, burst.plusSeconds(50), "call", OK);

        assertThat(limits(NOW)).isEmpty();
    }

    @Test
    void callsThatAreRefusedAreGrave() {
        lately(5, 120, OK);
        lately(60, 10, OK);
        lately(20, 10, REFUSED);

        Finding finding = limits(NOW).getFirst();

        assertThat(finding.severity()).isEqualTo(Severity.SEV2);
        assertThat(finding.title())
                .isEqualTo("gemini refuses calls with 429: 200 of 875 in 15 min");
    }

    @Test
    void aSingleRefusalIsNoFinding() {
        lately(5, 120, OK);
        calls.add(NOW.minusSeconds(70), "call", REFUSED);

        assertThat(limits(NOW)).isEmpty();
    }

    @Test
    void oneNearingIsOneAlarmThatEnds() {
        lately(5, 120, OK);
        lately(50, 20, OK);
        rounds.toldAt(NOW);
        Instant later = NOW.plus(Duration.ofMinutes(70));
        calls.every(Duration.ofSeconds(12), NOW, later, "call", OK);

        Finding over = limits(later).getFirst();

        assertThat(over.state()).isEqualTo(FindingState.RESOLVED);
        assertThat(over.facts()).containsExactly("over: not so any more since 12:15 UTC");
        assertThat(limits(later.plusSeconds(300))).isEmpty();
    }

    @Test
    void aDayThatIsCountedAnewBeforeItsLimitIsReachedIsNoFinding() {
        limit(
                new RateLimit(
                        "requests_per_day",
                        false,
                        4_000,
                        Duration.ofDays(1),
                        LimitWindow.FIXED,
                        ZoneOffset.ofHours(12),
                        false));
        lately(5, 120, OK);

        assertThat(limits(NOW)).isEmpty();
    }

    @Test
    void aDayWhoseLimitIsNearlyUsedUpIsAFinding() {
        limit(
                new RateLimit(
                        "requests_per_day",
                        false,
                        4_000,
                        Duration.ofDays(1),
                        LimitWindow.FIXED,
                        ZoneOffset.UTC,
                        false));
        lately(5, 120, OK);
        lately(3, 60, OK);

        assertThat(limits(NOW))
                .extracting(Finding::title)
                .containsExactly("gemini at 96.4% of 4,000 requests per day since 11:43 UTC");
    }
}
