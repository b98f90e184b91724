package dev.watchkeeper.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a killed writer leaves, and how the chain goes on behind it.
final class CrashTest {

    @TempDir private Path folder;

    private static void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.APPEND);
    }

    @Test
    void aHalfWrittenLineIsKeptAndSaid() throws IOException {
        Written audit = new Written(folder).calls(3);
        String half = "{\"n\":4,\"time\":\"2026-03-11T12:00:00Z\",\"kind\":\"ca";
        append(audit.onlyFile(), half.getBytes(UTF_8));

        assertThat(audit.verify().broken()).isNull();
        assertThat(audit.verify().notes())
                .containsExactly(
                        "the last line of audit-2026-03-11-0000.jsonl is half-written:"
                                + " its writer was stopped there, or writes it now");

        audit.calls(2);

        assertThat(audit.lines(audit.onlyFile()).get(3)).isEqualTo(half);
        assertThat(audit.records())
                .extracting(AuditRecord::kind)
                .containsExactly("call", "call", "call", "torn", "call", "call");
        Verification verification = audit.verify();
        assertThat(verification.broken()).isNull();
        assertThat(verification.records()).isEqualTo(6);
        assertThat(verification.notes())
                .containsExactly(
                        "audit-2026-03-11-0000.jsonl line 4 is half-written: its writer was stopped there,"
                                + " and record 4 says so");
    }

    @Test
    void whatIsSaidOfAHalfWrittenLineHoldsForThatLineAlone() throws IOException {
        Written audit = new Written(folder).calls(3);
        append(audit.onlyFile(), "{\"n\":4,".getBytes(UTF_8));
        audit.calls(2);
        var lines = audit.lines(audit.onlyFile());
        lines.set(3, "{\"n\":4,\"other");
        audit.rewrite(audit.onlyFile(), lines);

        assertThat(audit.verify().broken())
                .isEqualTo(
                        new Verification.Break(
                                "audit-2026-03-11-0000.jsonl",
                                4,
                                "expected record 4, found a line that is no record"));
    }

    @Test
    void recordsThatTheHeadDoesNotKnowYetAreGoneOnFrom() throws IOException {
        Written audit = new Written(folder).calls(2);
        byte[] head = Files.readAllBytes(audit.file("head"));
        audit.calls(3);
        Files.write(audit.file("head"), head);

        audit.calls(1);

        assertThat(audit.verify().holds()).isTrue();
        assertThat(audit.verify().records()).isEqualTo(6);
    }

    @Test
    void aRecordThatLacksItsLineBreakAloneIsARecord() throws IOException {
        Written audit = new Written(folder).calls(2);
        byte[] head = Files.readAllBytes(audit.file("head"));
        audit.calls(1);
        byte[] all = Files.readAllBytes(audit.onlyFile());
        Files.write(audit.onlyFile(), java.util.Arrays.copyOf(all, all.length - 1));
        Files.write(audit.file("head"), head);

        audit.calls(1);

        assertThat(audit.verify().holds()).isTrue();
        assertThat(audit.verify().notes()).isEmpty();
        assertThat(audit.verify().records()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{\"number\": -1}"})
    void aLostHeadIsFoundAgainByReading(String head) throws IOException {
        Written audit = new Written(folder).calls(4);
        Files.writeString(audit.file("head"), head);

        audit.calls(1);

        assertThat(audit.verify().holds()).isTrue();
        assertThat(audit.verify().notes()).isEmpty();
        assertThat(audit.verify().records()).isEqualTo(5);
    }

    @Test
    void allOfItIsForItsOwnerAlone() throws IOException {
        Written audit = new Written(folder).calls(1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(audit.folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(audit.folder)) {
            assertThat(files.toList())
                    .hasSize(3)
                    .allSatisfy(file ->
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(file)))
                                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void whatCouldNotBeWrittenIsCountedOnceItCanBe() throws IOException {
        var audit = new Written(folder);
        try (AuditLog log = audit.open()) {
            log.append(Written.call("get_overview", Map.of()));
            Path file = audit.onlyFile();
            Path aside = folder.resolve("aside");
            Files.move(file, aside);
            Files.createDirectory(file);
            for (int i = 0; i < 3; i++) {
                assertThat(failure(log))
                        .isEqualTo(
                                "source audit: nothing can be recorded in "
                                        + audit.folder
                                        + " (Is a directory);"
                                        + " check the folder's owner and the free space");
            }
            Files.delete(file);
            Files.move(aside, file);
            log.append(Written.call("get_overview", Map.of()));
        }

        assertThat(audit.verify().holds()).isTrue();
        assertThat(audit.records())
                .extracting(AuditRecord::kind)
                .containsExactly("call", "lost", "call");
        assertThat(audit.records().get(1).number("count")).isEqualTo(3);
    }

    private static String failure(AuditLog log) {
        try {
            log.append(Written.call("get_overview", Map.of()));
            return "written";
        } catch (dev.watchkeeper.model.SourceUnavailable e) {
            return e.text();
        }
    }
}
