package dev.watchkeeper.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.state.FindingStore.Stored;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingStoreTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private StateDatabase state;
    private FindingStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        state = StateDatabase.open(folder);
        store = new FindingStore(state);
    }

    @AfterEach
    void close() {
        state.close();
    }

    private static Instant at(int minutes) {
        return START.plusSeconds(60L * minutes);
    }

    private static Finding finding(
            String id, Severity severity, FindingState now, int first, int last) {
        return finding(id, severity, now, first, last, null);
    }

    private static Finding finding(
            String id,
            Severity severity,
            FindingState now,
            int first,
            int last,
            Finding.@Nullable Ignored ignored) {
        return new Finding(
                id,
                "errors",
                "app",
                severity,
                now,
                "boom \"<*>\"",
                List.of("seen", "twice; or more"),
                at(first),
                at(last),
                last,
                null,
                ignored);
    }

    private Stored stored() {
        return store.find("a").orElseThrow();
    }

    private void keep(FindingState now, int first, int last, int checked) {
        store.keep(List.of(finding("a", Severity.SEV2, now, first, last)), at(checked));
    }

    @Test
    void aFindingIsReadAsItWasKept() {
        var ignored = new Finding.Ignored("known", "ops", at(1_000));
        Finding finding = finding("a", Severity.SEV2, FindingState.NEW, 0, 3, ignored);
        store.keep(List.of(finding), at(5));

        assertThat(stored()).isEqualTo(new Stored(finding, at(5), at(5), 1, null, null, null));
        assertThat(store.find("b")).isEmpty();
    }

    @Test
    void aLaterCheckRenewsItAndKeepsWhenItBegan() {
        keep(FindingState.NEW, 10, 13, 15);
        store.markNotified(List.of(stored().finding()), at(16));

        keep(FindingState.ONGOING, 12, 20, 25);

        assertThat(stored())
                .isEqualTo(
                        new Stored(
                                finding("a", Severity.SEV2, FindingState.ONGOING, 10, 20),
                                at(15),
                                at(25),
                                1,
                                FindingState.NEW,
                                Severity.SEV2,
                                at(16)));
    }

    @Test
    void whatWasResolvedAndIsBackBeginsANewEpisodeOfWhichNobodyWasTold() {
        keep(FindingState.NEW, 0, 3, 5);
        store.markNotified(List.of(stored().finding()), at(6));
        keep(FindingState.RESOLVED, 0, 3, 60);
        assertThat(stored().open()).isFalse();
        assertThat(stored().episode()).isEqualTo(1);
        assertThat(stored().notified()).isEqualTo(FindingState.NEW);
        store.markNotified(List.of(stored().finding()), at(61));

        keep(FindingState.REGRESSED, 90, 91, 95);

        assertThat(stored())
                .isEqualTo(
                        new Stored(
                                finding("a", Severity.SEV2, FindingState.REGRESSED, 90, 91),
                                at(95),
                                at(95),
                                2,
                                null,
                                null,
                                null));
    }

    @Test
    void whatIsBackBeforeAnybodyWasToldThatItIsGoneNeverWentAway() {
        keep(FindingState.NEW, 0, 3, 5);
        store.markNotified(List.of(stored().finding()), at(6));
        keep(FindingState.RESOLVED, 0, 3, 60);

        keep(FindingState.REGRESSED, 90, 91, 95);

        assertThat(stored())
                .isEqualTo(
                        new Stored(
                                finding("a", Severity.SEV2, FindingState.REGRESSED, 0, 91),
                                at(5),
                                at(95),
                                1,
                                FindingState.NEW,
                                Severity.SEV2,
                                at(6)));
    }

    @Test
    void whatNobodyWasToldOfAndIsBackWithinHalfAnHourIsTheSameEpisode() {
        keep(FindingState.NEW, 0, 3, 5);
        keep(FindingState.RESOLVED, 0, 3, 10);

        keep(FindingState.NEW, 31, 32, 32);

        assertThat(stored().episode()).isEqualTo(1);
    }

    @Test
    void stayingResolvedIsNoEpisode() {
        keep(FindingState.NEW, 0, 3, 5);
        keep(FindingState.RESOLVED, 0, 3, 60);
        keep(FindingState.RESOLVED, 0, 3, 70);
        assertThat(stored().episode()).isEqualTo(1);
        keep(FindingState.REGRESSED, 80, 81, 85);
        keep(FindingState.ONGOING, 80, 90, 95);
        assertThat(stored().episode()).isEqualTo(2);
        assertThat(stored().found()).isEqualTo(at(85));
    }

    @Test
    void theOpenOnesComeGravestFirstThenNewestFirst() {
        store.keep(
                List.of(
                        finding("small", Severity.SEV4, FindingState.NEW, 9, 9),
                        finding("old", Severity.SEV2, FindingState.ONGOING, 1, 9),
                        finding("new", Severity.SEV2, FindingState.NEW, 5, 9),
                        finding("over", Severity.SEV1, FindingState.RESOLVED, 1, 2),
                        finding("grave", Severity.SEV1, FindingState.ESCALATING, 1, 9)),
                at(10));

        assertThat(store.open())
                .extracting(each -> each.finding().id())
                .containsExactly("grave", "new", "old", "small");
    }

    @Test
    void markingWhatIsNotKeptChangesNothing() {
        store.markNotified(List.of(finding("x", Severity.SEV1, FindingState.NEW, 0, 0)), at(1));

        assertThat(store.find("x")).isEmpty();
    }
}
