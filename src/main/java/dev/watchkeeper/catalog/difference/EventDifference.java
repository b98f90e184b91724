package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.analysis.difference.Quantity;
import dev.watchkeeper.analysis.difference.Shift;
import dev.watchkeeper.analysis.difference.Shifts;
import dev.watchkeeper.analysis.difference.Tallies;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One event stream: its types and its groups, each stretch of the frame read once.
final class EventDifference {

    private static final int MOST_TYPES = 500;
    private static final String FURTHER = "(further types)";

    /// So many events of a type that speaks of a change are kept.
    private static final int MOST_TOLD = 24;

    /// Fewer of them are told one by one.
    private static final int SEVERAL = 3;

    private static final int MOST_FIELDS = 6;
    private static final int LONGEST_VALUE = 60;

    private final EventStream stream;
    private final Frame frame;
    private final Map<String, Counted> types = new LinkedHashMap<>();
    private final Groups<String> groups;
    private final Reads reads;
    private final Courses<String> courses;

    private EventDifference(EventStream stream, Frame frame) {
        this.stream = stream;
        this.frame = frame;
        List<String> ids = stream.ids();
        this.groups = new Groups<>(ids, frame.cells(frame.window()));
        this.reads = new Reads(frame);
        this.courses = new Courses<>(frame, ids);
    }

    private static final class Counted {
        final Tallies tallies = new Tallies();
        final boolean speaksOfChange;
        final List<Event> told = new ArrayList<>();
        @Nullable Instant first;
        @Nullable Instant last;

        Counted(String type) {
            this.speaksOfChange = ChangeWords.named(type);
        }
    }

    /// @throws dev.watchkeeper.model.SourceUnavailable when the source does not answer
    static Compared of(EventStream stream, Frame frame, Deadline deadline) {
        var difference = new EventDifference(stream, frame);
        difference.read(deadline);
        return difference.compared();
    }

    private void read(Deadline deadline) {
        reads.all(
                stream.name(),
                deadline,
                place -> {
                    courses.settle();
                    return range ->
                            stream.source()
                                    .read(
                                            new EventQuery(
                                                    range,
                                                    Order.OLDEST_FIRST,
                                                    Set.of(),
                                                    Map.of(),
                                                    Set.of(),
                                                    null,
                                                    deadline),
                                            event -> {
                                                add(event, place);
                                                return true;
                                            });
                },
                range -> holds(range, deadline));
    }

    private boolean holds(TimeRange range, Deadline deadline) {
        var found = new boolean[1];
        stream.source()
                .read(
                        new EventQuery(
                                range,
                                Order.OLDEST_FIRST,
                                Set.of(),
                                Map.of(),
                                Set.of(),
                                null,
                                deadline),
                        _ -> {
                            found[0] = true;
                            return false;
                        });
        return found[0];
    }

    private void add(Event event, Reads.Place place) {
        int cell = place.cell(event.time());
        if (cell < 0) {
            return;
        }
        String type =
                types.size() < MOST_TYPES || types.containsKey(event.type())
                        ? event.type()
                        : FURTHER;
        Counted counted = types.computeIfAbsent(type, Counted::new);
        counted.tallies.add(cell);
        if (place.window()) {
            counted.first =
                    counted.first == null || event.time().isBefore(counted.first)
                            ? event.time()
                            : counted.first;
        }
        boolean near = !event.time().isBefore(frame.before().from()) || place.window();
        if (near && (counted.last == null || event.time().isAfter(counted.last))) {
            counted.last = event.time();
        }
        if (counted.speaksOfChange
                && counted.told.size() < MOST_TOLD
                && event.time().isAfter(frame.window().from().minus(LogDifference.NEAR))) {
            counted.told.add(event);
        }
        groups.add(type, cell, event.fields());
        courses.add(type, cell, event.time(), event.fields());
    }

    private Compared compared() {
        BitSet known = reads.known();
        courses.settle();
        var orders = CourseShifts.of(stream.name(), frame, courses, known, Function.identity());
        var carriers = new Carriers<>(frame, groups.fields());
        var shifts = new Shifts(frame);
        var moved = new ArrayList<Moved>();
        var told = new ArrayList<Told>();
        var news = new News(frame);
        types.forEach((type, counted) -> {
            if (news.rare(counted.tallies, counted.told.stream().map(Event::time).toList())) {
                counted.told.stream()
                        .sorted(Comparator.comparing(Event::time))
                        .forEach(event -> told.add(told(event, counted, news)));
                if (counted.tallies.between(0, frame.cells(frame.window())) < SEVERAL) {
                    return;
                }
            }
            Quantity quantity = counted.tallies.in(frame, known);
            Shift shift = shifts.of(quantity);
            if (shift != null) {
                moved.add(
                        new Moved(
                                Kind.EVENT,
                                type,
                                stream.name(),
                                exact(shift, counted),
                                null,
                                null,
                                null,
                                carriers.of(type, shift),
                                orders.step(type),
                                quantity.window(),
                                List.of()));
            }
        });
        Compared byGroup = GroupShifts.of(stream.name(), frame, groups, known);
        moved.addAll(byGroup.moved());
        moved.addAll(orders.moved());
        return new Compared(
                types.size() + byGroup.quantities() + orders.compared(),
                byGroup.groups(),
                orders.compared(),
                moved,
                told,
                reads.remarks());
    }

    private Told told(Event event, Counted counted, News news) {
        String fields =
                event.fields().entrySet().stream()
                        .filter(field -> !field.getValue().toString().isEmpty())
                        .limit(MOST_FIELDS)
                        .map(field -> field.getKey() + "=" + cut(field.getValue().toString()))
                        .collect(Collectors.joining(", "));
        return new Told(
                stream.name(),
                event.time(),
                fields.isEmpty() ? event.type() : event.type() + " " + fields,
                event.ref(),
                1,
                news.routine(counted.tallies, event.time()),
                false,
                null);
    }

    private static String cut(String value) {
        return value.codePointCount(0, value.length()) <= LONGEST_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
    }

    private Shift exact(Shift shift, Counted counted) {
        long usual =
                counted.tallies.total() - counted.tallies.between(0, frame.cells(frame.window()));
        Instant first = counted.first;
        if (shift.rose() && usual == 0 && first != null) {
            boolean begins = !first.isBefore(shift.earliest()) && first.isBefore(shift.latest());
            return begins ? shift.since(first, first, first) : shift;
        }
        Instant last = counted.last;
        return shift.gone() && shift.until() == null && last != null
                ? LogDifference.gone(shift, last)
                : shift;
    }
}
