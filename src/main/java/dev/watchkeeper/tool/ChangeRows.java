package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.analysis.difference.Shift;
import dev.watchkeeper.catalog.difference.Beginning;
import dev.watchkeeper.catalog.difference.Differences;
import dev.watchkeeper.catalog.difference.Kind;
import dev.watchkeeper.catalog.difference.Moved;
import dev.watchkeeper.catalog.difference.Row;
import dev.watchkeeper.catalog.difference.Told;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.evidence.ShownRow;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How what differs looks in an answer.
///
/// @param kind the only kind of rows that is wanted, or null
/// @param limit how many rows there are at most
record ChangeRows(Differences differences, ChangeWindows windows, @Nullable Kind kind, int limit) {

    /// All of the rows; the rest of the answer is for what was compared.
    private static final int ROWS = 3_900;

    private static final int LONGEST_TEXT = 150;
    private static final int LONGEST_EXAMPLE = 120;

    /// In the names of kinds what is different in each message.
    private static final String VARIES = "<*>";

    private static final int LONGEST_CHANGE = 220;
    private static final Duration SAME_HOURS = Duration.ofHours(6);
    private static final int MOST_TOGETHER = 6;
    private static final int MOST_REMARKS = 6;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final List<String> COLUMNS =
            List.of(
                    "kind", "what", "in", "how", "usual", "now", "since", "after", "by", "with",
                    "ref");

    Answer answer() {
        var table = new Table(COLUMNS, ROWS, limit);
        var answer = new Answer();
        List<Row> wanted =
                differences.rows().stream()
                        .filter(row -> kind == null || kind == kindOf(row))
                        .toList();
        for (Row row : wanted) {
            boolean added =
                    switch (row) {
                        case Row.Changed changed -> add(table, answer, changed);
                        case Row.Differs differs -> add(table, answer, differs);
                    };
            if (!added) {
                break;
            }
        }
        int left = wanted.size() - table.size();
        return answer.put("searched", searched())
                .put("onset", onset())
                .put("nothing", nothing(wanted))
                .put(
                        table,
                        null,
                        left == 0
                                ? null
                                : left
                                        + " more: ask for one kind, a higher limit or a shorter"
                                        + " window")
                .put("untrusted", table.size() == 0 ? null : List.of("rows"));
    }

    private static Kind kindOf(Row row) {
        return switch (row) {
            case Row.Changed _ -> Kind.CHANGE;
            case Row.Differs differs -> differs.moved().kind();
        };
    }

    private boolean add(Table table, Answer answer, Row.Changed changed) {
        Told told = changed.told();
        boolean added =
                table.add(
                        Kind.CHANGE.word(),
                        "c"
                                + changed.number()
                                + ": "
                                + Excerpt.headAndTail(told.text(), LONGEST_CHANGE),
                        told.stream(),
                        told.times() > 1 ? told.times() + " times" : null,
                        null,
                        null,
                        clock(told.time()),
                        null,
                        null,
                        null,
                        told.ref());
        if (added && told.entry() != null) {
            answer.show(ShownRow.of(told.entry()));
        }
        return added;
    }

    private boolean add(Table table, Answer answer, Row.Differs differs) {
        Moved moved = differs.moved();
        Shift shift = moved.shift();
        Row.Changed follows = differs.follows();
        boolean added =
                table.add(
                        moved.kind().word(),
                        what(moved),
                        moved.in(),
                        how(moved),
                        figure(moved, shift.usual()),
                        figure(moved, shift.now()),
                        since(shift),
                        follows == null
                                ? null
                                : about(Duration.between(follows.time(), shift.onset()))
                                        + " after c"
                                        + follows.number(),
                        moved.carriedBy(),
                        with(moved.together()),
                        moved.example() == null ? null : moved.example().ref());
        if (added && moved.example() != null) {
            answer.show(ShownRow.of(moved.example()));
        }
        return added;
    }

    /// What was never seen before is told with its first message, too, where the name of its kind
    /// leaves out what may tell the cause.
    private static String what(Moved moved) {
        String what = Excerpt.head(moved.what(), LONGEST_TEXT);
        LogEntry first = moved.example();
        return first == null || !moved.shift().first() || !moved.what().contains(VARIES)
                ? what
                : what + ", first: " + Excerpt.head(first.message(), LONGEST_EXAMPLE);
    }

    private static String how(Moved moved) {
        Shift shift = moved.shift();
        boolean counted = moved.kind() != Kind.METRIC;
        String how =
                counted && shift.first()
                        ? "new"
                        : counted && shift.gone()
                                ? "gone"
                                : counted
                                        ? shift.rose() ? "surged" : "fell"
                                        : shift.rose() ? "up" : "down";
        return shift.until() == null ? how : how + " until " + CLOCK.format(shift.until());
    }

    /// Counts are of as long as it differed; metrics are levels.
    private static @Nullable Number figure(Moved moved, double value) {
        return Spans.of(moved.kind() == Kind.METRIC ? value : Math.rint(value * 10) / 10);
    }

    private String since(Shift shift) {
        String onset = clock(shift.onset());
        Duration unsure = Duration.between(shift.earliest(), shift.latest());
        return unsure.compareTo(Duration.ofSeconds(2)) < 0
                ? onset
                : unsure.compareTo(differences.frame().width()) <= 0
                        ? onset + " to " + clock(shift.latest())
                        : onset
                                + " ("
                                + clock(shift.earliest())
                                + " to "
                                + clock(shift.latest())
                                + ")";
    }

    /// The time of day, with the day where it is not of these hours.
    private String clock(Instant time) {
        return Duration.between(time, differences.frame().window().from()).compareTo(SAME_HOURS) > 0
                ? time.truncatedTo(ChronoUnit.SECONDS).toString()
                : CLOCK.format(time);
    }

    private static String about(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 180 ? seconds + "s" : Math.round(seconds / 60.0) + "m";
    }

    private static @Nullable String with(List<String> together) {
        if (together.isEmpty()) {
            return null;
        }
        String names =
                String.join(
                        ", ",
                        together.stream()
                                .limit(MOST_TOGETHER)
                                .map(name -> Excerpt.head(name, 40))
                                .toList());
        int more = together.size() - MOST_TOGETHER;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    private @Nullable Map<String, Object> onset() {
        Beginning beginning = differences.beginning();
        if (beginning == null) {
            return null;
        }
        var onset = new LinkedHashMap<String, Object>();
        onset.put("at", beginning.onset().toString());
        onset.put(
                "between", List.of(beginning.earliest().toString(), beginning.latest().toString()));
        if (windows.finding() != null) {
            onset.put("finding_first_seen", windows.finding().first().toString());
        }
        return onset;
    }

    private Map<String, Object> searched() {
        Frame frame = differences.frame();
        var searched = new LinkedHashMap<String, Object>();
        if (windows.finding() != null) {
            searched.put("finding", windows.finding().id());
        }
        searched.put("window", range(frame.window()));
        if (!frame.before().length().isZero()) {
            searched.put("against", range(frame.before()));
        }
        if (!frame.days().isEmpty()) {
            Duration back = Duration.between(frame.days().getFirst().from(), frame.window().from());
            searched.put(
                    "and_same_hours_of",
                    frame.days().size() + (back.toDays() == 7 ? " weeks" : " days"));
        }
        searched.put("cell", Figures.length(frame.width()));
        Differences.Counts counts = differences.compared();
        searched.put(
                "compared",
                counts.logs()
                        + " kinds of messages, "
                        + counts.events()
                        + " event types, "
                        + counts.groups()
                        + " groups, "
                        + counts.orders()
                        + " sequences, "
                        + counts.metrics()
                        + " metrics, "
                        + counts.changes()
                        + " changes");
        List<String> remarks = differences.remarks();
        if (!remarks.isEmpty()) {
            searched.put("remarks", remarks.stream().limit(MOST_REMARKS).toList());
        }
        return searched;
    }

    private static String range(TimeRange range) {
        return range.from() + " to " + range.until();
    }

    private @Nullable String nothing(List<Row> wanted) {
        boolean moved = wanted.stream().anyMatch(row -> row instanceof Row.Differs);
        return moved || kind == Kind.CHANGE
                ? null
                : "nothing differs by more than it usually varies";
    }
}
