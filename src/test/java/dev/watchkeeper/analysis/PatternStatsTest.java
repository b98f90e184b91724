package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatternStatsTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Template TEMPLATE = Template.of("tick <*>");

    private static PatternStats stats(long... seconds) {
        PatternStats stats = new PatternStats("tick 1");
        for (long second : seconds) {
            stats.add(START.plusSeconds(second));
        }
        return stats;
    }

    private static String rhythm(PatternStats stats) {
        return stats.summary(TEMPLATE).rhythm();
    }

    @Test
    void countSpanAndRateAreThoseOfTheMessages() {
        PatternSummary summary = stats(0, 1800, 3600).summary(TEMPLATE);
        assertThat(summary.count()).isEqualTo(3);
        assertThat(summary.first()).isEqualTo(START);
        assertThat(summary.span()).isEqualTo(Duration.ofHours(1));
        assertThat(summary.perHour()).isEqualTo(2.0);
        assertThat(summary.example()).isEqualTo("tick 1");
    }

    @Test
    void aLoopIsSteadyWhicheverEndComesFirst() {
        PatternStats oldestFirst = new PatternStats("");
        PatternStats newestFirst = new PatternStats("");
        for (int i = 0; i < 2_000; i++) {
            oldestFirst.add(START.plusMillis(30_000L * i + (i % 7) * 100L));
            newestFirst.add(START.minusMillis(30_000L * i + (i % 5) * 100L));
        }
        assertThat(rhythm(oldestFirst)).isEqualTo("steady every 30 s");
        assertThat(rhythm(newestFirst)).isEqualTo("steady every 30 s");
        assertThat(newestFirst.summary(TEMPLATE).last()).isEqualTo(START);
    }

    @Test
    void fewMessagesAreSaidAsTheyAre() {
        assertThat(rhythm(stats(5))).isEqualTo("once");
        assertThat(rhythm(stats(5, 5, 5))).isEqualTo("all at once");
        assertThat(rhythm(stats(0, 300))).isEqualTo("twice, 5 min apart");
        assertThat(stats(5).summary(TEMPLATE).perHour()).isZero();
    }

    @Test
    void crowdsWithPausesAreBursts() {
        PatternStats stats = new PatternStats("");
        for (int burst = 0; burst < 5; burst++) {
            for (int i = 0; i < 40; i++) {
                stats.add(START.plusSeconds(7_200L * burst + i));
            }
        }
        assertThat(rhythm(stats)).isEqualTo("in bursts");
    }

    @Test
    void aCrowdLongerThanWhatIsKeptIsStillABurst() {
        PatternStats stats = new PatternStats("");
        for (int i = 0; i < 1_000; i++) {
            stats.add(START.plusSeconds(i));
        }
        stats.add(START.plus(Duration.ofDays(3)));
        assertThat(rhythm(stats)).isEqualTo("in bursts");
    }

    @Test
    void twoHalvesOfOneLoopMergeIntoTheWhole() {
        PatternStats even = new PatternStats("even");
        PatternStats odd = new PatternStats("odd");
        for (int i = 0; i < 1_000; i++) {
            (i % 2 == 0 ? even : odd).add(START.plusSeconds(10L * i));
        }
        PatternStats both = even.merged(odd);
        assertThat(both.count()).isEqualTo(1_000);
        assertThat(rhythm(both)).isEqualTo("steady every 10 s");
        assertThat(both.summary(TEMPLATE).example()).isEqualTo("even");
    }

    @Test
    void mergingWithOneLateMessageKeepsBoth() {
        PatternStats merged = stats(0, 10, 20, 30).merged(stats(40));
        assertThat(rhythm(merged)).isEqualTo("steady every 10 s");
        assertThat(merged.summary(TEMPLATE).count()).isEqualTo(5);
    }
}
