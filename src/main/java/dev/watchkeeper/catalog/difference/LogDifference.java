package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.analysis.difference.Quantity;
import dev.watchkeeper.analysis.difference.Shift;
import dev.watchkeeper.analysis.difference.Shifts;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One log stream: its kinds of messages and its groups, each stretch of the frame read once.
final class LogDifference {

    /// How far before the window a change may be of interest.
    static final Duration NEAR = Duration.ofHours(1);

    /// What came fewer times has no end that could be told.
    private static final int FEW = 5;

    private final LogStream stream;
    private final Frame frame;
    private final LogKinds kinds;
    private final Groups<LogKinds.Counted> groups;
    private final Reads reads;
    private final News news;
    private final Courses<LogKinds.Counted> courses;

    private LogDifference(LogStream stream, Frame frame, Collection<Template> known) {
        this.stream = stream;
        this.frame = frame;
        this.kinds = new LogKinds(known);
        this.groups = new Groups<>(stream.ids(), frame.cells(frame.window()));
        this.reads = new Reads(frame);
        this.news = new News(frame);
        this.courses = new Courses<>(frame, stream.ids());
    }

    /// @param known the templates that the stream is already known to have
    /// @throws dev.watchkeeper.model.SourceUnavailable when the source does not answer
    static Compared of(
            LogStream stream, Frame frame, Collection<Template> known, Deadline deadline) {
        var difference = new LogDifference(stream, frame, known);
        difference.read(deadline);
        return difference.compared();
    }

    private void read(Deadline deadline) {
        Instant near = frame.window().from().minus(NEAR);
        reads.all(
                stream.name(),
                deadline,
                place -> {
                    courses.settle();
                    return range ->
                            stream.source()
                                    .read(
                                            new LogQuery(
                                                    range,
                                                    Order.OLDEST_FIRST,
                                                    LogFilter.ALL,
                                                    deadline),
                                            entry -> {
                                                add(entry, place, near);
                                                return true;
                                            });
                },
                range -> holds(range, deadline));
    }

    private boolean holds(TimeRange range, Deadline deadline) {
        var found = new boolean[1];
        stream.source()
                .read(
                        new LogQuery(range, Order.OLDEST_FIRST, LogFilter.ALL, deadline)
                                .withoutFields(),
                        _ -> {
                            found[0] = true;
                            return false;
                        });
        return found[0];
    }

    private void add(LogEntry entry, Reads.Place place, Instant near) {
        int cell = place.cell(entry.time());
        if (cell >= 0) {
            LogKinds.Counted kind =
                    kinds.add(entry, cell, place.window(), entry.time().isAfter(near));
            groups.add(kind, cell, entry.fields());
            courses.add(kind, cell, entry.time(), entry.fields());
        }
    }

    private Compared compared() {
        BitSet known = reads.known();
        var settled = kinds.settled();
        Groups<String> named = groups.renamed(kinds.names().andThen(Template::id));
        courses.settle();
        var orders =
                CourseShifts.of(
                        stream.name(),
                        frame,
                        courses.renamed(kinds.names()),
                        known,
                        Template::text);
        var carriers = new Carriers<>(frame, named.dividing());
        var shifts = new Shifts(frame);
        var moved = new ArrayList<Moved>();
        var told = new ArrayList<Told>();
        settled.forEach((id, kind) -> {
            LogKinds.Counted counted = kind.getValue();
            if (rare(counted)) {
                told(counted, told);
                return;
            }
            Quantity quantity = counted.tallies().in(frame, known);
            Shift shift = shifts.of(quantity);
            if (shift != null) {
                moved.add(
                        new Moved(
                                Kind.LOG,
                                kind.getKey().text(),
                                stream.name(),
                                exact(shift, counted),
                                counted.level(),
                                null,
                                counted.first(),
                                carriers.of(id, shift),
                                orders.step(kind.getKey()),
                                quantity.window(),
                                List.of()));
            }
        });
        Compared byGroup = GroupShifts.of(stream.name(), frame, named, known);
        moved.addAll(byGroup.moved());
        moved.addAll(orders.moved());
        return new Compared(
                settled.size() + byGroup.quantities() + orders.compared(),
                byGroup.groups(),
                orders.compared(),
                moved,
                told,
                reads.remarks());
    }

    /// What is new began with its first entry; what is gone ended with its last.
    private Shift exact(Shift shift, LogKinds.Counted kind) {
        LogEntry first = kind.first();
        long before = kind.tallies().total() - window(kind);
        if (shift.rose() && before == 0 && first != null) {
            Instant time = first.time();
            boolean begins = !time.isBefore(shift.earliest()) && time.isBefore(shift.latest());
            Shift exact = begins ? shift.since(time, time, time) : shift;
            return kind.tallies().total() < FEW ? exact.endless() : exact;
        }
        Instant last = kind.last();
        return shift.gone() && shift.until() == null && last != null ? gone(shift, last) : shift;
    }

    static Shift gone(Shift shift, Instant last) {
        Instant latest = shift.latest().isAfter(last) ? shift.latest() : last;
        return shift.since(last, last, latest);
    }

    private long window(LogKinds.Counted kind) {
        return kind.tallies().between(0, frame.cells(frame.window()));
    }

    private boolean rare(LogKinds.Counted kind) {
        return news.rare(kind.tallies(), kind.told().stream().map(LogEntry::time).toList());
    }

    /// The same kind of message of a few minutes is one change.
    private void told(LogKinds.Counted kind, List<Told> told) {
        var entries = new LinkedHashMap<Instant, LogEntry>();
        kind.told().stream()
                .sorted(Comparator.comparing(LogEntry::time))
                .forEach(entry -> entries.putIfAbsent(entry.time(), entry));
        @Nullable LogEntry first = null;
        int times = 0;
        for (LogEntry entry : entries.values()) {
            if (first != null
                    && Duration.between(first.time(), entry.time()).compareTo(Changes.SAME) <= 0) {
                times++;
            } else {
                if (first != null) {
                    told.add(told(kind, first, times));
                }
                first = entry;
                times = 1;
            }
        }
        told.add(told(kind, Objects.requireNonNull(first), times));
    }

    private Told told(LogKinds.Counted kind, LogEntry entry, int times) {
        return new Told(
                stream.name(),
                entry.time(),
                entry.message(),
                entry.ref(),
                times,
                news.routine(kind.tallies(), entry.time()),
                false,
                entry);
    }
}
