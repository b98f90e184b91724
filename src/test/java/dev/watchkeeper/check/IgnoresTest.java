package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.state.Ignore;
import dev.watchkeeper.state.IgnoreStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the checks make of ignores made by command: what they hide, what they let through, and what
/// they hide that nobody had in mind.
final class IgnoresTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path folder;
    private Rounds rounds;
    private ListedLog log;

    @BeforeEach
    void twoQuietWeeks() {
        rounds = new Rounds(folder);
        log = rounds.log("gateway");
        log.every(
                Duration.ofHours(1),
                NOW.minus(DAY.multipliedBy(15)),
                NOW,
                Level.WARN,
                "slow disk 7");
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    private void ignore(
            String pattern,
            Instant since,
            @Nullable Long most,
            @Nullable Long rate,
            boolean untilChange) {
        keep(pattern, null, null, since, most, rate, untilChange);
    }

    private void keep(
            @Nullable String pattern,
            @Nullable String finding,
            @Nullable Severity severity,
            Instant since,
            @Nullable Long most,
            @Nullable Long rate,
            boolean untilChange) {
        new IgnoreStore(rounds.state)
                .add(
                        new Ignore(
                                0,
                                pattern,
                                null,
                                finding,
                                severity,
                                "known",
                                "anna",
                                since,
                                NOW.plus(DAY),
                                most,
                                rate,
                                rate == null ? null : Duration.ofMinutes(10),
                                untilChange,
                                null,
                                0,
                                since,
                                null,
                                null));
    }

    private Finding only() {
        List<Finding> found = rounds.at(NOW).findings();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void whatComesAsEverUnderAnIgnoreIsNoNews() {
        ignore("slow disk <*>", NOW.minus(DAY), null, null, false);

        assertThat(only().state()).isEqualTo(FindingState.ONGOING);
        assertThat(only().ignored()).isEqualTo(new Finding.Ignored("known", "anna", NOW.plus(DAY)));
        assertThat(only().facts()).hasSize(1);
    }

    @Test
    void aSurgeIsHiddenAndSaid() {
        ignore("slow disk <*>", NOW.minus(DAY), null, null, false);
        log.every(MINUTE, NOW.minusSeconds(1800), NOW, Level.WARN, "slow disk 7");

        assertThat(only().state()).isEqualTo(FindingState.ESCALATING);
        assertThat(only().ignored()).isNotNull();
        assertThat(only().facts().getLast())
                .startsWith("the ignore 1 of anna hides a surge: 32 in 2 h 15 min, at most ");
    }

    @Test
    void whatWasThereWhenItWasIgnoredIsNoNews() {
        log.every(MINUTE, NOW.minusSeconds(1800), NOW, Level.WARN, "slow disk 7");
        ignore("slow disk <*>", NOW.minusSeconds(60), null, null, true);

        assertThat(only().state()).isEqualTo(FindingState.ONGOING);
        assertThat(only().ignored()).isNotNull();
    }

    @Test
    void aSurgeEndsAnIgnoreUntilSomethingChanges() {
        ignore("slow disk <*>", NOW.minus(DAY), null, null, true);
        log.every(MINUTE, NOW.minusSeconds(1800), NOW, Level.WARN, "slow disk 7");

        assertThat(only().ignored()).isNull();
        assertThat(only().facts().getLast())
                .startsWith(
                        "the ignore 1 of anna held until something changes: the ignore 1 of anna hides a surge: 32");
    }

    @Test
    void aNewStreamUnderAnIgnoreIsHiddenAndSaid() {
        ignore("slow disk <*>", NOW.minus(DAY), null, null, false);
        ListedLog worker = rounds.log("worker");
        worker.every(Duration.ofHours(1), NOW.minus(DAY.multipliedBy(15)), NOW, Level.INFO, "beat");
        worker.add(NOW.minusSeconds(60), Level.WARN, "slow disk 9");

        Finding found =
                rounds.at(NOW).findings().stream()
                        .filter(finding -> finding.subject().equals("worker"))
                        .findFirst()
                        .orElseThrow();

        assertThat(found.state()).isEqualTo(FindingState.NEW);
        assertThat(found.facts().getLast())
                .startsWith(
                        "the ignore 1 of anna hides messages of this stream, where it hid none in the ");
    }

    @Test
    void moreThanTheRateOrTheCountIsLetThrough() {
        log.every(MINUTE, NOW.minusSeconds(1800), NOW, Level.WARN, "slow disk 7");
        ignore("slow disk <*>", NOW.minus(DAY), null, 9L, false);
        assertThat(only().facts().getLast())
                .isEqualTo("the ignore 1 of anna hides up to 9 in 10m, and there were 10");
        new IgnoreStore(rounds.state).remove(1, "anna", NOW);

        ignore("slow disk <*>", NOW.minus(DAY), 20L, null, false);
        assertThat(only().ignored()).isNull();
        assertThat(only().facts().getLast())
                .isEqualTo("the ignore 2 of anna hides 20 in all, and there were 32");
    }

    @Test
    void aFindingIsHiddenUntilItIsGraver() {
        Instant began = NOW.minus(Duration.ofMinutes(45));
        log.every(MINUTE, NOW.minusSeconds(1), NOW, Level.INFO, "on");
        rounds.metric(
                        new ListedMetric(
                                "tts.depth",
                                NOW.minus(DAY.multipliedBy(28)),
                                at -> at.isBefore(began) ? 8 : 42))
                .noise(0)
                .concerning("> 20 for 5m");
        keep(null, "metric-tts-depth", Severity.SEV2, NOW.minus(DAY), null, null, true);
        assertThat(depth().ignored()).isNotNull();
        new IgnoreStore(rounds.state).remove(1, "anna", NOW);

        keep(null, "metric-tts-depth", Severity.SEV3, NOW.minus(DAY), null, null, true);
        assertThat(depth().ignored()).isNull();
        assertThat(depth().facts().getLast())
                .isEqualTo("the ignore 2 of anna held until it changes, and it is SEV2 now");
    }

    private Finding depth() {
        return Objects.requireNonNull(Rounds.of(rounds.at(NOW), "tts.depth"));
    }
}
