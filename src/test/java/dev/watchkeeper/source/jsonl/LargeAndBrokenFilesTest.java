package dev.watchkeeper.source.jsonl;

import static dev.watchkeeper.source.Order.NEWEST_FIRST;
import static dev.watchkeeper.source.Order.OLDEST_FIRST;
import static dev.watchkeeper.source.jsonl.JsonFolder.NOW;
import static dev.watchkeeper.source.jsonl.JsonFolder.START;
import static dev.watchkeeper.source.jsonl.JsonFolder.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LargeAndBrokenFilesTest {

    private static final int ALL = Integer.MAX_VALUE;

    @TempDir Path root;
    private JsonFolder folder;

    @BeforeEach
    void folder() {
        folder = new JsonFolder(root);
    }

    @ParameterizedTest
    @EnumSource
    void halfALineWaits(Order order) {
        folder.append(0, 3);
        String line = JsonFolder.line(3);
        folder.append(line.substring(0, 30));

        var half = folder.read(order, null, ALL);
        assertThat(half.entries()).hasSize(3);
        assertThat(half.report().broken()).isZero();

        folder.append(line.substring(30));
        assertThat(folder.read(order, null, ALL).entries()).hasSize(4);
    }

    @Test
    void halfALineIsDeliveredOnceWhenItIsWhole() {
        folder.append(0, 3);
        String line = JsonFolder.line(3);
        folder.append(line.substring(0, 30));
        var first = folder.read(OLDEST_FIRST, null, ALL);
        folder.append(line.substring(30));

        var rest = folder.read(OLDEST_FIRST, first.report().cursor(), ALL);

        assertThat(rest.messages()).isEqualTo(messages(3, 4));
    }

    @Test
    void aWholeObjectWithoutALineBreakCountsOnceTheFileIsLeftAlone() {
        folder.append(0, 3);
        folder.append(JsonFolder.line(3).strip());

        assertThat(folder.read(OLDEST_FIRST, null, ALL).messages()).isEqualTo(messages(0, 4));
        assertThat(folder.read(NEWEST_FIRST, null, ALL).messages()).isEqualTo(messages(3, -1));
        var writing =
                new JsonlSource.Config(folder.log.toString(), JsonlSource.Format.JSON)
                        .open(
                                new SourceContext(
                                        "files",
                                        ZoneOffset.UTC,
                                        InstantSource.fixed(modified()),
                                        root.resolve("indexes")))
                        .logs("app", JsonFolder.USUAL);
        assertThat(
                        JsonFolder.read(writing, START, NOW, OLDEST_FIRST, LogFilter.ALL, null, ALL)
                                .messages())
                .isEqualTo(messages(0, 3));
    }

    private Instant modified() {
        try {
            return Files.getLastModifiedTime(folder.log).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEnormousLineIsPassedOverAndCounted(Order order) throws IOException {
        folder.append(0, 3);
        long offset = Files.size(folder.log);
        byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (var out = Files.newOutputStream(folder.log, StandardOpenOption.APPEND)) {
            for (int i = 0; i < 64; i++) {
                out.write(piece);
            }
            out.write('\n');
        }
        folder.append(3, 6);

        var answer = folder.read(order, null, ALL);

        assertThat(answer.messages()).containsExactlyInAnyOrderElementsOf(messages(0, 6));
        assertThat(answer.report().broken()).isEqualTo(1);
        var sample = answer.report().brokenSamples().getFirst();
        assertThat(sample.ref()).isEqualTo("app.jsonl at byte " + offset);
        assertThat(sample.problem())
                .isEqualTo("the line is 67108865 bytes long, more than the 1 MB that are read");
        assertThat(sample.text()).hasSize(200);
    }

    @ParameterizedTest
    @EnumSource
    void aLineLongerThanABlockIsReadWhole(Order order) {
        folder.append(0, 3);
        folder.append(JsonFolder.line(3, "INFO", "y".repeat(900_000)));
        folder.append(4, 6);

        var answer = folder.read(order, null, ALL);

        assertThat(answer.entries()).hasSize(6);
        assertThat(answer.entries()).anyMatch(entry -> entry.message().length() == 900_000);
    }

    @Test
    void brokenLinesAreCountedAndTheFirstThreeShown() {
        folder.append(0, 2);
        for (int i = 0; i < 5; i++) {
            folder.append("{\"time\": nonsense " + i + "\n");
        }
        folder.append("[1]\n\n{\"level\":\"INFO\",\"message\":\"no time\"}\n");
        folder.append(2, 4);

        var report = folder.read(OLDEST_FIRST, null, ALL).report();

        assertThat(report.broken()).isEqualTo(7);
        assertThat(report.brokenSamples())
                .extracting(ReadReport.BrokenSample::text)
                .containsExactly(
                        "{\"time\": nonsense 0", "{\"time\": nonsense 1", "{\"time\": nonsense 2");
        assertThat(report.brokenSamples().getFirst().problem())
                .isEqualTo("the line is not a whole JSON object");
    }

    @Test
    void bytesThatAreNoTextAreReplaced() throws IOException {
        folder.append(0, 1);
        byte[] line =
                JsonFolder.line(1, "INFO", "bad ? and ! here").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < line.length; i++) {
            line[i] = line[i] == '?' ? (byte) 0xC3 : line[i] == '!' ? 0 : line[i];
        }
        Files.write(folder.log, line, StandardOpenOption.APPEND);

        assertThat(folder.read(OLDEST_FIRST, null, ALL).messages())
                .containsExactly("message 0", "bad \uFFFD and \uFFFD here");
    }

    @Test
    void anHourOfALargeLogIsFoundByLookingAtFewLines() {
        folder.append(0, 100_000);

        for (Order order : Order.values()) {
            var answer =
                    JsonFolder.read(
                            folder.source,
                            START.plusSeconds(50_000),
                            START.plusSeconds(50_060),
                            order,
                            LogFilter.ALL,
                            null,
                            ALL);

            var expected = messages(50_000, 50_060);
            assertThat(answer.messages())
                    .isEqualTo(order == OLDEST_FIRST ? expected : expected.reversed());
            assertThat(answer.report().examined()).isLessThan(9_000);
            assertThat(answer.report().remarks()).isEmpty();
        }
    }

    @Test
    void entriesALittleOutOfOrderAreFound() {
        var lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            int shifted = i % 100 == 0 ? i - 3 : i;
            lines.append(JsonFolder.line(shifted, "INFO", "message " + i));
        }
        folder.append(lines.toString());

        var answer =
                JsonFolder.read(
                        folder.source,
                        START.plusSeconds(49_998),
                        START.plusSeconds(50_098),
                        OLDEST_FIRST,
                        LogFilter.ALL,
                        null,
                        ALL);

        assertThat(answer.messages())
                .contains("message 50100")
                .doesNotContain("message 50000")
                .hasSize(100);
    }

    @Test
    void aFileWhoseTimesJumpBackIsReadWholeAndTheReportSaysSo() {
        folder.append(50_000, 80_000);
        folder.append(0, 30_000);

        var answer =
                JsonFolder.read(
                        folder.source,
                        START.plusSeconds(100),
                        START.plusSeconds(110),
                        OLDEST_FIRST,
                        LogFilter.ALL,
                        null,
                        ALL);

        assertThat(answer.messages()).isEqualTo(messages(100, 110));
        assertThat(answer.report().remarks())
                .containsExactly(
                        "The times in app.jsonl jump back, so it was read whole instead of by"
                                + " bisecting.");
    }

    @Test
    void aPackedFileOutsideTheRangeIsNotUnpackedAgain() throws IOException {
        folder.append(0, 20_000);
        folder.rename("app.jsonl", "app.jsonl.1");
        folder.gzip("app.jsonl.1");
        folder.append(20_100, 20_110);

        for (int i = 0; i < 2; i++) {
            var answer =
                    JsonFolder.read(
                            new JsonFolder(root).source,
                            START.plusSeconds(20_105),
                            NOW,
                            OLDEST_FIRST,
                            LogFilter.ALL,
                            null,
                            ALL);
            assertThat(answer.messages()).isEqualTo(messages(20_105, 20_110));
            assertThat(answer.report().examined()).isEqualTo(10);
        }
        try (var files = Files.list(root.resolve("indexes"))) {
            var index = files.toList();
            assertThat(index).hasSize(1);
            assertThat(Files.readString(index.getFirst())).contains("\"lines\":20000");
            Files.writeString(index.getFirst(), "{ not an index");
        }
        var inside =
                JsonFolder.read(
                        new JsonFolder(root).source,
                        START.plusSeconds(10),
                        START.plusSeconds(12),
                        NEWEST_FIRST,
                        LogFilter.ALL,
                        null,
                        ALL);
        assertThat(inside.messages()).isEqualTo(messages(11, 9));
    }

    @Test
    @Tag("slow")
    void aPackedFileLargerThanWhatIsHeldIsReadBackwardsWhole() throws IOException {
        int count = 150_000;
        folder.append(0, count);
        folder.rename("app.jsonl", "app.jsonl.1");
        folder.gzip("app.jsonl.1");

        var answer = folder.read(NEWEST_FIRST, null, ALL);

        assertThat(answer.messages()).isEqualTo(messages(count - 1, -1));
        assertThat(answer.report().end()).isEqualTo(ReadReport.End.RANGE);
    }

    @Test
    void aDamagedPackedFileIsReadAsFarAsItGoes() throws IOException {
        folder.append(0, 20_000);
        folder.rename("app.jsonl", "app.jsonl.1");
        folder.gzip("app.jsonl.1");
        Path packed = root.resolve("app.jsonl.1.gz");
        byte[] bytes = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(bytes, bytes.length / 2));
        folder.append(20_000, 20_001);

        var answer = folder.read(OLDEST_FIRST, null, ALL);

        assertThat(answer.messages()).startsWith("message 0").endsWith("message 20000");
        assertThat(answer.report().remarks())
                .containsExactly(
                        "The file app.jsonl.1.gz is damaged: it was read as far as it goes.");
    }

    @Test
    void aDeadlineEndsTheReadWithACursor() {
        folder.append(0, 1000);
        var entries = new ArrayList<String>();
        var deadline = Deadline.after(Duration.ofMinutes(1));
        var query = new LogQuery(new TimeRange(START, NOW), OLDEST_FIRST, LogFilter.ALL, deadline);

        var report =
                folder.source.read(
                        query,
                        entry -> {
                            deadline.cancel();
                            return entries.add(entry.message());
                        });

        assertThat(report.end()).isEqualTo(ReadReport.End.DEADLINE);
        assertThat(report.complete()).isFalse();
        assertThat(entries).hasSizeLessThan(100);
        assertThat(report.reached()).isEqualTo(START.plusSeconds(entries.size() - 1));
        assertThat(folder.read(OLDEST_FIRST, report.cursor(), ALL).messages())
                .isEqualTo(messages(entries.size(), 1000));
    }

    @Test
    void filtersFindWhatTheyWouldFindWithoutAnyShortcut() {
        String[] tricky = {
            "plain timeout",
            "TIMEOUT",
            "time\\u006fut",
            "\u212Aelvin timeout",
            "\u0130",
            "say \\\"level\\\":\\\"ERROR\\\"",
            "no match",
            "caf\u00e9 Timeout",
            "{\\\"level\\\": \\\"DEBUG\\\"}"
        };
        String[] levels = {"INFO", "error", "ERROR", "CRITICAL", "ERR\\u004fR", "warning"};
        int number = 0;
        for (String message : tricky) {
            for (String level : levels) {
                folder.append(JsonFolder.line(number++, level, message));
            }
        }
        folder.append(
                "{\"extra\":{\"level\":\"INFO\"},\"severity\":\"ERROR\",\"time\":1795168900,\"msg\":\"nested timeout\"}\n");
        folder.append("{\"time\":1795168900,\"msg\":\"late\",\"level\" : \"ERROR\"}\n");
        for (String level : List.of("INFO", "ERROR")) {
            folder.append(
                    "{\"text\":\"m\",\"record\":{\"level\":{\"name\":\"%s\",\"no\":20},\"message\":\"m\",\"time\":{\"repr\":\"2026-11-20 10:01:41+00:00\"}}}\n"
                            .formatted(level));
        }
        var all =
                JsonFolder.read(
                                folder.source,
                                Instant.EPOCH,
                                NOW,
                                OLDEST_FIRST,
                                LogFilter.ALL,
                                null,
                                ALL)
                        .entries();
        assertThat(all).hasSize(number + 4);

        for (LogFilter filter :
                List.of(
                        LogFilter.atLeast(Level.ERROR),
                        LogFilter.atLeast(Level.WARN),
                        new LogFilter(null, List.of("timeout"), Map.of()),
                        new LogFilter(null, List.of("kelvin"), Map.of()),
                        new LogFilter(null, List.of("i"), Map.of()),
                        new LogFilter(Level.FATAL, List.of("TimeOut"), Map.of()),
                        new LogFilter(null, List.of(), Map.of("extra.level", "INFO")))) {
            assertThat(
                            JsonFolder.read(
                                            folder.source,
                                            Instant.EPOCH,
                                            NOW,
                                            NEWEST_FIRST,
                                            filter,
                                            null,
                                            ALL)
                                    .entries())
                    .isEqualTo(all.reversed().stream().filter(filter::matches).toList())
                    .isNotEmpty();
        }
    }

    @Test
    void theNewestEntryIsThatNotAfterNow() {
        folder.append(0, 10);

        assertThat(folder.source.newest(NOW)).contains(START.plusSeconds(9));
        assertThat(folder.source.newest(START.plusSeconds(4))).contains(START.plusSeconds(4));
        assertThat(folder.source.newest(START.minusSeconds(1))).isEmpty();
    }

    @Test
    void aMissingFileIsTheOperatorsToMend() {
        assertThatThrownBy(() -> folder.read(OLDEST_FIRST, null, ALL))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage(
                        "source files: no file matches "
                                + root.resolve("app.jsonl*")
                                + "; correct path, or let the application write there first");
    }

    @Test
    void anEmptyFileIsAnAnswer() {
        folder.append("");

        var answer = folder.read(OLDEST_FIRST, null, ALL);

        assertThat(answer.entries()).isEmpty();
        assertThat(answer.report().end()).isEqualTo(ReadReport.End.RANGE);
        assertThat(answer.report().broken()).isZero();
    }
}
