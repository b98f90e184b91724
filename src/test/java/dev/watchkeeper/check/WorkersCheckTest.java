package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkersCheckTest {

    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));

    @TempDir Path folder;
    private Rounds rounds;
    private ListedEvents jobs;

    @BeforeEach
    void oneQueue() {
        rounds = new Rounds(folder);
        jobs = rounds.events("app");
        rounds.queues.add(
                new Queue(
                        "tts",
                        Map.of(),
                        new Queue.Workers(jobs.stream(), Set.of("done"), "worker", "ms"),
                        null,
                        List.of()));
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    private void works(String worker, int everySeconds, Instant from, Instant until, long ms) {
        var random = new Random(worker.hashCode());
        Instant at = from.plusSeconds(random.nextInt(everySeconds));
        while (at.isBefore(until)) {
            jobs.add(at, "done", Map.of("worker", worker, "ms", ms + random.nextInt(100)));
            at = at.plusSeconds(everySeconds / 2 + random.nextInt(everySeconds));
        }
    }

    private List<Finding> workers(Instant at) {
        return rounds.at(at).findings().stream().filter(f -> f.check().equals("workers")).toList();
    }

    @Test
    void workersThatShareTheWorkAreNoFinding() {
        works("tts-1", 120, LONG_AGO, NOW, 800);
        works("tts-2", 120, LONG_AGO, NOW, 900);

        assertThat(workers(NOW)).isEmpty();
    }

    @Test
    void aWorkerThatFellSilentWhileAnotherWorksIsAFinding() {
        works("tts-1", 120, LONG_AGO, NOW.minus(Duration.ofMinutes(50)), 800);
        works("tts-2", 120, LONG_AGO, NOW, 800);

        Finding finding = workers(NOW).getFirst();

        assertThat(finding.severity()).isEqualTo(Severity.SEV2);
        assertThat(finding.title()).matches("worker tts-1 of tts is silent for 5\\d min");
        assertThat(finding.id()).isEqualTo("worker-silent-tts-tts-1");
        assertThat(finding.facts().getFirst())
                .matches(
                        "last seen 11:2\\d UTC; 2\\d events of other workers since, and none of it");
        assertThat(finding.facts().getLast()).isEqualTo("one of 2 workers seen in the last day");
    }

    @Test
    void aWorkerWithoutWorkAtNightIsNotSilent() {
        works("tts-1", 120, LONG_AGO, NOW.minus(Duration.ofHours(2)), 800);
        works("tts-2", 120, LONG_AGO, NOW.minus(Duration.ofHours(2)), 800);
        works("tts-2", 1_500, NOW.minus(Duration.ofHours(2)), NOW, 800);

        assertThat(workers(NOW)).isEmpty();
    }

    @Test
    void aWorkerThatAnotherOneReplacedIsNotSilent() {
        Instant deployed = NOW.minus(Duration.ofHours(1));
        works("pod-a1", 120, LONG_AGO, deployed, 800);
        works("pod-b7", 120, deployed.plusSeconds(60), NOW, 800);

        assertThat(workers(NOW)).isEmpty();
    }

    @Test
    void aWorkerThatLagsAsItDidNotBeforeIsAFinding() {
        Instant began = NOW.minus(Duration.ofHours(3));
        works("tts-1", 60, LONG_AGO, NOW, 800);
        works("tts-2", 60, LONG_AGO, began, 800);
        works("tts-2", 60, began, NOW, 2_500);

        Finding finding = workers(NOW).getFirst();

        assertThat(finding.severity()).isEqualTo(Severity.SEV3);
        assertThat(finding.title())
                .isEqualTo("worker tts-2 of tts lags: 3 times the ms of the others");
    }

    @Test
    void aWorkerThatIsAlwaysSlowerIsNoFinding() {
        works("big", 60, LONG_AGO, NOW, 800);
        works("small", 60, LONG_AGO, NOW, 2_500);

        assertThat(workers(NOW)).isEmpty();
    }

    @Test
    void aWorkerThatIsBackIsOver() {
        works("tts-1", 120, LONG_AGO, NOW.minus(Duration.ofMinutes(50)), 800);
        works("tts-2", 120, LONG_AGO, NOW.plus(Duration.ofHours(1)), 800);
        rounds.toldAt(NOW);
        works("tts-1", 120, NOW, NOW.plus(Duration.ofHours(1)), 800);

        assertThat(workers(NOW.plus(Duration.ofMinutes(10))))
                .extracting(Finding::facts)
                .containsExactly(
                        List.of("not so any more for 10 min; over when that lasts 30 min"));
        assertThat(workers(NOW.plus(Duration.ofMinutes(45))))
                .extracting(Finding::state)
                .containsExactly(FindingState.RESOLVED);
    }
}
