package dev.watchkeeper.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendsTest {

    private static final Instant END = Instant.parse("2026-11-22T06:00:00Z");
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private static IncidentSummary incident(String day, String slug, String finding, String cause) {
        Instant detected = Instant.parse(day + "T01:00:00Z");
        return new IncidentSummary(
                day + "-incident-" + slug,
                Path.of("x.md"),
                "About " + slug,
                Severity.SEV2,
                Verdict.ISSUE,
                Status.RESOLVED,
                detected.minus(Duration.ofMinutes(6)),
                detected,
                List.of(finding),
                cause,
                Confidence.HIGH,
                null);
    }

    private static Trends trends(List<IncidentSummary> incidents, Trends.Known known) {
        return Trends.of(TimeRange.before(END, Duration.ofDays(28)), VIENNA, incidents, known);
    }

    @Test
    void itSaysWhatRecursWhatCostsSleepAndHowLongThingsTake() {
        List<IncidentSummary> incidents =
                List.of(
                        incident("2026-11-20", "c", "p-1-app", "cannot tell"),
                        incident("2026-11-18", "d", "full-disk", "cannot tell"),
                        incident("2026-11-14", "b", "p-2-app", "the importer locks the database"),
                        incident("2026-11-12", "e", "p-3-app", "database locked by the importer"),
                        incident("2026-11-10", "a", "p-1-app", "retries without back-off"),
                        incident("2026-10-01", "old", "p-1-app", "retries without back-off"));
        var known =
                new Trends.Known(
                        Map.of(
                                "2026-11-20-incident-c", Instant.parse("2026-11-20T01:04:00Z"),
                                "2026-11-10-incident-a", Instant.parse("2026-11-10T01:02:00Z")),
                        Map.of("2026-11-10-incident-a", Instant.parse("2026-11-10T04:00:00Z")),
                        List.of(
                                // 23:30 and 03:10 in Vienna, and noon
                                new Trends.Message(
                                        Instant.parse("2026-11-20T22:30:00Z"), "p-1-app"),
                                new Trends.Message(
                                        Instant.parse("2026-11-21T02:10:00Z"), "p-1-app"),
                                new Trends.Message(
                                        Instant.parse("2026-11-21T11:00:00Z"), "full-disk")),
                        List.of());

        assertThat(TrendsSection.of(trends(incidents, known)))
                .containsExactly(
                        "- 5 incidents in 28 days; on average detected after 6 min (of 5),"
                                + " diagnosed after 3 min (of 2), gone after 3 h (of 1)",
                        "- recurs: 2 times, 10 days apart, the same finding `p-1-app`; last"
                                + " `2026-11-20-incident-c`",
                        "- recurs: 2 times, 2 days apart, the same cause; last"
                                + " `2026-11-14-incident-b`",
                        "- 3 messages to people, 0.8 a week; 2 at night (22 to 7): 23h 1, 3h 1; most"
                                + " of them about `p-1-app` (2)");
    }

    @Test
    void withoutAnythingThereIsNothingToTell() {
        assertThat(
                        TrendsSection.of(
                                trends(
                                        List.of(),
                                        new Trends.Known(
                                                Map.of(), Map.of(), List.of(), List.of()))))
                .isEmpty();
    }

    @Test
    void whenAnIncidentWasMeasuredGoneIsReadFromItsFileUntilItIsBack(@TempDir Path folder)
            throws IOException {
        String id = "2026-11-10-incident-a";
        Files.writeString(
                folder.resolve(id + ".md"), "---\nid: " + id + "\nstatus: open\n---\n# A\n");
        var turns = new IncidentTurns(folder);
        Instant gone = Instant.parse("2026-11-10T04:00:00Z");

        assertThat(turns.recovered(id)).isEmpty();
        turns.recovered(id, gone, List.of("a fact"));
        assertThat(turns.recovered(id)).contains(gone);
        turns.regressed(id, gone.plusSeconds(600), List.of());
        assertThat(turns.recovered(id)).isEmpty();
    }

    @Test
    void causesAreTheSameWhenTheirWordsAreWhateverTheirFigures() {
        assertThat(
                        Likeness.same(
                                "since deploy 3f2a9c1 failed pages retry at once, three times each",
                                "failed pages are retried at once since deploy 77b1"))
                .isTrue();
        assertThat(Likeness.same("the disk is full", "the queue is full")).isFalse();
        assertThat(Likeness.same("", "")).isFalse();
        assertThat(Likeness.same("429", "503")).isFalse();
    }
}
