package dev.watchkeeper.source.jsonl;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the parts of an entry usually are in a JSON log, the likeliest first.
final class JsonKeys {

    static final List<String> TIME =
            List.of(
                    "time",
                    "timestamp",
                    "ts",
                    "@timestamp",
                    "asctime",
                    "datetime",
                    "date",
                    "@t",
                    "Timestamp",
                    "timeMillis",
                    "time.timestamp",
                    "StartUTC",
                    "created");
    static final List<String> LEVEL =
            List.of(
                    "level",
                    "levelname",
                    "severity",
                    "lvl",
                    "log.level",
                    "loglevel",
                    "log_level",
                    "level_name",
                    "level.name",
                    "severity_text",
                    "severityText",
                    "SeverityText",
                    "Level",
                    "@l");
    static final List<String> MESSAGE =
            List.of(
                    "message",
                    "msg",
                    "event",
                    "text",
                    "log",
                    "@m",
                    "@mt",
                    "@message",
                    "body",
                    "Body");
    static final List<String> LOGGER =
            List.of(
                    "logger",
                    "name",
                    "module",
                    "component",
                    "logger_name",
                    "loggerName",
                    "log.logger",
                    "SourceContext");
    static final List<String> EXCEPTION =
            List.of(
                    "exception",
                    "exc_info",
                    "traceback",
                    "stack",
                    "stack_trace",
                    "stacktrace",
                    "stackTrace",
                    "exc_text",
                    "error.stack",
                    "error.stack_trace",
                    "err.stack",
                    "exception.stacktrace",
                    "exception.traceback",
                    "exception.stack",
                    "thrown.extendedStackTrace",
                    "@x");

    private JsonKeys() {}

    /// The first of the names that has a value.
    static @Nullable String present(List<String> names, Map<String, Object> leaves) {
        for (String name : names) {
            if (leaves.containsKey(name)) {
                return name;
            }
        }
        return null;
    }

    /// The path that a name of tools.yaml means in this line: the name itself, or what loguru puts
    /// below `record` and `record.extra`.
    static @Nullable String find(String name, Map<String, Object> leaves) {
        if (leaves.containsKey(name)) {
            return name;
        }
        String record = "record." + name;
        if (leaves.containsKey(record)) {
            return record;
        }
        String extra = "record.extra." + name;
        return leaves.containsKey(extra) ? extra : null;
    }

    /// The path that a caller's name of a field means: as [#find], or the only part of that name
    /// anywhere in the line.
    static @Nullable String field(String name, Map<String, Object> leaves) {
        String path = find(name, leaves);
        if (path != null) {
            return path;
        }
        String end = "." + name;
        return leaves.keySet().stream().filter(leaf -> leaf.endsWith(end)).findFirst().orElse(null);
    }

    static String lastPart(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /// True when the line's values are among those that a stream is made of, compared as text.
    static boolean belongs(Map<String, List<String>> where, Map<String, Object> leaves) {
        for (var condition : where.entrySet()) {
            String path = find(condition.getKey(), leaves);
            if (path == null || !condition.getValue().contains(String.valueOf(leaves.get(path)))) {
                return false;
            }
        }
        return true;
    }
}
