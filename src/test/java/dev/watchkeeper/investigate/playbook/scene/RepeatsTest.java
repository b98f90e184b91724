package dev.watchkeeper.investigate.playbook.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is called the thing that one request did again and again.
final class RepeatsTest {

    private static final Instant START = Instant.parse("2026-03-10T03:00:00Z");

    private final List<Object> rows = new ArrayList<>();

    private void rows(int times, String stream, String what) {
        for (int i = 1; i <= times; i++) {
            rows.add(List.of(START.plusMillis(i).toString(), stream, what.replace("#", "" + i)));
        }
    }

    private @Nullable Repeats repeats() {
        return Repeats.in(
                Reply.of(
                        Map.of(
                                "evidence_id",
                                "E1",
                                "columns",
                                List.of("time", "stream", "what"),
                                "rows",
                                rows)),
                List.of("app"));
    }

    private @Nullable String named() {
        Repeats repeats = repeats();
        return repeats == null ? null : repeats.times() + " times " + repeats.what();
    }

    @Test
    void aMessageIsNamedByItsFirstLineWithoutNumbersAndIds() {
        rows(4, "gateway", "page #: attempt 2 of job_2a0ac5619d#, commit 625eece\nTraceback");

        assertThat(named()).isEqualTo("4 times page <*>: attempt <*> of job_<*>, commit <*>");
    }

    @Test
    void anEventIsNamedByItsTypeEvenWhereThatHasDigits() {
        rows(3, "app", "http2_call user_id=u_# data.page=#");

        assertThat(named()).isEqualTo("3 times http2_call");
    }

    @Test
    void anEventIsTakenBeforeAMessageThatCameUpToThreeTimesAsOften() {
        rows(3, "app", "call page=#");
        rows(9, "gateway", "page #: failed");

        assertThat(named()).isEqualTo("3 times call");
    }

    @Test
    void aMessageThatCameMoreThanThreeTimesAsOftenIsTaken() {
        rows(3, "app", "call page=#");
        rows(10, "gateway", "page #: failed");

        assertThat(named()).isEqualTo("10 times page <*>: failed");
    }

    @Test
    void twiceIsNotAgainAndAgain() {
        rows(2, "app", "call page=#");

        assertThat(named()).isNull();
    }

    @Test
    void growingPausesAreABackOff() {
        for (long millis : new long[] {0, 1_000, 3_000, 7_000}) {
            rows.add(List.of(START.plusMillis(millis).toString(), "app", "call page=1"));
        }

        assertThat(repeats())
                .extracting(Repeats::slowing, Repeats::atOnce)
                .containsExactly(true, false);
    }
}
