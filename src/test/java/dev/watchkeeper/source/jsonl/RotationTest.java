package dev.watchkeeper.source.jsonl;

import static dev.watchkeeper.source.Order.NEWEST_FIRST;
import static dev.watchkeeper.source.Order.OLDEST_FIRST;
import static dev.watchkeeper.source.jsonl.JsonFolder.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {

    private static final int ALL = Integer.MAX_VALUE;

    @TempDir Path root;
    private JsonFolder folder;

    @BeforeEach
    void folder() {
        folder = new JsonFolder(root);
    }

    @Test
    void aRenamedFileIsReadToItsEndAndThenTheNewOne() throws IOException {
        folder.append(0, 10);
        var first = folder.read(OLDEST_FIRST, null, 5);
        folder.append(10, 13);
        folder.rename("app.jsonl", "app.jsonl.1");
        folder.append(13, 20);

        var rest = folder.read(OLDEST_FIRST, first.report().cursor(), ALL);

        assertThat(first.messages()).isEqualTo(messages(0, 5));
        assertThat(rest.messages()).isEqualTo(messages(5, 20));
        assertThat(rest.report().remarks()).isEmpty();
    }

    @Test
    void theOnlyLineOfAFileIsFoundAgainThoughNoLineBreakFollows() throws IOException {
        folder.append(JsonFolder.line(0).stripTrailing());
        Files.setLastModifiedTime(folder.log, FileTime.from(JsonFolder.NOW.minusSeconds(60)));

        var entry = folder.read(OLDEST_FIRST, null, ALL).entries().getFirst();
        assertThat(folder.source.entry(entry.ref())).contains(entry);

        folder.append("\n");
        assertThat(folder.source.entry(entry.ref())).contains(entry);
    }

    @Test
    void aFileWhoseOnlyLineHasNoLineBreakDoesNotHideTheNextFromAPage() throws IOException {
        folder.append(JsonFolder.line(0).stripTrailing());
        Files.setLastModifiedTime(folder.log, FileTime.from(JsonFolder.NOW.minusSeconds(60)));
        folder.rename("app.jsonl", "app.jsonl.1");
        folder.append(1, 3);

        var first = folder.read(OLDEST_FIRST, null, 1);
        var rest = folder.read(OLDEST_FIRST, first.report().cursor(), ALL);

        assertThat(first.messages()).isEqualTo(messages(0, 1));
        assertThat(rest.messages()).isEqualTo(messages(1, 3));
    }

    @Test
    void aCursorBehindTheLastTimeThereIsGoesOn() throws IOException {
        folder.append(0, 2);
        folder.append("{\"time\":\"9999-12-31T23:59:59Z\",\"message\":\"far\"}\n");
        var first = folder.read(OLDEST_FIRST, null, ALL);
        folder.append(2, 4);

        var rest = folder.read(OLDEST_FIRST, first.report().cursor(), ALL);

        assertThat(first.messages()).isEqualTo(messages(0, 2));
        assertThat(rest.messages()).isEqualTo(messages(2, 4));
    }

    @Test
    void aCursorAtTheEndGoesOnWithWhatIsWrittenLater() throws IOException {
        folder.append(0, 10);
        var first = folder.read(OLDEST_FIRST, null, ALL);
        var nothing = folder.read(OLDEST_FIRST, first.report().cursor(), ALL);
        folder.append(10, 12);
        folder.rename("app.jsonl", "app.jsonl.1");
        folder.append(12, 14);
        folder.rename("app.jsonl.1", "app.jsonl.2");
        folder.rename("app.jsonl", "app.jsonl.1");
        folder.append(14, 16);
        folder.gzip("app.jsonl.2");

        var rest = folder.read(OLDEST_FIRST, nothing.report().cursor(), ALL);

        assertThat(nothing.messages()).isEmpty();
        assertThat(rest.messages()).isEqualTo(messages(10, 16));
        assertThat(rest.report().remarks()).isEmpty();
    }

    @Test
    void goingBackSurvivesRotationAndPacking() throws IOException {
        folder.append(0, 10);
        folder.rename("app.jsonl", "app.jsonl.1");
        folder.append(10, 20);
        var first = folder.read(NEWEST_FIRST, null, 5);
        folder.gzip("app.jsonl.1");
        folder.rename("app.jsonl.1.gz", "app.jsonl.2.gz");
        folder.rename("app.jsonl", "app.jsonl.1");
        folder.gzip("app.jsonl.1");
        folder.append(20, 25);

        var rest = folder.read(NEWEST_FIRST, first.report().cursor(), ALL);

        assertThat(first.messages()).isEqualTo(messages(19, 14));
        assertThat(rest.messages()).isEqualTo(messages(14, -1));
        assertThat(rest.report().cursor()).isNull();
    }

    @Test
    void rotationInTheMiddleOfAReadLosesNothing() throws IOException {
        folder.append(0, 10);
        var seen = new ArrayList<String>();

        folder.source.read(
                new LogQuery(
                        new TimeRange(JsonFolder.START, JsonFolder.NOW),
                        OLDEST_FIRST,
                        LogFilter.ALL,
                        Deadline.after(Duration.ofMinutes(1))),
                entry -> {
                    if (seen.isEmpty()) {
                        rotate();
                    }
                    return seen.add(entry.message());
                });

        assertThat(seen).isEqualTo(messages(0, 10));
    }

    private void rotate() {
        try {
            folder.rename("app.jsonl", "app.jsonl.1");
            folder.append(10, 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCopiedAndTruncatedFileIsReadOnInTheCopy() throws IOException {
        folder.append(0, 10);
        var first = folder.read(OLDEST_FIRST, null, 5);
        Files.copy(folder.log, root.resolve("app.jsonl.1"));
        truncate();
        folder.append(10, 12);

        var rest = folder.read(OLDEST_FIRST, first.report().cursor(), ALL);

        assertThat(rest.messages()).isEqualTo(messages(5, 12));
        assertThat(rest.report().remarks())
                .containsExactly(
                        "The log was rotated by copying and truncating: lines written between the"
                                + " two are lost, and no reader can tell whether there were any.");
    }

    @Test
    void aTruncatedFileIsReadOnByTime() throws IOException {
        folder.append(0, 10);
        var first = folder.read(OLDEST_FIRST, null, 5);
        truncate();
        folder.append(10, 12);

        var rest = folder.read(OLDEST_FIRST, first.report().cursor(), ALL);

        assertThat(rest.messages()).isEqualTo(messages(10, 12));
        assertThat(rest.report().remarks()).containsExactly(gone(4));
    }

    @Test
    void aRecreatedFileIsReadOnByTimeAndTheLastEntryIsNotRepeated() throws IOException {
        folder.append(0, 10);
        var first = folder.read(OLDEST_FIRST, null, 5);
        Files.delete(folder.log);
        folder.append(3, 12);

        var rest = folder.read(OLDEST_FIRST, first.report().cursor(), ALL);

        assertThat(rest.messages()).isEqualTo(messages(5, 12));
        assertThat(rest.report().remarks()).containsExactly(gone(4));
    }

    @Test
    void goingBackInATruncatedFileGoesOnByTime() throws IOException {
        folder.append(0, 10);
        var first = folder.read(NEWEST_FIRST, null, 5);
        Files.delete(folder.log);
        folder.append(2, 30);

        var rest = folder.read(NEWEST_FIRST, first.report().cursor(), ALL);

        assertThat(rest.messages()).isEqualTo(messages(4, 1));
        assertThat(rest.report().remarks()).containsExactly(gone(5));
    }

    private static String gone(int last) {
        return "The file that the cursor points into is gone, or was truncated or written anew:"
                + " reading went on by time from "
                + JsonFolder.START.plusSeconds(last)
                + ", and entries that were written to it after the cursor was given may be lost.";
    }

    private void truncate() throws IOException {
        try (var channel = FileChannel.open(folder.log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    @Test
    void aCursorOfSomethingElseIsRefused() {
        folder.append(0, 10);

        assertThatThrownBy(() -> folder.read(OLDEST_FIRST, "../../etc/passwd", ALL))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "cursor is not one that this stream gave; use one exactly as it was given,"
                                + " or none to begin anew");
        String other = folder.read(NEWEST_FIRST, null, 2).report().cursor();
        assertThatThrownBy(() -> folder.read(OLDEST_FIRST, other, ALL))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "cursor was given for the other order; go on in the order it was given"
                                + " for, or begin anew without one");
    }

    @Test
    void anEntryIsFoundAgainAfterItsFileWasRenamedPackedOrCopied() throws IOException {
        folder.append(0, 10);
        LogEntry entry = folder.read(OLDEST_FIRST, null, ALL).entries().get(7);

        assertThat(folder.source.entry(entry.ref())).contains(entry);
        folder.rename("app.jsonl", "app.jsonl.1");
        folder.append(10, 20);
        assertThat(folder.source.entry(entry.ref())).contains(entry);
        folder.gzip("app.jsonl.1");
        folder.rename("app.jsonl.1.gz", "app.jsonl.2.gz");
        assertThat(folder.source.entry(entry.ref())).contains(entry);
        Files.delete(root.resolve("app.jsonl.2.gz"));
        assertThat(folder.source.entry(entry.ref())).isEmpty();
        assertThat(folder.source.entry("nonsense")).isEmpty();
    }

    @Test
    void anEntryWhoseLineWasRewrittenIsGone() throws IOException {
        folder.append(0, 10);
        LogEntry entry = folder.read(OLDEST_FIRST, null, ALL).entries().get(7);
        String text = Files.readString(folder.log).replace("message 7", "massage 7");
        Files.writeString(folder.log, text);

        assertThat(folder.source.entry(entry.ref())).isEmpty();
    }

    @Test
    void aFileThatIsThereBothPlainAndPackedIsReadOnce() throws IOException {
        folder.append(0, 10);
        folder.rename("app.jsonl", "app.jsonl.1");
        Files.copy(root.resolve("app.jsonl.1"), root.resolve("kept"));
        folder.gzip("app.jsonl.1");
        Files.move(
                root.resolve("kept"),
                root.resolve("app.jsonl.1"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(folder.read(OLDEST_FIRST, null, ALL).messages()).isEqualTo(messages(0, 10));
    }

    @Test
    void aPlainPathStandsForTheNamesThatLoguruAndLogrotateGive() throws IOException {
        for (String name :
                new String[] {
                    "app.2026-11-20_00-00-00_123456.jsonl", "app.jsonl.1", "app.jsonl-20261120"
                }) {
            JsonFolder.write(root.resolve(name), JsonFolder.line(name.length()));
        }
        folder.gzip("app.2026-11-20_00-00-00_123456.jsonl");
        JsonFolder.write(root.resolve("app.jsonl.bak"), JsonFolder.line(1));
        JsonFolder.write(root.resolve("app-other.jsonl"), JsonFolder.line(1));
        JsonFolder.write(root.resolve("app.jsonl"), JsonFolder.line(60));

        var answer =
                JsonFolder.read(
                        folder.source("app.jsonl"),
                        JsonFolder.START,
                        JsonFolder.NOW,
                        OLDEST_FIRST,
                        LogFilter.ALL,
                        null,
                        ALL);

        assertThat(answer.messages())
                .containsExactly("message 11", "message 18", "message 36", "message 60");
    }

    @Test
    void aLinkToAFileOfTheLogDoesNotDoubleIt() throws IOException {
        folder.append(0, 3);
        Files.createSymbolicLink(root.resolve("app.jsonl.current"), folder.log);

        assertThat(folder.read(OLDEST_FIRST, null, ALL).messages()).isEqualTo(messages(0, 3));
    }

    @Test
    void noFileIsTouched() throws IOException {
        folder.append(0, 1000);
        var time = FileTime.fromMillis(1_700_000_000_000L);
        Files.setLastModifiedTime(folder.log, time);
        byte[] before = Files.readAllBytes(folder.log);

        folder.read(OLDEST_FIRST, null, ALL);
        folder.read(NEWEST_FIRST, null, ALL);

        assertThat(Files.getLastModifiedTime(folder.log)).isEqualTo(time);
        assertThat(Files.readAllBytes(folder.log)).isEqualTo(before);
        try (var files = Files.list(root)) {
            assertThat(files).containsExactly(folder.log);
        }
    }
}
