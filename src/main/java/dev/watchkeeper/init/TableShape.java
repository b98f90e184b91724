package dev.watchkeeper.init;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.source.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the columns of a table look like, by their names and by what stands in them.
///
/// @param time when it happened, or null
/// @param level how grave, or null
/// @param message what is said, or null
/// @param logger what said it, or null
/// @param exception the traceback, or null
/// @param type what kind of thing happened, or null
/// @param state where a job stands, or null
record TableShape(
        @Nullable String time,
        @Nullable String level,
        @Nullable String message,
        @Nullable String logger,
        @Nullable String exception,
        @Nullable String type,
        @Nullable String state) {

    private static final List<String> TIMES =
            List.of(
                    "time",
                    "timestamp",
                    "ts",
                    "at",
                    "created_at",
                    "created",
                    "datetime",
                    "logged_at",
                    "event_time",
                    "occurred_at",
                    "inserted_at",
                    "enqueued_at",
                    "queued_at",
                    "submitted_at",
                    "asctime",
                    "date",
                    "when");
    private static final List<String> LEVELS =
            List.of("level", "levelname", "level_name", "severity", "log_level", "loglevel", "lvl");
    private static final List<String> MESSAGES =
            List.of("message", "msg", "text", "log_message", "body", "description", "detail");
    private static final List<String> LOGGERS =
            List.of("logger", "logger_name", "name", "module", "component", "source", "channel");
    private static final List<String> EXCEPTIONS =
            List.of(
                    "exception",
                    "traceback",
                    "trace",
                    "exc_info",
                    "exc_text",
                    "stack_trace",
                    "stacktrace",
                    "stack");
    private static final List<String> TYPES =
            List.of(
                    "event_type",
                    "type",
                    "event",
                    "event_name",
                    "kind",
                    "action",
                    "name",
                    "category");
    private static final List<String> STATES =
            List.of("status", "state", "job_status", "job_state");
    private static final Set<String> OF_JOBS =
            Set.of(
                    "queued",
                    "pending",
                    "waiting",
                    "ready",
                    "scheduled",
                    "enqueued",
                    "running",
                    "processing",
                    "started",
                    "in_progress",
                    "active",
                    "done",
                    "completed",
                    "complete",
                    "finished",
                    "succeeded",
                    "success",
                    "failed",
                    "error",
                    "dead",
                    "cancelled",
                    "canceled",
                    "retry",
                    "retrying",
                    "claimed",
                    "new");
    private static final Set<String> WAITING =
            Set.of(
                    "queued",
                    "pending",
                    "waiting",
                    "ready",
                    "scheduled",
                    "enqueued",
                    "retry",
                    "new");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_.:/-]{1,63}");
    private static final Duration OLDEST = Duration.ofDays(30 * 365L);

    static TableShape of(TableSample sample, Instant now) {
        var times = new TimeText(ZoneId.of("UTC"), InstantSource.fixed(now));
        String time = first(sample, TIMES, value -> isTime(value, times, now)).orElse(null);
        if (time == null) {
            // a name of its own, where what stands there is a time in words
            time =
                    sample.columns().stream()
                            .filter(column ->
                                    sample.nearlyAll(
                                            column,
                                            value ->
                                                    value instanceof String text
                                                            && text.length() >= 16
                                                            && isTime(value, times, now)))
                            .findFirst()
                            .orElse(null);
        }
        String level =
                first(sample, LEVELS, value -> Level.parse(value.toString()).isPresent())
                        .orElse(null);
        String message =
                first(sample, MESSAGES, value -> value instanceof String text && !json(text))
                        .orElse(null);
        String type =
                first(sample, TYPES, value -> TYPE.matcher(value.toString()).matches())
                        .filter(column -> isKind(sample, column))
                        .orElse(null);
        String state =
                sample.states().isEmpty()
                        ? null
                        : stateColumn(sample.columns())
                                .filter(_ ->
                                        sample.states().stream()
                                                .map(text -> text.toLowerCase(Locale.ROOT))
                                                .allMatch(OF_JOBS::contains))
                                .orElse(null);
        return new TableShape(
                time,
                level,
                message,
                level == null && message == null
                        ? null
                        : first(sample, LOGGERS, value -> TYPE.matcher(value.toString()).matches())
                                .filter(column -> !column.equals(type) || level != null)
                                .orElse(null),
                first(sample, EXCEPTIONS, value -> value instanceof String).orElse(null),
                type,
                state);
    }

    /// The column that may hold where a job stands, by its name alone.
    static Optional<String> stateColumn(List<String> columns) {
        return STATES.stream()
                .flatMap(name -> columns.stream().filter(name::equalsIgnoreCase))
                .findFirst();
    }

    /// The states, as they are written, in which a job waits.
    static List<String> waiting(List<String> states) {
        return states.stream().filter(s -> WAITING.contains(s.toLowerCase(Locale.ROOT))).toList();
    }

    private static Optional<String> first(
            TableSample sample, List<String> names, java.util.function.Predicate<Object> such) {
        return names.stream()
                .flatMap(name -> Stream.ofNullable(sample.column(name).orElse(null)))
                .filter(column -> sample.nearlyAll(column, such))
                .findFirst();
    }

    private static boolean isTime(Object value, TimeText times, Instant now) {
        Optional<Instant> time =
                switch (value) {
                    case String text -> times.parse(text);
                    case Long number -> times.parse(number.longValue());
                    case Double number -> times.parse(number.doubleValue());
                    default -> Optional.empty();
                };
        return time.filter(at -> at.isAfter(now.minus(OLDEST)))
                .filter(at -> at.isBefore(now.plus(Duration.ofDays(2))))
                .isPresent();
    }

    private static boolean json(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    /// Kinds repeat: names of people, files or keys do not.
    private static boolean isKind(TableSample sample, String column) {
        long values = sample.values(column).size();
        return sample.distinct(column) <= Math.max(3, values / 3);
    }

    boolean isLog() {
        return time != null && message != null && level != null;
    }

    boolean isEvents() {
        return time != null && type != null && !isLog();
    }

    boolean isJobs() {
        return state != null;
    }

    /// The columns that were taken for something, for a person.
    String words() {
        var words = new ArrayList<String>();
        add(words, "time", time);
        add(words, "level", level);
        add(words, "message", message);
        add(words, "type", type);
        add(words, "state", state);
        return words.isEmpty()
                ? "no column that looks like a time, a level, a message or a type"
                : String.join(", ", words);
    }

    private static void add(List<String> words, String what, @Nullable String column) {
        if (column != null) {
            words.add(what + " is " + column);
        }
    }
}
