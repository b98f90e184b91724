package dev.watchkeeper.check;

import static dev.watchkeeper.check.Rounds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
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

/// On Wednesday at 12:15; a mail every two minutes, sent 20 s after it was queued.
final class LifecycleCheckTest {

    private static final Duration TWO = Duration.ofMinutes(2);
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(2));
    private static final Instant BEGAN = NOW.minus(Duration.ofMinutes(40));

    @TempDir Path folder;
    private Rounds rounds;
    private ListedEvents mails;
    private int number;

    @BeforeEach
    void oneStream() {
        rounds = new Rounds(folder);
        mails = rounds.events("mails");
        mails.ids = List.of("mail");
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    private void mails(Instant from, Instant until, int sent) {
        for (Instant at = from; at.isBefore(until); at = at.plus(TWO)) {
            Map<String, Object> fields = Map.of("mail", "m-" + number++, "worker", "w1");
            mails.add(at, "queued", fields);
            for (int i = 0; i < sent; i++) {
                mails.add(at.plusSeconds(20 + i), "sent", fields);
            }
        }
    }

    private List<Finding> found(Instant at) {
        return rounds.at(at).findings().stream()
                .filter(f -> f.check().equals("lifecycle"))
                .toList();
    }

    @Test
    void mailsThatAreSentAreNoFinding() {
        mails(YESTERDAY, NOW, 1);

        assertThat(found(NOW)).isEmpty();
    }

    @Test
    void aRuleThatNothingShowsAnyMoreIsOverAfterTwoDays() {
        mails(YESTERDAY, BEGAN, 1);
        mails(BEGAN, NOW, 0);
        found(NOW);
        Instant later = NOW.plus(Duration.ofDays(3));
        for (Instant at = NOW; at.isBefore(later); at = at.plus(TWO)) {
            mails.add(at, "delivered", Map.of("mail", "n-" + number++));
        }

        Finding over = found(later).getFirst();

        assertThat(over.state()).isEqualTo(FindingState.RESOLVED);
        assertThat(over.facts())
                .contains(
                        "over: nothing has shown it for 2 days, and what is usual there is something else now");
    }

    @Test
    void mailsThatAreNotSentAreAFinding() {
        mails(YESTERDAY, BEGAN, 1);
        mails(BEGAN, NOW, 0);

        Finding finding = found(NOW).getFirst();

        assertThat(finding.id()).isEqualTo("lifecycle-mails-queued-sent");
        assertThat(finding.severity()).isEqualTo(Severity.SEV3);
        assertThat(finding.title()).isEqualTo("queued is not followed by sent for 20 of 30 ids");
        assertThat(finding.first()).isEqualTo(BEGAN);
        assertThat(finding.facts())
                .containsExactly(
                        "by mail, of those that were due lately; 0 of 719 before",
                        "usually it follows within 20 s; it counts as missing after 60 s",
                        "none of these was followed by it later");
    }

    @Test
    void mailsThatAreSentTwiceAreAFinding() {
        mails(YESTERDAY, BEGAN, 1);
        mails(BEGAN, NOW, 2);

        Finding finding = found(NOW).getFirst();

        assertThat(finding.id()).isEqualTo("lifecycle-mails-sent");
        assertThat(finding.title()).isEqualTo("sent comes twice or oftener for 20 of 30 ids");
    }

    @Test
    void itIsOverWhenItWasKeptForHalfAnHour() {
        mails(YESTERDAY, BEGAN, 1);
        mails(BEGAN, NOW, 0);
        mails(NOW, NOW.plus(Duration.ofHours(2)), 1);
        rounds.toldAt(NOW);

        assertThat(found(NOW.plus(Duration.ofMinutes(29))))
                .extracting(Finding::state)
                .containsExactly(FindingState.NEW);
        assertThat(found(NOW.plus(Duration.ofMinutes(31))))
                .extracting(Finding::facts)
                .containsExactly(List.of("over: not so any more since 12:15 UTC"));
    }

    @Test
    void withoutMailsNothingIsOver() {
        mails(YESTERDAY, BEGAN, 1);
        mails(BEGAN, NOW, 0);
        rounds.toldAt(NOW);

        assertThat(found(NOW.plus(Duration.ofHours(4)))).isEmpty();
        assertThat(rounds.findings.open())
                .extracting(stored -> stored.finding().id())
                .contains("lifecycle-mails-queued-sent");
    }

    @Test
    void aStreamWithoutDeclaredIdsIsLeftAlone() {
        mails.ids = List.of();
        mails(YESTERDAY, BEGAN, 1);
        mails(BEGAN, NOW, 0);

        assertThat(found(NOW)).isEmpty();
    }

    @Test
    void aDayOfWhichTooLittleCouldBeReadIsRemarked() {
        mails(YESTERDAY, BEGAN, 1);
        mails(BEGAN, NOW, 0);
        mails.patience = 300;

        assertThat(found(NOW)).isEmpty();
        assertThat(rounds.at(NOW).remarks())
                .contains(
                        "mails: in the time given too little of the day before could be read to follow its ids");
    }

    @Test
    void aStreamThatCannotBeReadIsTold() {
        mails(YESTERDAY, NOW, 1);
        mails.failure = "is gone";

        assertThat(rounds.at(NOW).findings())
                .extracting(Finding::title)
                .contains("mails cannot be read");
    }
}
