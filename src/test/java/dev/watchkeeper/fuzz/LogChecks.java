package dev.watchkeeper.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What must hold of a log whatever stands in its file: pages, both orders, references, filters and
/// a file that grows tell of the same entries.
public final class LogChecks {

    /// Names as the source knows them, nothing mapped.
    public static final LogMapping USUAL =
            new LogMapping(null, null, Map.of(), null, null, null, null, null, List.of());

    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final TimeRange EVER =
            new TimeRange(Instant.EPOCH, NOW.plus(Duration.ofDays(1)));
    private static final List<Level> LEVELS = List.of(Level.values());
    private static final int MOST = 100;

    private final Path file;
    private final Function<SourceContext, LogSource> opening;

    /// @param file where the log is written to
    /// @param opening opens the log in that file
    public LogChecks(Path file, Function<SourceContext, LogSource> opening) {
        this.file = file;
        this.opening = opening;
    }

    private record Answer(List<LogEntry> entries, ReadReport report) {}

    /// Checks it all of a file with this content.
    ///
    /// @param choice chooses the size of a page and the filter
    public void check(byte[] content, int choice) {
        write(content, NOW.minusSeconds(3_600));
        LogSource log = open();
        List<LogEntry> all = read(log, Order.OLDEST_FIRST, LogFilter.ALL, null, MOST).entries();

        List<LogEntry> newest = read(log, Order.NEWEST_FIRST, LogFilter.ALL, null, MOST).entries();
        if (all.size() < MOST) {
            assertThat(newest).as("newest first").isEqualTo(all.reversed());
        }
        int limit = 1 + Math.floorMod(choice, 3);
        assertThat(paged(log, Order.OLDEST_FIRST, limit, all.size())).as("pages").isEqualTo(all);
        assertThat(paged(log, Order.NEWEST_FIRST, limit, newest.size()))
                .as("pages, newest first")
                .isEqualTo(newest);
        for (LogEntry entry : all.subList(0, Math.min(all.size(), 20))) {
            assertThat(log.entry(entry.ref())).as("its reference").contains(entry);
        }
        assertThat(log.newest(NOW)).isNotNull();
        filtered(log, all, choice);
    }

    private static void filtered(LogSource log, List<LogEntry> all, int choice) {
        if (all.isEmpty() || all.size() == MOST) {
            return;
        }
        LogEntry one = all.get(Math.floorMod(choice, all.size()));
        int length = one.message().length();
        int from = length == 0 ? 0 : Math.floorMod(choice, length);
        var filter =
                new LogFilter(
                        LEVELS.get(Math.floorMod(choice >> 2, LEVELS.size())),
                        length == 0
                                ? List.of()
                                : List.of(
                                        one.message().substring(from, Math.min(length, from + 9))),
                        one.fields().isEmpty()
                                ? Map.of()
                                : Map.ofEntries(one.fields().entrySet().iterator().next()));
        for (LogFilter part :
                List.of(
                        new LogFilter(filter.atLeast(), List.of(), Map.of()),
                        new LogFilter(null, filter.contains(), Map.of()),
                        new LogFilter(null, List.of(), filter.fields()))) {
            assertThat(read(log, Order.OLDEST_FIRST, part, null, MOST).entries())
                    .as("%s", part)
                    .isEqualTo(all.stream().filter(part::matches).toList());
        }
    }

    /// Checks that a line that is still being written waits until it is whole.
    ///
    /// @param choice chooses where the file ends at first
    public void checkGrowing(byte[] content, int choice) {
        byte[] whole = Arrays.copyOf(content, content.length + 1);
        whole[content.length] = '\n';
        write(whole, NOW);
        List<String> all = refs(read(open(), Order.OLDEST_FIRST, LogFilter.ALL, null, MOST));
        if (all.size() == MOST) {
            return;
        }
        write(Arrays.copyOf(whole, Math.floorMod(choice * 31, whole.length)), NOW);
        LogSource log = open();
        Answer first = read(log, Order.OLDEST_FIRST, LogFilter.ALL, null, MOST);
        write(whole, NOW);
        Answer second = read(log, Order.OLDEST_FIRST, LogFilter.ALL, first.report().cursor(), MOST);
        var both = new ArrayList<>(refs(first));
        both.addAll(refs(second));
        assertThat(both).as("a file that grew").isEqualTo(all);
    }

    private static List<String> refs(Answer answer) {
        return answer.entries().stream().map(LogEntry::ref).toList();
    }

    private static List<LogEntry> paged(LogSource log, Order order, int limit, int most) {
        var entries = new ArrayList<LogEntry>();
        @Nullable String cursor = null;
        do {
            Answer page = read(log, order, LogFilter.ALL, cursor, limit);
            assertThat(page.report().remarks()).noneMatch(remark -> remark.contains("gone"));
            entries.addAll(page.entries());
            cursor = page.entries().size() < limit ? null : page.report().cursor();
        } while (cursor != null && entries.size() <= most);
        return entries.size() > MOST ? entries.subList(0, MOST) : entries;
    }

    private static Answer read(
            LogSource log, Order order, LogFilter filter, @Nullable String cursor, int limit) {
        var entries = new ArrayList<LogEntry>();
        ReadReport report =
                log.read(
                        new LogQuery(
                                EVER, order, filter, cursor, Deadline.after(Duration.ofMinutes(1))),
                        entry -> {
                            entries.add(entry);
                            return entries.size() < limit;
                        });
        return new Answer(entries, report);
    }

    /// A cursor that nobody gave is refused, or understood as a place in this log.
    public void checkCursor(String cursor) {
        for (Order order : Order.values()) {
            try {
                Answer answer = read(open(), order, LogFilter.ALL, cursor, MOST);
                assertThat(answer.entries()).hasSizeLessThan(MOST);
            } catch (BadRequest refused) {
                assertThat(refused).hasMessageStartingWith("cursor ");
            }
        }
        open().entry(cursor).ifPresent(entry -> assertThat(entry.ref()).isEqualTo(cursor));
    }

    private LogSource open() {
        return opening.apply(
                new SourceContext(
                        "fuzz",
                        ZoneOffset.UTC,
                        InstantSource.fixed(NOW),
                        file.resolveSibling("indexes")));
    }

    /// Writes the file.
    public void write(byte[] content, Instant modified) {
        try {
            Files.write(file, content);
            Files.setLastModifiedTime(file, FileTime.from(modified));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a small log of JSON lines, whose cursors are known.
    public void writeThree() {
        var lines = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            lines.append("{\"time\":\"2026-11-22T03:00:0")
                    .append(i)
                    .append("Z\",\"message\":\"m\"}\n");
        }
        write(lines.toString().getBytes(StandardCharsets.UTF_8), NOW);
    }

    /// A folder for one run of a target, without a test around it that would give one.
    public static Path folder() {
        try {
            Path folder = Files.createTempDirectory("watchkeeper-fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
