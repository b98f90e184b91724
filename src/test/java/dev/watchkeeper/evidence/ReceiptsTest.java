package dev.watchkeeper.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.evidence.CitationCheck.Verdict;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private StateDatabase state;
    private Receipts receipts;

    @BeforeEach
    void open(@TempDir Path folder) {
        state = StateDatabase.open(folder);
        receipts = new Receipts(state);
    }

    @AfterEach
    void close() {
        state.close();
    }

    private static Receipt receipt(String id, String session, Instant issued, ShownRow... rows) {
        return new Receipt(
                id,
                session,
                "tester",
                "query_logs",
                "{}",
                issued,
                "{\"rows\":[[\"boom: 7 \\\"jobs\\\"\",17]],\"total\":1234}",
                List.of(rows));
    }

    private static ShownRow row(String ref) {
        return new ShownRow("app", ref, ShownRow.sha256(ref));
    }

    @Test
    void aReceiptIsFoundAsItWasKept() {
        Receipt kept = receipt("E1-a", "s", NOW, row("2"), row("1"), row("2"));
        receipts.keep(kept);

        assertThat(receipts.find("E1-a")).contains(kept);
        assertThat(receipts.find("e1-a")).isEmpty();
        assertThat(receipts.find("E1-a ")).isEmpty();
        assertThat(receipts.find("E1-a\0")).isEmpty();
        assertThat(receipts.find("%")).isEmpty();
    }

    @Test
    void idsCountWithinTheirSessionAndCannotBeGuessed() {
        assertThat(receipts.nextId("s")).matches("E1-[0-9a-hjkmnp-z]{8}");
        receipts.keep(receipt("E1-a", "s", NOW));
        receipts.keep(receipt("E2-b", "s", NOW));
        assertThat(receipts.nextId("s")).startsWith("E3-");
        assertThat(receipts.nextId("other")).startsWith("E1-");

        var ids = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            ids.add(receipts.nextId("s"));
        }
        assertThat(ids).hasSize(100);
    }

    @Test
    void oldReceiptsAreForgottenWithTheirRows() {
        receipts.keep(receipt("E1-a", "s", NOW.minus(Duration.ofDays(2)), row("1")));
        receipts.keep(receipt("E2-b", "s", NOW.minus(Duration.ofHours(23)), row("1")));

        receipts.forgetOlderThan(Duration.ofDays(1), NOW);

        assertThat(receipts.find("E1-a")).isEmpty();
        assertThat(receipts.find("E2-b").orElseThrow().rows()).hasSize(1);
        receipts.keep(receipt("E1-a", "s", NOW));
        assertThat(receipts.find("E1-a").orElseThrow().rows()).isEmpty();
    }

    private Verdict cite(String session, String id, String... quotes) {
        return new CitationCheck(receipts, Optional::of).check(session, id, List.of(quotes));
    }

    @Test
    void aQuoteStandsInATextANumberOrARowReadAcross() {
        receipts.keep(receipt("E1-a", "s", NOW));

        for (String quote : List.of("boom: 7", "7 \"jobs\"", "1234", "\"jobs\" 17")) {
            assertThat(cite("s", "E1-a", quote)).as(quote).isInstanceOf(Verdict.Holds.class);
        }
        for (String quote :
                List.of("boom: 7 \\\"", "234 ", "1234.0", "rows", "17 1234", "Boom: 7")) {
            assertThat(cite("s", "E1-a", quote)).as(quote).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void anIdOfAnotherSessionAndAnInventedOneAreToldApartOnlyByTheirSentence() {
        receipts.keep(receipt("E1-a", "s", NOW));

        assertThat(cite("t", "E1-a"))
                .isEqualTo(
                        new Verdict.Refused(
                                List.of(
                                        "evidence E1-a was not shown to this session; cite the"
                                                + " evidence_id of an answer you were given")));
        assertThat(cite("s", "E9-\u001b<b>" + "x".repeat(100)))
                .isEqualTo(
                        new Verdict.Refused(
                                List.of(
                                        "evidence E9-??b?"
                                                + "x".repeat(33)
                                                + "… was not shown to this session; cite the evidence_id of an"
                                                + " answer you were given")));
    }

    @Test
    void whatBecameOfTheRowsIsSaid() {
        receipts.keep(receipt("E1-a", "s", NOW, row("same"), row("gone"), row("new"), row("off")));
        var check =
                new CitationCheck(
                        receipts,
                        row ->
                                switch (row.ref()) {
                                    case "gone" -> Optional.empty();
                                    case "new" ->
                                            Optional.of(new ShownRow("app", "new", "another"));
                                    case "off" -> throw new SourceUnavailable("app", "is away");
                                    default -> Optional.of(row);
                                });

        assertThat(check.check("s", "E1-a", List.of()))
                .isEqualTo(
                        new Verdict.Holds(
                                receipts.find("E1-a").orElseThrow(),
                                "1 of 4 rows are gone from the source since;"
                                        + " 1 of 4 rows are changed in the source since;"
                                        + " 1 of 4 rows are of a source that does not answer now"));
    }
}
