package dev.watchkeeper.analysis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What each id goes through, on simulated services.
class LifecycleTest {

    private static final Instant NOW = Instant.parse("2026-03-11T12:15:00Z");
    private static final Instant BEFORE = Instant.parse("2026-03-11T10:00:00Z");
    private static final Instant DAY = BEFORE.minus(Duration.ofDays(1));
    private static final long MINUTE = 60_000;
    private static final long BEGAN = NOW.minus(Duration.ofMinutes(50)).toEpochMilli();

    private Trails trails = new Trails();

    @BeforeEach
    void nothing() {
        trails = new Trails();
    }

    private static List<TimeRange> observed() {
        Duration week = Duration.ofDays(7);
        return List.of(
                new TimeRange(BEFORE.minus(week).minus(Duration.ofHours(2)), NOW.minus(week)),
                new TimeRange(DAY, NOW));
    }

    private Lifecycle.Verdict judge() {
        return Lifecycle.judge(trails, observed(), BEFORE, NOW);
    }

    private void event(String id, String type, long at) {
        if (at < NOW.toEpochMilli()) {
            trails.add(0, id, type, at);
        }
    }

    /// What a job goes through.
    private interface Plot {
        void unfold(String id, long at, Random random);
    }

    /// Jobs that come by chance, so many an hour, in all the time that is observed.
    private void jobs(long seed, LongToDoubleFunction perHour, Plot plot) {
        var random = new Random(seed);
        int number = 0;
        for (TimeRange range : observed()) {
            long at = range.from().toEpochMilli();
            while (at < range.until().toEpochMilli()) {
                plot.unfold("j" + seed + "-" + number++, at, random);
                double hours = -Math.log(1 - random.nextDouble()) / perHour.applyAsDouble(at);
                at += Math.max(1, (long) (hours * 60 * MINUTE));
            }
        }
    }

    private static long lasts(Random random, double seconds) {
        return (long) (1_000 * seconds * Math.exp(0.4 * random.nextGaussian()));
    }

    /// Queued, done, charged; a job that is lost, or charge that is left out, goes no further.
    private Plot usual(LongPredicate lost, LongPredicate uncharged, int charges) {
        return (id, at, random) -> {
            event(id, "queued", at);
            if (lost.test(at) && random.nextBoolean()) {
                return;
            }
            long done = at + lasts(random, 15);
            event(id, "done", done);
            for (int i = 0; i < (at < BEGAN ? 1 : charges); i++) {
                if (!uncharged.test(at)) {
                    event(id, "charged", done + lasts(random, 2) + 40L * i);
                }
            }
        };
    }

    @Test
    void jobsThatGoTheirWayBreakNothing() {
        jobs(1, _ -> 40, usual(_ -> false, _ -> false, 1));

        Lifecycle.Verdict verdict = judge();

        assertThat(verdict.breaches()).isEmpty();
        assertThat(verdict.kept())
                .containsExactlyInAnyOrder(
                        "queued",
                        "done",
                        "charged",
                        "queued.done",
                        "queued.charged",
                        "done.charged");
    }

    @Test
    void ofTwoThatUsedToFollowAtTheSameTimeOneIsTold() {
        jobs(
                3,
                _ -> 40,
                (id, at, random) -> {
                    event(id, "queued", at);
                    if (at < BEGAN || random.nextBoolean()) {
                        long done = at + lasts(random, 15);
                        event(id, "done", done);
                        event(id, "charged", done);
                    }
                });

        assertThat(judge().breaches())
                .extracting(b -> Lifecycle.rule(b.first(), b.then()))
                .containsExactly("queued.charged");
    }

    @Test
    void jobsOfWhichHalfAreLostAreSeenAndDated() {
        jobs(2, _ -> 40, usual(at -> at >= BEGAN, _ -> false, 1));

        List<Breach> breaches = judge().breaches();

        assertThat(breaches)
                .extracting(b -> Lifecycle.rule(b.first(), b.then()))
                .containsExactly("queued.done");
        Breach breach = breaches.getFirst();
        assertThat(breach.waits()).isFalse();
        assertThat((double) breach.broken() / breach.judged()).isBetween(0.25, 0.6);
        assertThat(breach.brokenBefore()).isZero();
        assertThat(breach.usual()).isBetween(Duration.ofSeconds(12), Duration.ofSeconds(18));
        assertThat(Duration.between(Instant.ofEpochMilli(BEGAN), breach.since()))
                .isBetween(Duration.ZERO, Duration.ofMinutes(10));
    }

    @Test
    void whatIsDoneAndNotChargedIsToldWhereTheChainBreaks() {
        jobs(3, _ -> 40, usual(_ -> false, at -> at >= BEGAN, 1));

        assertThat(judge().breaches())
                .extracting(b -> Lifecycle.rule(b.first(), b.then()))
                .containsExactly("done.charged");
    }

    @Test
    void whatIsChargedTwiceIsSeen() {
        jobs(4, _ -> 40, usual(_ -> false, _ -> false, 2));

        Lifecycle.Verdict verdict = judge();

        assertThat(verdict.breaches())
                .extracting(b -> Lifecycle.rule(b.first(), b.then()))
                .containsExactly("charged");
        assertThat(verdict.kept()).contains("done", "queued.done").doesNotContain("charged");
    }

    @Test
    void jobsThatWaitForLongAreLateAndNotLost() {
        jobs(
                5,
                _ -> 40,
                (id, at, random) -> {
                    event(id, "queued", at);
                    long waits = at < BEGAN ? 0 : (at - BEGAN) / 3;
                    event(id, "done", at + waits + lasts(random, 15));
                });

        Breach breach = judge().breaches().getFirst();

        assertThat(Lifecycle.rule(breach.first(), breach.then())).isEqualTo("queued.done");
        assertThat(breach.waits()).isTrue();
    }

    @Test
    void whatABatchDoesAtThisTimeOfEachDayIsNoNews() {
        long batch = NOW.minus(Duration.ofMinutes(70)).toEpochMilli();
        LongPredicate within = at -> Math.floorMod(at - batch, 1_440 * MINUTE) < 60 * MINUTE;
        Plot plot =
                (id, at, random) -> {
                    event(id, "queued", at);
                    long waits = within.test(at) ? 20 * MINUTE : 0;
                    event(id, "done", at + waits + lasts(random, 15));
                };
        jobs(6, at -> within.test(at) ? 200 : 40, plot);

        assertThat(judge().breaches()).isEmpty();
    }

    @Test
    void aFaultOfHoursIsNoHabitYet() {
        long began = NOW.minus(Duration.ofHours(7)).toEpochMilli();
        jobs(7, _ -> 40, usual(at -> at >= began, _ -> false, 1));

        assertThat(judge().breaches())
                .extracting(b -> Lifecycle.rule(b.first(), b.then()))
                .containsExactly("queued.done");
    }

    @Test
    void aFaultOfADayIsNeitherNewsNorOver() {
        long began = NOW.minus(Duration.ofHours(14)).toEpochMilli();
        jobs(7, _ -> 40, usual(at -> at >= began, _ -> false, 1));

        Lifecycle.Verdict verdict = judge();

        assertThat(verdict.breaches()).isEmpty();
        assertThat(verdict.kept()).doesNotContain("queued.done");
    }

    @Test
    void aRuleOfWhichTooLittleComesIsNeitherBrokenNorKept() {
        jobs(8, at -> at < BEFORE.toEpochMilli() ? 40 : 0.01, usual(_ -> false, _ -> false, 1));

        assertThat(judge()).isEqualTo(new Lifecycle.Verdict(List.of(), java.util.Set.of()));
    }

    @Test
    void whatStandsForACustomerIsNoIdOfAJob() {
        jobs(
                9,
                _ -> 400,
                (_, at, random) -> {
                    String customer = "c" + random.nextInt(60);
                    event(customer, "asked", at);
                    if (at < BEGAN) {
                        event(customer, "answered", at + 500);
                    }
                });

        assertThat(judge().breaches()).isEmpty();
    }

    @Test
    void batchesUnderTheSameFieldDoNotHideTheJobs() {
        jobs(3, _ -> 40, usual(_ -> false, at -> at >= BEGAN, 1));
        jobs(
                11,
                _ -> 10,
                (id, at, _) -> {
                    for (int i = 0; i < 60; i++) {
                        event(id, "imported", at + 500L * i);
                    }
                });

        assertThat(judge().breaches())
                .extracting(b -> Lifecycle.rule(b.first(), b.then()))
                .containsExactly("done.charged");
    }

    @Test
    void ofVeryManyIdsAPartIsFollowedAndSaysTheSame() {
        jobs(10, _ -> 6_000, usual(at -> at >= BEGAN, _ -> false, 1));

        assertThat(trails.sampled()).isGreaterThanOrEqualTo(8);
        assertThat(trails.all().size()).isLessThanOrEqualTo(20_000);
        assertThat(judge().breaches())
                .extracting(b -> Lifecycle.rule(b.first(), b.then()))
                .containsExactly("queued.done");
    }

    /// Retries, long tails, rests at night, one job in fifty given up: nothing of it is news.
    @Test
    void servicesThatAreAsEverAreNoFindingIn300Worlds() {
        for (int seed = 100; seed < 400; seed++) {
            trails = new Trails();
            var world = new Random(seed);
            double rate = 3 + world.nextInt(120);
            double slow = 5 + world.nextInt(200);
            double given = world.nextDouble() * 0.02;
            double retried = world.nextDouble() * 0.1;
            jobs(
                    seed,
                    at -> rate * (1.2 + Math.sin(at / (1_440.0 * MINUTE) * 2 * Math.PI)),
                    (id, at, random) -> {
                        event(id, "accepted", at);
                        if (random.nextDouble() < given) {
                            event(id, "given up", at + 1_000);
                            return;
                        }
                        long more = random.nextDouble() < retried ? 60_000 : 0;
                        long ready = at + more + lasts(random, slow);
                        event(id, "ready", ready);
                        event(id, "sent", ready + lasts(random, 1));
                        if (random.nextDouble() < 0.005) {
                            event(id, "sent", ready + 90_000);
                        }
                    });

            assertThat(judge().breaches()).as("world %s", seed).isEmpty();
        }
    }
}
