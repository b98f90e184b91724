package dev.watchkeeper.history;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.CollectConfig;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.state.RollUps;
import dev.watchkeeper.state.SampleRolling;
import dev.watchkeeper.state.SampleStore;
import dev.watchkeeper.state.StateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes samples at even distances, rolls up declared streams beside that, and forgets what is old.
/// Only one may work on a state at a time.
public final class Collector implements AutoCloseable {

    /// How long a round took, in milliseconds: kept with every round, so that one is there.
    public static final String ROUND = "watchkeeper.round_ms";

    /// The share of one core that rolling up may use.
    static final double SHARE = 0.15;

    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);
    private static final Duration PASS = Duration.ofMinutes(1);
    private static final Duration FORGET = Duration.ofHours(1);
    private static final Duration LAST_WORK = Duration.ofSeconds(10);

    private final CollectConfig config;
    private final InstantSource clock;
    private final Troubles troubles;
    private final Sampling sampling;
    private final SampleStore samples;
    private final SampleRolling rolling;
    private final RollUps rollUps;
    private final RollUpWork work;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private Instant maintained = Instant.EPOCH;

    /// @param catalog one with roll-ups, see [RolledCatalog]
    /// @param groups what is sampled beside the catalog's gauges: the host
    /// @param talk for what goes wrong, a sentence once
    public Collector(
            CollectConfig config,
            Catalog catalog,
            List<Sampling.Group> groups,
            StateDatabase state,
            InstantSource clock,
            Consumer<String> talk) {
        this.config = config;
        this.clock = clock;
        troubles = new Troubles(talk);
        Duration half = config.every().dividedBy(2);
        sampling =
                new Sampling(
                        groups,
                        catalog.gauges(),
                        half.compareTo(LONGEST_ROUND) < 0 ? half : LONGEST_ROUND,
                        troubles);
        samples = new SampleStore(state);
        rolling = new SampleRolling(state);
        rollUps = new RollUps(state);
        work = RollUpWork.of(catalog, rollUps, clock, config.hours(), troubles);
    }

    /// Takes one sample of everything and keeps it.
    ///
    /// @return what was sampled
    public Map<String, Double> sample() throws InterruptedException {
        Instant now = clock.instant();
        long begun = System.nanoTime();
        var values = new TreeMap<>(sampling.round());
        values.put(ROUND, (System.nanoTime() - begun) / 1e6);
        try {
            if (samples.keep(now, values)) {
                troubles.worked("samples");
            } else {
                troubles.failed(
                        "samples",
                        "the clock went back to a time of which samples are kept; none are kept"
                                + " until it is past that");
            }
            maintain(now);
        } catch (SourceUnavailable e) {
            troubles.failed("samples", e.text());
        }
        values.remove(ROUND);
        return values;
    }

    private void maintain(Instant now) {
        rolling.rollUp(now);
        if (maintained.plus(FORGET).isAfter(now) && !now.isBefore(maintained)) {
            return;
        }
        maintained = now;
        if (rolling.forget(now, config.raw(), config.minutes(), config.hours())) {
            rollUps.forgetBefore(now.minus(config.minutes()), now.minus(config.hours()));
        }
    }

    /// Rolls up all that can be, without a pause.
    ///
    /// @return how many hours of streams were rolled up
    public int rollUp() {
        int hours = 0;
        work.begin();
        for (int more = work.step(); more > 0; more = work.step()) {
            hours += more;
        }
        return hours;
    }

    /// Does so in the background until this is closed. Not on a virtual thread: the native code of
    /// a database holds the thread that carries it, and there are only as many as cores.
    public void start() {
        background("collect", () -> run(null));
    }

    /// Work that ends when it is interrupted.
    private interface Work {
        void run() throws InterruptedException;
    }

    private void background(String name, Work work) {
        threads.add(
                Thread.ofPlatform()
                        .daemon()
                        .name(name)
                        .start(() -> {
                            try {
                                work.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }));
    }

    /// Samples and rolls up until time is over or somebody closes this.
    ///
    /// @param time how long, or null for ever
    public void run(@Nullable Duration time) throws InterruptedException {
        background("roll-ups", this::keepRollingUp);
        Deadline end = Deadline.after(time == null ? Duration.ofDays(36_500) : time);
        do {
            sample();
        } while (!closed.await(
                        Math.min(untilNext(), end.remaining().toMillis() + 1),
                        TimeUnit.MILLISECONDS)
                && !end.passed());
    }

    /// Rounds begin at multiples of their distance, so that each minute has as many.
    private long untilNext() {
        long every = config.every().toMillis();
        return every - Math.floorMod(clock.millis(), every);
    }

    private void keepRollingUp() throws InterruptedException {
        do {
            long begun = System.nanoTime();
            work.begin();
            while (!rest(begun)) {
                begun = System.nanoTime();
                if (work.step() == 0) {
                    break;
                }
            }
        } while (!closed.await(PASS.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Rests for long enough after work that began then; true when this was closed meanwhile.
    private boolean rest(long begun) throws InterruptedException {
        double worked = System.nanoTime() - begun;
        return closed.await((long) (worked * (1 / SHARE - 1)), TimeUnit.NANOSECONDS);
    }

    /// Lets what is being done come to its end, for a while.
    @Override
    public void close() {
        closed.countDown();
        troubles.hush();
        sampling.close();
        Deadline end = Deadline.after(LAST_WORK);
        try {
            for (Thread thread : threads) {
                thread.join(end.remaining());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
