package dev.watchkeeper.source.text;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.TimeText;
import dev.watchkeeper.source.lines.BrokenLine;
import dev.watchkeeper.source.lines.Line;
import dev.watchkeeper.source.lines.LineFormat;
import dev.watchkeeper.source.lines.LineGroup;
import dev.watchkeeper.source.text.Layout.Levels;
import dev.watchkeeper.source.text.Layout.Parts;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lines of text in one layout as log entries.
record TextEntries(String stream, LogMapping mapping, Layout layout, TimeText times)
        implements LineFormat<LogEntry> {

    private static final Set<String> PARTS =
            Set.of("time", "level", "logger", "class", "message", "exception", "rest");

    @Override
    public boolean multiline() {
        return true;
    }

    @Override
    public boolean begins(Line line) {
        return line.end() > line.start() && layout.matches(line.text());
    }

    @Override
    public Optional<Instant> time(Line line) {
        return layout.parts(line.text()).flatMap(this::time);
    }

    private Optional<Instant> time(Parts parts) {
        String text = parts.get(name(mapping.time(), "time"));
        return text == null ? Optional.empty() : times.parse(text);
    }

    @Override
    public Instant timeOf(LogEntry entry) {
        return entry.time();
    }

    @Override
    public Optional<LogEntry> parse(LineGroup group, String ref) throws BrokenLine {
        Parts parts =
                layout.parts(group.head().text())
                        .orElseThrow(() -> new BrokenLine("the line does not have the format"));
        Instant time = time(parts).orElseThrow(() -> new BrokenLine("the time cannot be read"));
        if (!belongs(parts)) {
            return Optional.empty();
        }
        var continuation = Continuation.of(group);
        String first = layout.levels() == Levels.STATUS ? request(parts) : message(parts);
        String message =
                continuation.message().isEmpty()
                        ? first
                        : (first + "\n" + continuation.message()).strip();
        String trace = continuation.exception();
        String inline = parts.get(name(mapping.exception(), "exception"));
        return Optional.of(
                new LogEntry(
                        stream,
                        ref,
                        time,
                        level(parts, first),
                        logger(parts),
                        message,
                        inline == null ? trace : trace == null ? inline : inline + "\n" + trace,
                        fields(parts)));
    }

    private boolean belongs(Parts parts) {
        for (var condition : mapping.where().entrySet()) {
            String value = parts.get(condition.getKey());
            if (value == null || !condition.getValue().contains(value)) {
                return false;
            }
        }
        return true;
    }

    private static String name(@Nullable String given, String usual) {
        return given == null ? usual : given;
    }

    private String message(Parts parts) {
        String message = parts.get(name(mapping.message(), "message"));
        return message == null ? "" : message;
    }

    /// Method, path and status, without the version of the protocol.
    private String request(Parts parts) {
        String message = message(parts);
        int version = message.lastIndexOf(" HTTP/");
        return (version < 0 ? message : message.substring(0, version)) + " " + parts.get("status");
    }

    private String logger(Parts parts) {
        String logger = parts.get(name(mapping.logger(), "logger"));
        String other = logger == null ? parts.get("class") : logger;
        return other == null ? "" : other;
    }

    private @Nullable Level level(Parts parts, String message) {
        if (layout.levels() == Levels.STATUS) {
            char status = String.valueOf(parts.get("status")).charAt(0);
            return status >= '5' ? Level.ERROR : status == '4' ? Level.WARN : Level.INFO;
        }
        String text = parts.get(name(mapping.level(), "level"));
        if (text == null) {
            return layout.levels() == Levels.INFERRED ? InferredLevel.of(message) : null;
        }
        return switch (text) {
            case "." -> Level.DEBUG;
            case "-" -> Level.DEBUG;
            case "*", "LOG" -> Level.INFO;
            case "#" -> Level.WARN;
            default -> text.startsWith("DEBUG") ? Level.DEBUG : Level.parse(text).orElse(null);
        };
    }

    private Map<String, String> fields(Parts parts) {
        var fields = new LinkedHashMap<String, String>();
        if (mapping.fields().isEmpty()) {
            parts.named()
                    .forEach((name, value) -> {
                        if (!PARTS.contains(name) && !value.equals("-")) {
                            fields.put(name, value);
                        }
                    });
        } else {
            for (String name : mapping.fields()) {
                String value = parts.get(name);
                if (value != null) {
                    fields.put(name, value);
                }
            }
        }
        return Collections.unmodifiableMap(fields);
    }
}
