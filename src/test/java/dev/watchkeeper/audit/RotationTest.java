package dev.watchkeeper.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files by day and size, and how long they are kept.
final class RotationTest {

    @TempDir private Path folder;

    private static Instant day(int day) {
        return Written.BEGIN.plus(Duration.ofDays(day));
    }

    @Test
    void eachDayHasItsFileAndTheChainGoesThroughThem() throws IOException {
        var audit = new Written(folder).calls(2).at(day(1)).calls(2).at(day(5)).calls(1);

        assertThat(audit.names())
                .containsExactly(
                        "audit-2026-03-11-0000.jsonl",
                        "audit-2026-03-12-0000.jsonl",
                        "audit-2026-03-16-0000.jsonl");
        assertThat(audit.verify().holds()).isTrue();
        assertThat(audit.verify().records()).isEqualTo(5);
        assertThat(audit.verify().until()).isEqualTo(day(5));
    }

    @Test
    void aFullFileIsFollowedByAnotherOfTheSameDay() throws IOException {
        var audit = new Written(folder, new AuditSettings(Duration.ofDays(400), 1, 4_096));
        String text = "x".repeat(1_900);
        try (AuditLog log = audit.open()) {
            for (int i = 0; i < 1_200; i++) {
                log.offer(Written.call("query_logs", Map.of("contains", text)));
            }
        }

        assertThat(audit.names())
                .containsExactly(
                        "audit-2026-03-11-0000.jsonl",
                        "audit-2026-03-11-0001.jsonl",
                        "audit-2026-03-11-0002.jsonl");
        assertThat(audit.verify().holds()).isTrue();
        assertThat(audit.verify().records()).isEqualTo(1_200);
    }

    @Test
    void aClockSetBackBeginsNoEarlierFile() throws IOException {
        var audit = new Written(folder).at(day(3)).calls(1).at(day(0)).calls(1);

        assertThat(audit.names()).containsExactly("audit-2026-03-14-0000.jsonl");
        assertThat(audit.verify().holds()).isTrue();
    }

    @Test
    void whatIsTooOldIsRemovedAndItsRemovalRecorded() throws IOException {
        var audit = new Written(folder, new AuditSettings(Duration.ofDays(2), 64, 4_096));
        for (int day = 0; day < 5; day++) {
            audit.at(day(day)).calls(3);
        }

        assertThat(audit.names())
                .containsExactly(
                        "audit-2026-03-13-0000.jsonl",
                        "audit-2026-03-14-0000.jsonl",
                        "audit-2026-03-15-0000.jsonl");
        Verification verification = audit.verify();
        assertThat(verification.broken()).isNull();
        assertThat(verification.first()).isEqualTo(7);
        assertThat(verification.notes())
                .containsExactly(
                        "records 1 to 6 were removed because of their age or the size of all, as recorded");
        assertThat(audit.records())
                .filteredOn(record -> record.kind().equals("removed"))
                .extracting(record -> record.text("file"))
                .containsExactly("audit-2026-03-11-0000.jsonl", "audit-2026-03-12-0000.jsonl");
    }

    @Test
    void anAuditThatLayIdleForYearsIsGoneOnFrom() throws IOException {
        var audit = new Written(folder).calls(3).at(day(2_000)).calls(1);

        assertThat(audit.names()).containsExactly("audit-2031-09-01-0000.jsonl");
        assertThat(audit.verify().broken()).isNull();
        assertThat(audit.verify().first()).isEqualTo(4);
    }

    @Test
    void theOldestGoesWhenAllTogetherAreTooLarge() throws IOException {
        var audit = new Written(folder, new AuditSettings(Duration.ofDays(400), 1, 8));
        String text = "x".repeat(1_900);
        try (AuditLog log = audit.open()) {
            for (int i = 0; i < 5_000; i++) {
                while (!log.offer(Written.call("query_logs", Map.of("contains", text)))) {
                    Thread.onSpinWait();
                }
            }
        }

        assertThat(audit.names().getFirst()).isNotEqualTo("audit-2026-03-11-0000.jsonl");
        assertThat(audit.names().size()).isBetween(8, 10);
        assertThat(audit.verify().broken()).isNull();
    }
}
