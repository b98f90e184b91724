package dev.watchkeeper.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is recorded of requests that were turned away, and how much at most.
final class DoorAuditTest {

    @TempDir private Path folder;

    @Test
    void aRefusalAtTheDoorIsRecordedByItself() {
        var audit = new Written(folder);
        try (AuditLog log = audit.open();
                var door = new DoorAudit(log, audit.clock())) {
            door.refused("10.0.0.9", "", "no token");
            door.refused("10.0.0.5", "phone", "expired");
        }

        assertThat(audit.records())
                .extracting(record -> record.text("reason"))
                .containsExactly("no token", "expired");
        assertThat(audit.records()).allMatch(AuditRecord::refused);
        assertThat(audit.records().get(1).text("who")).isEqualTo("phone");
        assertThat(audit.records().get(1).text("from")).isEqualTo("10.0.0.5");
    }

    @Test
    void aFloodBecomesTenRecordsAndTheirCount() throws IOException {
        var audit = new Written(folder);
        try (AuditLog log = audit.open();
                var door = new DoorAudit(log, audit.clock())) {
            for (int i = 0; i < 100_000; i++) {
                door.refused("10.0." + i / 250 + "." + i % 250, "", "no token");
            }
            door.refused("10.0.0.5", "phone", "expired");
        }

        assertThat(audit.records()).hasSize(12);
        AuditRecord rest = audit.records().getLast();
        assertThat(rest.text("reason")).isEqualTo("no token");
        assertThat(rest.number("count")).isEqualTo(99_990);
        assertThat(rest.text("since")).isEqualTo("2026-03-11T12:00:00Z");
        assertThat(rest.fields().get("from"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(8)
                .startsWith("10.0.0.10");
        assertThat(Files.size(audit.onlyFile())).isLessThan(6_000);
    }

    @Test
    void theNextMinuteBeginsAnew() {
        var audit = new Written(folder);
        try (AuditLog log = audit.open();
                var door = new DoorAudit(log, audit.clock())) {
            for (int minute = 0; minute < 3; minute++) {
                audit.at(Written.BEGIN.plusSeconds(60L * minute));
                for (int i = 0; i < 15; i++) {
                    door.refused("10.0.0.9", "", "no token");
                }
            }
        }

        assertThat(audit.records()).hasSize(33);
        assertThat(audit.records())
                .filteredOn(record -> record.number("count") > 0)
                .extracting(record -> record.number("count"))
                .containsExactly(5L, 5L, 5L);
    }

    @Test
    void noNumberOfPrincipalsOrReasonsOutgrowsTheBound() {
        var audit = new Written(folder);
        try (AuditLog log = audit.open();
                var door = new DoorAudit(log, audit.clock())) {
            for (int i = 0; i < 3_000; i++) {
                door.refused("10.0.0.9", "p" + i, "unknown");
            }
        }

        assertThat(audit.records().size()).isLessThanOrEqualTo(1_011);
        assertThat(
                        audit.records().stream()
                                .mapToLong(record -> Math.max(1, record.number("count")))
                                .sum())
                .isEqualTo(3_000);
        assertThat(List.of("others")).contains(audit.records().getLast().text("reason"));
    }
}
