package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.source.LogFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// As much of a log filter as SQL can judge. It leaves out only rows that [LogFilter#matches]
/// surely refuses; whatever SQL would see differently from Java is kept and looked at there.
final class LogConditions {

    private static final Pattern SAME_IN_JSON = Pattern.compile("[A-Za-z0-9_.:@-]{2,200}");
    private static final Pattern NUMBER_OR_WORD =
            Pattern.compile("[0-9.eE+-]*|true|false|NaN|-?Infinity|null");
    // SQLite's limit on the depth of an expression is set to 50, and each term adds to it.
    private static final int MOST_TERMS = 12;
    private static final String[] KNOWN = {
        "trace",
        "trc",
        "t",
        "finest",
        "finer",
        "5",
        "debug",
        "dbg",
        "d",
        "fine",
        "10",
        "info",
        "inf",
        "i",
        "information",
        "informational",
        "notice",
        "success",
        "config",
        "20",
        "25",
        "warn",
        "warning",
        "wrn",
        "w",
        "30",
        "error",
        "err",
        "e",
        "severe",
        "exception",
        "40"
    };

    private LogConditions() {}

    static Sql of(LogColumns columns, LogFilter filter) {
        Sql all = Sql.TRUE;
        Place levelPlace = columns.level();
        if (filter.atLeast() != null) {
            all =
                    levelPlace == null
                            ? Sql.of("0")
                            : all.and(level(levelPlace.value(), filter.atLeast()));
        }
        for (String text : filter.contains().stream().limit(MOST_TERMS / 2).toList()) {
            if (!text.isEmpty() && text.chars().allMatch(c -> c > 0 && c < 128)) {
                all = all.and(contains(columns, text));
            }
        }
        for (var field : filter.fields().entrySet().stream().limit(MOST_TERMS / 2).toList()) {
            all = all.and(field(columns, field.getKey(), field.getValue()));
        }
        return all;
    }

    /// Leaves out the spellings of lesser levels, and so keeps those that SQL does not know. The
    /// usual ones are compared one by one first, which is faster than a look into the list.
    private static Sql level(Sql level, Level atLeast) {
        List<String> lesser = new ArrayList<>();
        Sql usual = Sql.EMPTY;
        for (String spelling : KNOWN) {
            if (Level.parse(spelling).filter(l -> !l.atLeast(atLeast)).isPresent()) {
                lesser.add(spelling);
                lesser.add(spelling.toUpperCase(Locale.ROOT));
                lesser.add(
                        spelling.substring(0, 1).toUpperCase(Locale.ROOT) + spelling.substring(1));
            }
        }
        for (String spelling : List.of("INFO", "DEBUG", "WARNING", "info", "debug", "warning")) {
            if (lesser.remove(spelling)) {
                usual = usual.then("{} <> {} AND ", level, Sql.of("?", spelling));
            }
        }
        return lesser.isEmpty()
                ? Sql.format("{} IS NOT NULL", level)
                : usual.then(
                        "{} NOT IN ({})", level, Sql.list(lesser.stream().distinct().toList()));
    }

    /// SQL's lower() knows ASCII alone, so that a message with anything else in it is kept.
    private static Sql contains(LogColumns columns, String text) {
        Sql condition = contains(columns.message(), text);
        if (columns.message().path() != null) {
            condition = condition.then(" OR {} IS NULL", columns.message().value());
        }
        Place exception = columns.exception();
        return Sql.format(
                "({})",
                exception == null
                        ? condition
                        : condition.then(" OR {}", contains(exception, text)));
    }

    private static Sql contains(Place place, String text) {
        Sql value = place.value();
        return Sql.format(
                "instr(lower({}), {}) OR length({}) <> octet_length({}) OR typeof({}) = 'blob'",
                value,
                Sql.of("?", text.toLowerCase(Locale.ROOT)),
                value,
                value,
                value);
    }

    /// A plain word stands in a column, or in the JSON of a column, as it is. Which column has the
    /// field is not always known, so one of them must hold it.
    private static Sql field(LogColumns columns, String name, String value) {
        if (!SAME_IN_JSON.matcher(value).matches() || NUMBER_OR_WORD.matcher(value).matches()) {
            return Sql.TRUE;
        }
        @Nullable Place exact = columns.fields().get(name);
        List<Sql> any = new ArrayList<>();
        for (Place place : exact == null ? columns.fields().values() : List.of(exact)) {
            Sql held = Sql.name(place.column());
            any.add(
                    Sql.format(
                            "instr({}, {}) OR instr({}, '\\u') OR typeof({}) = 'blob'",
                            held,
                            Sql.of("?", value),
                            held,
                            held));
        }
        if (any.isEmpty()) {
            return Sql.of("0");
        }
        return any.size() > MOST_TERMS ? Sql.TRUE : Sql.format("({})", Sql.joined(" OR ", any));
    }
}
