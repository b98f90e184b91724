package dev.watchkeeper.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody may do to the files, and how it shows.
final class TamperingTest {

    private static final String FILE = "audit-2026-03-11-0000.jsonl";

    @TempDir private Path folder;
    private Written audit;

    @BeforeEach
    void write() {
        audit = new Written(folder).calls(10);
    }

    private List<String> lines() throws IOException {
        return audit.lines(audit.onlyFile());
    }

    private void rewrite(List<String> lines) throws IOException {
        audit.rewrite(audit.onlyFile(), lines);
    }

    private void brokenAt(int line, String problem) {
        assertThat(audit.verify().broken()).isEqualTo(new Verification.Break(FILE, line, problem));
    }

    @Test
    void whatNobodyTouchedIsUnbroken() {
        Verification verification = audit.verify();

        assertThat(verification.broken()).isNull();
        assertThat(verification.records()).isEqualTo(10);
        assertThat(verification.first()).isEqualTo(1);
        assertThat(verification.from()).isEqualTo(Written.BEGIN);
        assertThat(verification.until()).isEqualTo(Written.BEGIN);
        assertThat(verification.notes()).isEmpty();
    }

    @Test
    void aChangedRecordIsFound() throws IOException {
        List<String> lines = lines();
        lines.set(3, lines.get(3).replace("10.0.0.5", "10.0.0.6"));
        rewrite(lines);

        brokenAt(4, "record 4 was changed: its content does not give the hash it bears");
        assertThat(audit.verify().records()).isEqualTo(3);
    }

    @Test
    void aChangedRecordWithAHashToFitIsFoundAtTheNext() throws IOException {
        List<String> lines = lines();
        byte[] line = lines.get(3).replace("10.0.0.5", "10.0.0.6").getBytes(StandardCharsets.UTF_8);
        String changed = new String(line, StandardCharsets.UTF_8);
        lines.set(
                3, changed.substring(0, changed.length() - 66) + ChainLine.rightHash(line) + "\"}");
        rewrite(lines);

        brokenAt(
                5,
                "record 5 does not follow from the record before it: one of the two was replaced");
    }

    @Test
    void aDeletedRecordIsMissing() throws IOException {
        List<String> lines = lines();
        lines.remove(4);
        lines.remove(4);
        rewrite(lines);

        brokenAt(5, "expected record 5, found 7: records 5 to 6 are missing");
    }

    @Test
    void aRecordPutInIsFound() throws IOException {
        List<String> lines = lines();
        lines.add(6, lines.get(2));
        rewrite(lines);

        brokenAt(7, "expected record 7, found 3: it stands a second time, or was moved or put in");
    }

    @Test
    void swappedRecordsAreFound() throws IOException {
        List<String> lines = lines();
        Collections.swap(lines, 4, 5);
        rewrite(lines);

        brokenAt(5, "expected record 5, found 6: record 5 is missing");
    }

    @Test
    void aLineThatIsNoRecordIsFoundWhereverItStands() throws IOException {
        List<String> lines = lines();
        lines.add(2, "{\"n\": 3}");
        rewrite(lines);
        brokenAt(3, "expected record 3, found a line that is no record");

        lines.remove(2);
        lines.add("cut here");
        rewrite(lines);
        brokenAt(11, "expected record 11, found a line that is no record");
    }

    @Test
    void anEndThatWasCutOffIsMissed() throws IOException {
        rewrite(lines().subList(0, 7));

        brokenAt(
                0,
                "ends with record 7, and the file head knows of 10: records 8 to 10 are missing at the end");
    }

    @Test
    void halfALineCutOffIsNotTakenForACrash() throws IOException {
        byte[] all = Files.readAllBytes(audit.onlyFile());
        Files.write(audit.onlyFile(), java.util.Arrays.copyOf(all, all.length - 40));

        brokenAt(
                10,
                "ends with record 9, and the file head knows of 10: record 10 is missing at the end");
    }

    @Test
    void whatWasCutOffStaysMissingWhenTheAuditGoesOn() throws IOException {
        rewrite(lines().subList(0, 7));
        audit.calls(2);

        brokenAt(8, "expected record 8, found 11: records 8 to 10 are missing");
    }

    @Test
    void anEndCutOffTogetherWithTheHeadShowsByAnAnchorAlone() throws IOException {
        Anchor noted = audit.newest();
        rewrite(lines().subList(0, 7));
        Files.delete(audit.file("head"));

        assertThat(audit.verify().broken()).isNull();
        assertThat(audit.verify().notes())
                .containsExactly(
                        "the file head is missing or unreadable, so nobody can tell whether records are missing at the end");
        assertThat(audit.verify(noted).broken())
                .isEqualTo(
                        new Verification.Break(
                                FILE,
                                0,
                                "ends with record 7, and the anchor is of 10: records 8 to 10 are missing at the end"));
    }

    @Test
    void aChainWrittenAnewShowsByAnAnchorAlone() throws IOException {
        Anchor noted = audit.newest();
        for (String name : List.of(FILE, "head")) {
            Files.delete(audit.file(name));
        }
        try (AuditLog log = audit.open()) {
            for (int i = 0; i < 12; i++) {
                log.append(Written.call("get_overview", Map.of()));
            }
        }

        assertThat(audit.verify().broken()).isNull();
        Verification.Break broken = Objects.requireNonNull(audit.verify(noted).broken());
        assertThat(broken.line()).isEqualTo(10);
        assertThat(broken.problem())
                .matches(
                        "record 10 has the hash [0-9a-f]{64}, and the anchor says "
                                + noted.hash()
                                + ": the records up to there were written anew");
    }

    @Test
    void anAnchorIsReadAsItIsPrinted() {
        Anchor noted = audit.newest();

        assertThat(audit.verify(Anchor.parse(noted.toString())).holds()).isTrue();
        assertThatThrownBy(() -> Anchor.parse("10:xyz"))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "--anchor must be the number of a record, a colon and at least 16 digits of its hash,"
                                + " such as 1204:9f3ac01be2d47716, as watchkeeper audit --verify prints it");
    }

    @Test
    void aWholeFileThatIsGoneIsMissing() throws IOException {
        audit.at(Written.BEGIN.plus(Duration.ofDays(1))).calls(5);
        audit.at(Written.BEGIN.plus(Duration.ofDays(2))).calls(5);
        Files.delete(audit.file("audit-2026-03-12-0000.jsonl"));

        assertThat(audit.verify().broken())
                .isEqualTo(
                        new Verification.Break(
                                "audit-2026-03-13-0000.jsonl",
                                1,
                                "expected record 11, found 16: records 11 to 15 are missing"));
    }

    @Test
    void theFirstFileGoneWithoutANoteIsMissing() throws IOException {
        audit.at(Written.BEGIN.plus(Duration.ofDays(1))).calls(5);
        Files.delete(audit.onlyFile());

        assertThat(audit.verify().broken())
                .isEqualTo(
                        new Verification.Break(
                                "audit-2026-03-12-0000.jsonl",
                                1,
                                "begins with record 11, and no record says that those before it were removed:"
                                        + " records 1 to 10 are missing"));
    }

    @Test
    void allFilesGoneAreMissed() throws IOException {
        Files.delete(audit.onlyFile());

        assertThat(audit.verify().broken())
                .isEqualTo(
                        new Verification.Break(
                                "head",
                                0,
                                "ends with record 0, and the file head knows of 10: records 1 to 10 are missing at the end"));
    }

    @Test
    void aNumberGivenTwiceInOneRecordIsNoRecord() throws IOException {
        List<String> lines = lines();
        lines.set(3, lines.get(3).replace("{\"n\":4,", "{\"n\":4,\"n\":4,"));
        rewrite(lines);

        brokenAt(4, "expected record 4, found a line that is no record");
    }
}
