package dev.watchkeeper.source.lines;

import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport.End;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides of the lines that one read comes by which are entries to visit, and keeps account of how
/// far it got.
final class EntryScan<E> {

    private static final int BETWEEN_LOOKS_AT_THE_CLOCK = 64;

    private final LineFormat<E> format;
    private final LineQuery<E> query;
    private final TimeRange range;
    private final @Nullable Position seen;
    private final Predicate<E> visitor;
    private final Tally tally;
    private @Nullable End end;
    private @Nullable LogFile file;
    private @Nullable Line head;
    private long next;
    private int looked;

    /// `range` is what is left of the query's; `seen` an entry not to be visited again.
    EntryScan(
            LineFormat<E> format,
            LineQuery<E> query,
            TimeRange range,
            @Nullable Position seen,
            Predicate<E> visitor,
            Tally tally) {
        this.format = format;
        this.query = query;
        this.range = range;
        this.seen = seen;
        this.visitor = visitor;
        this.tally = tally;
    }

    /// Why the read is over; null while it is not.
    @Nullable End end() {
        return end;
    }

    TimeRange range() {
        return range;
    }

    /// True when time is up, which is looked at now and then only.
    boolean late() {
        if (looked++ % BETWEEN_LOOKS_AT_THE_CLOCK == 0 && query.deadline().passed()) {
            end = End.DEADLINE;
        }
        return end != null;
    }

    /// The entry in these lines when it is wanted. `counting` is false when they come by again.
    Optional<E> accept(LogFile from, LineGroup group, boolean counting) {
        Line line = group.head();
        if (counting) {
            tally.examined(group.lines());
        }
        if (line.blank() || !usable(from, line, counting) || !query.mayMatch().test(group)) {
            return Optional.empty();
        }
        try {
            return format.parse(group, LineRef.of(from, line).encoded())
                    .filter(entry -> range.contains(format.timeOf(entry)))
                    .filter(query.wanted())
                    .filter(entry -> !again(entry, line));
        } catch (BrokenLine broken) {
            if (counting) {
                tally.broken(from.file(), line, broken.problem());
            }
            return Optional.empty();
        }
    }

    private boolean usable(LogFile from, Line line, boolean counting) {
        if (line.oversized()) {
            if (counting) {
                tally.broken(
                        from.file(),
                        line,
                        "the line is "
                                + (line.next() - line.offset())
                                + " bytes long, more than the 1 MB that are read");
            }
            return false;
        }
        if (format.multiline() && !format.begins(line)) {
            if (line.offset() == 0 && counting) {
                tally.broken(from.file(), line, "the lines do not have the format of the log");
            }
            return false;
        }
        return true;
    }

    private boolean again(E entry, Line line) {
        return seen != null
                && format.timeOf(entry).equals(seen.last())
                && line.checksum() == seen.checksum();
    }

    /// Visits an entry; the read is over when the visitor has enough.
    void visit(E entry) {
        if (!visitor.test(entry)) {
            end = End.VISITOR;
        }
    }

    /// Remembers that the read got so far: with oldest first to `following`, the beginning of what
    /// comes next.
    void passed(LogFile in, Line line, long following) {
        file = in;
        head = line;
        next = following;
    }

    /// Where to go on; `start` when nothing was looked at.
    @Nullable Position position(@Nullable Position start) {
        if (file == null || head == null || file.id().isEmpty()) {
            return start;
        }
        return new Position(
                query.order(),
                file.id(),
                file.file().inode(),
                query.order() == Order.OLDEST_FIRST ? next : head.offset(),
                head.offset(),
                head.oversized() ? 0 : head.checksum(),
                reached().orElse(start == null ? null : start.last()));
    }

    /// The time of the line looked at last.
    Optional<Instant> reached() {
        return head == null || head.oversized() ? Optional.empty() : format.time(head);
    }
}
