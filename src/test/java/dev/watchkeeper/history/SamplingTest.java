package dev.watchkeeper.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.catalog.Gauge;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SamplingTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final List<String> said = new ArrayList<>();

    private record Fixed(String name, double value) implements Gauge {
        @Override
        public double now(Deadline deadline) {
            return value;
        }
    }

    private Sampling sampling(Duration patience, List<Gauge> gauges) {
        var host = new Sampling.Group("host", () -> Map.of("host.load_1m", 0.5));
        return new Sampling(List.of(host), gauges, patience, new Troubles(said::add));
    }

    @Test
    void aRoundHoldsWhatTheHostAndTheGaugesTell() throws InterruptedException {
        List<Gauge> gauges = List.of(new Fixed("depth", 3), new Fixed("nothing", Double.NaN));
        try (Sampling sampling = sampling(Duration.ofSeconds(20), gauges)) {
            assertThat(sampling.round())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("host.load_1m", 0.5, "depth", 3.0, "nothing", Double.NaN));
            assertThat(said).isEmpty();
        }
    }

    @Test
    void aGaugeThatFailsIsSaidOnceAndWhenItWorksAgain() throws InterruptedException {
        var broken = new AtomicBoolean(true);
        Gauge gauge =
                new Gauge() {
                    @Override
                    public String name() {
                        return "depth";
                    }

                    @Override
                    public double now(Deadline deadline) {
                        if (broken.get()) {
                            throw new SourceUnavailable("db", "there is no file jobs.db");
                        }
                        return 4;
                    }
                };
        try (Sampling sampling = sampling(Duration.ofSeconds(20), List.of(gauge))) {
            for (int round = 0; round < 3; round++) {
                assertThat(sampling.round()).containsOnlyKeys("host.load_1m");
            }
            broken.set(false);
            assertThat(sampling.round()).containsKeys("host.load_1m", "depth");
        }
        assertThat(said)
                .containsExactly(
                        "depth: source db: there is no file jobs.db; left as a gap until it can",
                        "depth: works again, after it failed 3 times");
    }

    @Test
    void aGaugeThatHangsIsAGapAndHoldsNothingUp() throws InterruptedException {
        var hanging = new CountDownLatch(1);
        Gauge slow =
                new Gauge() {
                    @Override
                    public String name() {
                        return "slow";
                    }

                    @Override
                    public double now(Deadline deadline) {
                        try {
                            hanging.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return 1;
                    }
                };
        try (Sampling sampling = sampling(PATIENCE, List.of(slow, new Fixed("depth", 3)))) {
            for (int round = 0; round < 3; round++) {
                assertThat(sampling.round()).doesNotContainKey("slow");
            }
            assertThat(said).filteredOn(line -> line.startsWith("slow: ")).hasSize(1);
            hanging.countDown();
        }
    }
}
