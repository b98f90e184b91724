package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.lines.BrokenLine;
import dev.watchkeeper.source.lines.Line;
import dev.watchkeeper.source.lines.LineFormat;
import dev.watchkeeper.source.lines.LineGroup;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// JSON lines as log entries.
///
/// @param loguru true or false when tools.yaml says what the lines are, null to see for each
record JsonEntries(String stream, LogMapping mapping, JsonTimes times, @Nullable Boolean loguru)
        implements LineFormat<LogEntry> {

    @Override
    public boolean multiline() {
        return false;
    }

    @Override
    public boolean begins(Line line) {
        return true;
    }

    @Override
    public Optional<Instant> time(Line line) {
        try {
            return times.of(JsonLeaves.texts(line)).map(JsonTimes.Found::time);
        } catch (BrokenLine broken) {
            return Optional.empty();
        }
    }

    @Override
    public Instant timeOf(LogEntry entry) {
        return entry.time();
    }

    @Override
    public Optional<LogEntry> parse(LineGroup group, String ref) throws BrokenLine {
        var leaves = JsonLeaves.texts(group.head());
        var time = times.of(leaves);
        if (time.isEmpty()) {
            throw new BrokenLine(
                    times.name() == null
                            ? "the line has no time under any usual name"
                            : "the line has no time that can be read under the name given");
        }
        if (!JsonKeys.belongs(mapping.where(), leaves)) {
            return Optional.empty();
        }
        boolean serialized = LoguruLine.is(leaves);
        if (Boolean.TRUE.equals(loguru) && !serialized) {
            throw new BrokenLine("the line is not one that loguru writes with serialize=True");
        }
        boolean asLoguru = serialized && !Boolean.FALSE.equals(loguru);
        var used = new HashSet<String>();
        used.add(time.get().path());
        String message = message(leaves, asLoguru, used);
        String exception = exception(leaves, asLoguru, message, used);
        String logger = text(leaves, mapping.logger(), loggers(asLoguru), used);
        Level level = level(leaves, asLoguru, used);
        if (!asLoguru && AccessLine.is(leaves)) {
            level = mapping.level() == null ? AccessLine.level(leaves, level) : level;
            if (mapping.message() == null) {
                message = AccessLine.message(leaves, message == null ? "" : message);
            }
        }
        return Optional.of(
                new LogEntry(
                        stream,
                        ref,
                        time.get().time(),
                        level,
                        logger == null ? "" : logger,
                        message == null ? group.head().text() : message,
                        exception,
                        fields(leaves, asLoguru, used)));
    }

    private static List<String> loggers(boolean asLoguru) {
        return asLoguru ? List.of("record.name") : JsonKeys.LOGGER;
    }

    private @Nullable String message(
            Map<String, Object> leaves, boolean asLoguru, Set<String> used) {
        return text(
                leaves,
                mapping.message(),
                asLoguru ? List.of("record.message") : JsonKeys.MESSAGE,
                used);
    }

    private @Nullable String exception(
            Map<String, Object> leaves,
            boolean asLoguru,
            @Nullable String message,
            Set<String> used) {
        if (mapping.exception() == null && asLoguru) {
            return LoguruLine.exception(leaves, message == null ? "" : message);
        }
        String found = text(leaves, mapping.exception(), JsonKeys.EXCEPTION, used);
        // Python's exc_info is often a mere flag.
        return found == null
                        || found.isBlank()
                        || found.equals("true")
                        || found.equals("false")
                        || found.equals("NoneType: None")
                ? null
                : found;
    }

    private @Nullable Level level(Map<String, Object> leaves, boolean asLoguru, Set<String> used) {
        List<String> usual = asLoguru ? List.of("record.level.name") : JsonKeys.LEVEL;
        String text = text(leaves, mapping.level(), usual, used);
        if (text == null && mapping.level() != null) {
            text = text(leaves, mapping.level() + ".name", List.of(), used);
        }
        if (text == null) {
            return asLoguru ? LoguruLine.level(leaves) : null;
        }
        Optional<Level> level = PinoLevels.is(leaves) ? PinoLevels.parse(text) : Level.parse(text);
        return level.orElseGet(() -> asLoguru ? LoguruLine.level(leaves) : null);
    }

    /// The value under the name that tools.yaml gives, else under the first usual one.
    private static @Nullable String text(
            Map<String, Object> leaves,
            @Nullable String name,
            List<String> usual,
            Set<String> used) {
        String path = name == null ? JsonKeys.present(usual, leaves) : JsonKeys.find(name, leaves);
        if (path == null) {
            return null;
        }
        used.add(path);
        return String.valueOf(leaves.get(path));
    }

    private Map<String, String> fields(
            Map<String, Object> leaves, boolean asLoguru, Set<String> used) {
        var fields = new LinkedHashMap<String, String>();
        if (!mapping.fields().isEmpty()) {
            for (String name : mapping.fields()) {
                String path = JsonKeys.find(name, leaves);
                if (path != null) {
                    fields.put(JsonKeys.lastPart(name), String.valueOf(leaves.get(path)));
                }
            }
            return Collections.unmodifiableMap(fields);
        }
        leaves.forEach((path, value) -> {
            String name = asLoguru ? LoguruLine.field(path) : path;
            if (name != null && !used.contains(path)) {
                fields.put(name, String.valueOf(value));
            }
        });
        return Collections.unmodifiableMap(fields);
    }
}
