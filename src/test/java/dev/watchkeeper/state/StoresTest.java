package dev.watchkeeper.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.InvestigationStore.Investigation;
import dev.watchkeeper.state.KnownTemplates.Known;
import dev.watchkeeper.state.RunStore.Run;
import dev.watchkeeper.state.TemplateHours.Hour;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    private StateDatabase state;

    @BeforeEach
    void open(@TempDir Path folder) {
        state = StateDatabase.open(folder);
    }

    @AfterEach
    void close() {
        state.close();
    }

    private static Instant hour(int hours) {
        return TEN.plus(Duration.ofHours(hours));
    }

    @Test
    void hoursAreCountedOncePerStreamAndRange() {
        var hours = new TemplateHours(state);
        hours.keep(
                "app",
                List.of(
                        new Hour(hour(0), 7, Map.of("t1", 5L, "t2", 2L)),
                        new Hour(hour(1), 0, Map.of()),
                        new Hour(hour(2), 1, Map.of("t1", 1L))));
        hours.keep("worker", List.of(new Hour(hour(0), 9, Map.of("t1", 9L))));
        var firstTwo = new TimeRange(hour(0), hour(2));

        assertThat(hours.counted("app", firstTwo)).containsExactlyInAnyOrder(hour(0), hour(1));
        assertThat(hours.counts("app", firstTwo))
                .isEqualTo(Map.of("t1", Map.of(hour(0), 5L), "t2", Map.of(hour(0), 2L)));
        assertThat(hours.counted("other", firstTwo)).isEmpty();
    }

    @Test
    void anHourCountedAgainIsReplacedWhole() {
        var hours = new TemplateHours(state);
        var range = new TimeRange(hour(0), hour(1));
        hours.keep("app", List.of(new Hour(hour(0), 7, Map.of("t1", 5L, "t2", 2L))));
        hours.keep("app", List.of(new Hour(hour(0), 6, Map.of("t1", 6L))));

        assertThat(hours.counts("app", range)).isEqualTo(Map.of("t1", Map.of(hour(0), 6L)));
    }

    @Test
    void hoursBeforeATimeAreForgotten() {
        var hours = new TemplateHours(state);
        hours.keep(
                "app",
                List.of(
                        new Hour(hour(0), 1, Map.of("t1", 1L)),
                        new Hour(hour(1), 1, Map.of("t1", 1L))));

        hours.forgetBefore(hour(1).plusSeconds(1_800));

        assertThat(hours.counted("app", new TimeRange(hour(0), hour(9)))).containsExactly(hour(1));
    }

    @Test
    void aKnownTemplateKeepsItsText() {
        var known = new KnownTemplates(state);
        known.remember("app", List.of(new Known("b", "two <*>"), new Known("a", "one")));
        known.remember("app", List.of(new Known("a", "another"), new Known("c", "three")));

        assertThat(known.of("app"))
                .containsExactly(
                        new Known("a", "one"), new Known("b", "two <*>"), new Known("c", "three"));
        assertThat(known.of("worker")).isEmpty();
    }

    @Test
    void aRunWithoutEndWasCutOff() {
        var runs = new RunStore(state);
        long first = runs.begin("patrol", TEN, TEN.minusSeconds(60));
        long second = runs.begin("check", TEN.plusSeconds(1), TEN);
        runs.end(first, TEN.plusSeconds(5), "nothing new");

        assertThat(runs.latest(5))
                .containsExactly(
                        new Run(second, "check", TEN.plusSeconds(1), null, TEN, null, null, null),
                        new Run(
                                first,
                                "patrol",
                                TEN,
                                TEN.plusSeconds(5),
                                TEN.minusSeconds(60),
                                "nothing new",
                                null,
                                null));
        assertThat(runs.latest(1)).extracting(Run::id).containsExactly(second);
    }

    @Test
    void anInvestigationIsUnfinishedUntilItEnds() {
        var store = new InvestigationStore(state);
        store.begin("r1", List.of("errors-a#1", "errors-b#2"), 1, 1.0, TEN);
        store.begin("r2", List.of("errors-c#1"), 2, 1.0, TEN.plusSeconds(60));
        assertThat(store.unfinished()).extracting(Investigation::id).containsExactly("r1", "r2");

        store.end(
                "r1",
                InvestigationStore.State.DONE,
                "playbook",
                "found it",
                "2026-11-22-incident-a",
                0.25,
                TEN.plusSeconds(90));
        store.end("r2", InvestigationStore.State.FAILED, "claude", "no answer", null, 0, hour(1));

        assertThat(store.unfinished()).isEmpty();
        assertThat(store.since(TEN))
                .containsExactly(
                        new Investigation(
                                "r1",
                                TEN,
                                TEN.plusSeconds(90),
                                List.of("errors-a#1", "errors-b#2"),
                                1,
                                InvestigationStore.State.DONE,
                                "playbook",
                                "found it",
                                "2026-11-22-incident-a",
                                0.25),
                        new Investigation(
                                "r2",
                                TEN.plusSeconds(60),
                                hour(1),
                                List.of("errors-c#1"),
                                2,
                                InvestigationStore.State.FAILED,
                                "claude",
                                "no answer",
                                null,
                                0));
        assertThat(store.since(TEN.plusSeconds(60)))
                .extracting(Investigation::id)
                .containsExactly("r2");
    }

    @Test
    void anInvestigationOfNothingInParticularHasNoEpisodes() {
        var store = new InvestigationStore(state);
        store.begin("r1", List.of(), 1, 1.0, TEN);

        assertThat(store.unfinished().getFirst().episodes()).isEmpty();
    }
}
