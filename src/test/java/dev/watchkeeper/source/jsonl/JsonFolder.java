package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.model.Deadline;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A folder with a log of JSON lines, one a second, and readers of it.
final class JsonFolder {

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    static final LogMapping USUAL =
            new LogMapping(null, null, Map.of(), null, null, null, null, null, List.of());

    final Path root;
    final Path log;
    final LogSource source;

    JsonFolder(Path root) {
        this.root = root;
        this.log = root.resolve("app.jsonl");
        this.source = source("app.jsonl*");
    }

    LogSource source(String pattern) {
        return new JsonlSource.Config(root.resolve(pattern).toString(), JsonlSource.Format.AUTO)
                .open(context())
                .logs("app", USUAL);
    }

    SourceContext context() {
        return new SourceContext(
                "files", ZoneOffset.UTC, InstantSource.fixed(NOW), root.resolve("indexes"));
    }

    static String line(int number) {
        return line(number, number % 10 == 0 ? "ERROR" : "INFO", "message " + number);
    }

    static String line(int number, String level, String message) {
        return "{\"time\":\""
                + START.plusSeconds(number)
                + "\",\"level\":\""
                + level
                + "\",\"message\":\""
                + message
                + "\"}\n";
    }

    void append(int from, int until) {
        var lines = new StringBuilder();
        for (int i = from; i < until; i++) {
            lines.append(line(i));
        }
        append(lines.toString());
    }

    void append(String text) {
        write(log, text);
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void rename(String from, String to) throws IOException {
        Files.move(root.resolve(from), root.resolve(to));
    }

    void gzip(String name) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(root.resolve(name + ".gz")))) {
            Files.copy(root.resolve(name), out);
        }
        Files.delete(root.resolve(name));
    }

    /// The messages read, at most `limit`, and the report.
    record Answer(List<LogEntry> entries, ReadReport report) {
        List<String> messages() {
            return entries.stream().map(LogEntry::message).toList();
        }
    }

    Answer read(Order order, @Nullable String cursor, int limit) {
        return read(
                source,
                Instant.EPOCH,
                NOW.plus(Duration.ofDays(1)),
                order,
                LogFilter.ALL,
                cursor,
                limit);
    }

    static Answer read(
            LogSource source,
            Instant from,
            Instant until,
            Order order,
            LogFilter filter,
            @Nullable String cursor,
            int limit) {
        var entries = new ArrayList<LogEntry>();
        var report =
                source.read(
                        new LogQuery(
                                new TimeRange(from, until),
                                order,
                                filter,
                                cursor,
                                Deadline.after(Duration.ofMinutes(1))),
                        entry -> {
                            entries.add(entry);
                            return entries.size() < limit;
                        });
        return new Answer(entries, report);
    }

    static List<String> messages(int from, int until) {
        var messages = new ArrayList<String>();
        int step = from <= until ? 1 : -1;
        for (int i = from; i != until; i += step) {
            messages.add("message " + i);
        }
        return messages;
    }
}
