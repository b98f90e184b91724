package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestartsCheckTest {

    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));
    private static final String START = "mixer started, version 4f2a9c1";

    @TempDir Path folder;
    private Rounds rounds;
    private ListedLog log;

    @BeforeEach
    void oneLog() {
        rounds = new Rounds(folder);
        log = rounds.log("mixer");
        log.every(Duration.ofMinutes(10), LONG_AGO, NOW, Level.INFO, "mixed 12 tracks");
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    private void starts(String message, int... minutesAgo) {
        for (int minutes : minutesAgo) {
            log.add(NOW.minus(Duration.ofMinutes(minutes)), Level.INFO, message);
        }
    }

    private List<Finding> found(Instant at) {
        return rounds.at(at).findings().stream().filter(f -> f.check().equals("restarts")).toList();
    }

    @Test
    void aProcessThatIsStartedAgainAndAgainIsAFinding() {
        starts(START, 41, 32, 20, 8);

        Finding finding = found(NOW).getFirst();

        assertThat(finding.severity()).isEqualTo(Severity.SEV3);
        assertThat(finding.title())
                .isEqualTo(
                        "started again and again, 4 times in 33 min: mixer started, version 4f2a9c1");
        assertThat(finding.first()).isEqualTo(NOW.minus(Duration.ofMinutes(41)));
        assertThat(finding.facts())
                .containsExactly(
                        "first 11:34 UTC, last 12:07 UTC, one about every 11 min",
                        "in the 14 days before at most 0 in as long a time");
    }

    @Test
    void processIdsDoNotMakeAnotherStartOfIt() {
        starts("Started server process [812]", 41);
        starts("Started server process [1733]", 25);
        starts("Started server process [2041]", 8);

        assertThat(found(NOW))
                .extracting(Finding::title)
                .containsExactly(
                        "started again and again, 3 times in 33 min: Started server process [<*>]");
    }

    @Test
    void oneVersionAfterAnotherIsADeployAndNoRestart() {
        starts("mixer started, version 4f2a9c1", 41);
        starts("mixer started, version 77b01de", 25);
        starts("mixer started, version c02d91a", 8);

        assertThat(found(NOW)).isEmpty();
    }

    @Test
    void manyProcessesStartedOneAfterTheOtherAreADeploy() {
        starts(START, 28, 27, 26, 25, 24, 23, 22, 21, 20);

        assertThat(found(NOW)).isEmpty();
    }

    @Test
    void instancesThatAreStartedSlowlyAtEachDeployAreNoLoopAtTheNext() {
        starts("mixer started, version 4f2a9c1", 41, 32, 20);
        starts("mixer started, version 77b01de", 1_481, 1_472, 1_460);

        assertThat(found(NOW)).isEmpty();
    }

    @Test
    void aPastThatNobodyReadIsNoPastWithoutStarts() {
        starts(START, 41, 32, 20, 8);
        log.every(
                Duration.ofMinutes(10),
                LONG_AGO,
                NOW.minus(Duration.ofHours(3)),
                Level.INFO,
                "mixer started, version of the tape unknown");
        log.patience = 20;

        CheckReport report = rounds.at(NOW);

        assertThat(report.findings()).noneMatch(f -> f.check().equals("restarts"));
        assertThat(report.remarks())
                .contains(
                        "mixer: in the time given too little of the days before could be read to tell whether its starts are as ever");
    }

    @Test
    void theTimeThatAStartTookDoesNotMakeAnotherOfIt() {
        starts("Started App in 3.214 seconds", 41);
        starts("Started App in 2.981 seconds", 25);
        starts("Started App in 3.007 seconds", 8);

        assertThat(found(NOW))
                .extracting(Finding::title)
                .containsExactly(
                        "started again and again, 3 times in 33 min: Started App in <*> seconds");
    }

    @Test
    void whatIsStartedAsOftenOnOtherDaysIsNoFinding() {
        starts(START, 41, 32, 20, 8);
        starts(START, 1_481, 1_472, 1_460);

        assertThat(found(NOW)).isEmpty();
    }

    @Test
    void whatIsStartedEveryHourIsNoFinding() {
        log.every(Duration.ofHours(1), LONG_AGO, NOW, Level.INFO, START);
        starts(START, 41, 32, 20, 8);

        assertThat(found(NOW)).isEmpty();
    }

    @Test
    void aYoungLogNeedsFiveStarts() {
        log.entries.clear();
        starts("mixed 12 tracks", 50, 5);
        starts(START, 41, 32, 20);

        assertThat(found(NOW)).isEmpty();

        starts(START, 10, 5);

        assertThat(found(NOW).getFirst().facts().getLast())
                .isEqualTo("nothing is known of the day before");
    }

    @Test
    void theLinesOfOneStartAreOneFinding() {
        starts(START, 41, 32, 20, 8);
        starts("Listening on 127.0.0.1:8080", 41, 32, 20, 8);
        ListedEvents events = rounds.events("app");
        for (int minutes : new int[] {41, 32, 20, 8}) {
            events.add(
                    NOW.minus(Duration.ofMinutes(minutes)),
                    "process.started",
                    Map.of("service", "mixer", "pid", 4_000L + minutes));
        }

        assertThat(found(NOW)).hasSize(1);
    }

    @Test
    void anEventOfAStartIsKnownByItsWords() {
        ListedEvents events = rounds.events("app");
        events.every(Duration.ofMinutes(10), LONG_AGO, NOW, "tick", Map.of("service", "mixer"));
        for (int minutes : new int[] {41, 32, 20, 8}) {
            events.add(
                    NOW.minus(Duration.ofMinutes(minutes)),
                    "process.started",
                    Map.of("service", "mixer", "build", "4f2a9c1", "pid", 4_000L + minutes));
        }

        assertThat(found(NOW))
                .extracting(Finding::title)
                .containsExactly(
                        "started again and again, 4 times in 33 min: process.started of 4f2a9c1, mixer");
    }

    @Test
    void itIsAFactOfTheErrorsAtTheSameTime() {
        starts(START, 41, 32, 20, 8);
        log.every(
                Duration.ofMinutes(2),
                NOW.minus(Duration.ofMinutes(40)),
                NOW,
                Level.ERROR,
                "cannot open libmix.so");

        assertThat(rounds.at(NOW).findings())
                .filteredOn(finding -> finding.title().equals("cannot open libmix.so"))
                .flatExtracting(Finding::facts)
                .contains("at the same time: a process in mixer is started again and again");
    }

    @Test
    void itIsOverWhenNoMoreStartsCome() {
        starts(START, 41, 32, 20, 8);
        log.every(
                Duration.ofMinutes(10),
                NOW,
                NOW.plus(Duration.ofHours(3)),
                Level.INFO,
                "mixed 12 tracks");
        rounds.toldAt(NOW);

        assertThat(found(NOW.plus(Duration.ofMinutes(15))))
                .extracting(Finding::state)
                .containsExactly(FindingState.NEW);
        assertThat(found(NOW.plus(Duration.ofMinutes(60))))
                .extracting(Finding::state)
                .containsExactly(FindingState.RESOLVED);
    }
}
