package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeartbeatCheckTest {

    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(9));
    private static final Duration FIVE = Duration.ofMinutes(5);

    @TempDir Path folder;
    private Rounds rounds;
    private ListedEvents app;

    @BeforeEach
    void oneStream() {
        rounds = new Rounds(folder);
        app = rounds.events("app");
        app.every(Duration.ofMinutes(2), LONG_AGO, NOW.plus(Duration.ofDays(3)), "tick", Map.of());
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    private void every(Duration step, Instant from, Instant until, String type) {
        app.every(step, from, until, type, Map.of());
    }

    private List<Finding> stopped(Instant at) {
        return rounds.at(at).findings();
    }

    @Test
    void whatGoesOnIsNoFinding() {
        every(FIVE, LONG_AGO, NOW, "heartbeat");

        assertThat(stopped(NOW)).isEmpty();
    }

    @Test
    void aHeartbeatThatStoppedIsAFinding() {
        every(FIVE, LONG_AGO, NOW.minus(Duration.ofMinutes(20)), "heartbeat");

        Finding finding = stopped(NOW).getFirst();

        assertThat(finding.id()).isEqualTo("beat-app-heartbeat");
        assertThat(finding.severity()).isEqualTo(Severity.SEV3);
        assertThat(finding.title()).isEqualTo("heartbeat stopped: none for 25 min");
        assertThat(finding.facts())
                .containsExactly(
                        "last came 11:50 UTC",
                        "it came every 5 min, 2,300 times in 7 days, and never paused for longer than 5 min",
                        "others of app go on");
        assertThat(finding.first()).isEqualTo(Instant.parse("2026-03-11T11:50:00Z"));
    }

    @Test
    void aNightlyJobThatDidNotRunIsAFindingBeforeTheNextNight() {
        Instant night = Instant.parse("2026-03-03T02:00:00Z");
        every(Duration.ofDays(1), night, NOW.minus(Duration.ofDays(1)), "backup_done");

        assertThat(stopped(Instant.parse("2026-03-11T05:00:00Z"))).isEmpty();
        assertThat(stopped(Instant.parse("2026-03-11T09:00:00Z")))
                .extracting(Finding::title)
                .containsExactly("backup_done stopped: none for 31 h");
    }

    @Test
    void aJobThatRestsOnWeekendsIsNoFinding() {
        for (int day = 0; day < 9; day++) {
            Instant at = Instant.parse("2026-03-02T02:00:00Z").plus(Duration.ofDays(day));
            DayOfWeek weekday = at.atOffset(ZoneOffset.UTC).getDayOfWeek();
            if (weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY) {
                app.add(at, "report_done", Map.of());
            }
        }

        for (int hour = 0; hour < 72; hour += 3) {
            assertThat(stopped(Instant.parse("2026-03-07T12:00:00Z").plus(Duration.ofHours(hour))))
                    .isEmpty();
        }
    }

    @Test
    void whatComesOftenByDayAndStoppedAtNoonIsAFinding() {
        byDay(NOW.minus(Duration.ofHours(1)));

        Finding finding = stopped(NOW).getFirst();

        assertThat(finding.title()).isEqualTo("order stopped: none for 64 min");
        assertThat(finding.facts().get(1))
                .matches(
                        "at this time on each of 7 days before it came in at least \\d+ of the 12 five minutes");
    }

    @Test
    void whatComesOftenByDayIsNoFindingByNight() {
        byDay(NOW.plus(Duration.ofDays(2)));

        for (int minutes = 0; minutes < 36 * 60; minutes += 55) {
            assertThat(stopped(NOW.plus(Duration.ofMinutes(minutes)))).isEmpty();
        }
    }

    /// Orders by chance, every two minutes or so between 6 and 22 o'clock.
    private void byDay(Instant until) {
        var random = new Random(7);
        for (Instant at = LONG_AGO;
                at.isBefore(until);
                at = at.plusMillis((long) (-Math.log(1 - random.nextDouble()) * 120_000))) {
            int hour = at.atOffset(ZoneOffset.UTC).getHour();
            if (hour >= 6 && hour < 22) {
                app.add(at, "order", Map.of());
            }
        }
    }

    @Test
    void itIsOverWhenItComesAgain() {
        every(FIVE, LONG_AGO, NOW.minus(Duration.ofMinutes(20)), "heartbeat");
        rounds.toldAt(NOW);
        app.add(NOW.plusSeconds(30), "heartbeat", Map.of());

        Finding over = stopped(NOW.plusSeconds(300)).getFirst();

        assertThat(over.state()).isEqualTo(FindingState.RESOLVED);
        assertThat(over.facts()).containsExactly("it comes again");
    }

    @Test
    void aStreamThatIsSilentAltogetherIsForFreshness() {
        var quiet = rounds.events("other");
        quiet.every(FIVE, LONG_AGO, NOW.minus(Duration.ofHours(2)), "heartbeat", Map.of());
        quiet.every(FIVE, LONG_AGO, NOW.minus(Duration.ofHours(2)), "second", Map.of());

        assertThat(stopped(NOW)).noneMatch(f -> f.check().equals("heartbeat"));
    }

    private ListedLog service(Instant until, Duration step, Instant from) {
        ListedLog log = rounds.log("service");
        log.every(Duration.ofMinutes(4), from, until, Level.INFO, "served a request");
        int shops = 0;
        for (Instant at = from;
                at.isBefore(NOW.minus(Duration.ofMinutes(95)));
                at = at.plus(step)) {
            log.add(at, Level.INFO, "sync of " + ++shops % 37 + " shops finished");
        }
        return log;
    }

    @Test
    void aKindOfMessageThatStoppedIsAFinding() {
        service(NOW, Duration.ofMinutes(15), LONG_AGO);

        List<Finding> found = stopped(NOW);

        assertThat(found).hasSize(1);
        Finding finding = found.getFirst();
        assertThat(finding.check()).isEqualTo("heartbeat");
        assertThat(finding.subject()).isEqualTo("service");
        assertThat(finding.id()).startsWith("beat-service-");
        assertThat(finding.severity()).isEqualTo(Severity.SEV3);
        assertThat(finding.title())
                .isEqualTo("\"sync of <*> shops finished\" stopped: none for 105 min");
        assertThat(finding.facts())
                .contains(
                        "it came every 15 min, hardly ever with a pause longer than 15 min",
                        "others of service go on");
    }

    @Test
    void aKindOfMessageIsOverWhenItComesAgain() {
        ListedLog log = service(NOW.plus(Duration.ofHours(1)), Duration.ofMinutes(15), LONG_AGO);
        assertThat(stopped(NOW)).hasSize(1);

        log.add(NOW.plusSeconds(60), Level.INFO, "sync of 3 shops finished");

        assertThat(stopped(NOW.plus(Duration.ofMinutes(20))))
                .extracting(Finding::state)
                .containsExactly(FindingState.RESOLVED);
    }

    @Test
    void aKindOfMessageThatIsWordedAnewIsNoFinding() {
        ListedLog log = service(NOW, Duration.ofMinutes(15), LONG_AGO);
        log.every(
                Duration.ofMinutes(15),
                NOW.minus(Duration.ofMinutes(90)),
                NOW,
                Level.INFO,
                "synchronized all shops");

        assertThat(stopped(NOW)).isEmpty();
    }

    @Test
    void whatIsReadOfPastHoursIsRememberedWhenTheLogIsGone() {
        ListedLog log = service(NOW, Duration.ofMinutes(15), LONG_AGO);
        stopped(NOW.minus(Duration.ofHours(3)));

        log.entries.removeIf(entry -> entry.time().isBefore(NOW.minus(Duration.ofHours(4))));

        assertThat(stopped(NOW)).hasSize(1);
    }

    @Test
    void aJobOfWorkingDaysThatDidNotComeIsAFindingOfTheSameMorning() {
        var random = new Random(7);
        Instant first = NOW.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(20));
        app.every(Duration.ofMinutes(2), first, LONG_AGO, "tick", Map.of());
        for (int day = 0; day < 20; day++) {
            Instant at =
                    first.plus(Duration.ofDays(day)).plusSeconds(9 * 3_600 + random.nextInt(400));
            DayOfWeek weekday = at.atZone(ZoneOffset.UTC).getDayOfWeek();
            if (weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY) {
                app.add(at, "report", Map.of());
            }
        }

        assertThat(stopped(NOW.minus(Duration.ofHours(3)))).isEmpty();
        List<Finding> found = stopped(NOW);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().title()).isEqualTo("report stopped: none for 27 h");
        assertThat(found.getFirst().facts())
                .contains("on each of 13 days before it came within the same 30 min");
    }
}
