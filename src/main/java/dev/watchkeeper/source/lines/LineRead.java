package dev.watchkeeper.source.lines;

import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.ReadReport.End;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// One read of a log, from the list of its files to the report.
final class LineRead<E> {

    private final LogFiles log;
    private final SideIndex index;
    private final LineFormat<E> format;
    private final Instant now;
    private final LineQuery<E> query;
    private final Predicate<E> visitor;
    private final Tally tally = new Tally();
    private final boolean forward;

    LineRead(
            LogFiles log,
            SideIndex index,
            LineFormat<E> format,
            Instant now,
            LineQuery<E> query,
            Predicate<E> visitor) {
        this.log = log;
        this.index = index;
        this.format = format;
        this.now = now;
        this.query = query;
        this.visitor = visitor;
        this.forward = query.order() == Order.OLDEST_FIRST;
    }

    ReadReport run() {
        String cursor = query.cursor();
        Position start = cursor == null ? null : Position.decoded(cursor, query.order());
        List<LogFile> files = log.find(tally);
        Resume resume = Resume.from(start, files, query.range(), tally);
        var scan = new EntryScan<>(format, query, resume.range(), resume.seen(), visitor, tally);
        for (int i = 0; i < files.size() && scan.end() == null; i++) {
            int at = forward ? i : files.size() - 1 - i;
            boolean before = resume.file() >= 0 && (at < resume.file()) == forward;
            if (at == resume.file()) {
                read(files, at, resume.offset(), scan);
            } else if (!before) {
                read(files, at, -1, scan);
            }
        }
        return report(scan, start);
    }

    private ReadReport report(EntryScan<E> scan, @Nullable Position start) {
        End end = scan.end() == null ? End.RANGE : scan.end();
        boolean more = end != End.RANGE || (forward && query.range().until().isAfter(now));
        Position position = more ? scan.position(start) : null;
        return tally.report(
                end,
                end == End.DEADLINE
                        ? scan.reached().orElse(start == null ? null : start.last())
                        : null,
                position == null ? null : position.encoded());
    }

    /// Reads one of the files, from `resumed` on where that is not negative.
    private void read(List<LogFile> files, int at, long resumed, EntryScan<E> scan) {
        LogFile file = files.get(at);
        if (scan.late()) {
            return;
        }
        String name = file.file().name();
        try {
            if (file.file().gzip()) {
                packed(file, files, resumed, scan);
            } else {
                plain(file, resumed, scan);
            }
        } catch (EOFException | ZipException e) {
            tally.remark("The file " + name + " is damaged: it was read as far as it goes.");
        } catch (NoSuchFileException e) {
            tally.remark("The file " + name + " went away before it was read.");
        } catch (AccessDeniedException e) {
            tally.remark("The file " + name + " may not be read: permission denied.");
        } catch (IOException e) {
            tally.remark("The file " + name + " could not be read to its end.");
        }
    }

    private void plain(LogFile file, long resumed, EntryScan<E> scan) throws IOException {
        try (var open = OpenFile.open(file, log.glob(), format, now)) {
            var stretch = new TimeBisect(open, format, tally).stretch(file.first(), scan.range());
            long from = stretch.from();
            long until = stretch.until();
            if (resumed >= 0 && forward) {
                from = Math.max(from, open.lineStart(resumed));
            } else if (resumed >= 0) {
                until = Math.min(until, resumed);
            }
            LineWalk lines =
                    forward
                            ? new ForwardLines(
                                    ByteInput.plain(open.channel(), from, open.end()), from)
                            : new BackwardLines(open.channel(), from, until);
            try (var groups = new GroupWalk(lines, format, forward)) {
                for (LineGroup group; (group = groups.next()) != null; ) {
                    if (group.head().offset() >= until || scan.late()) {
                        break;
                    }
                    offer(file, group, scan);
                    if (scan.end() != null) {
                        break;
                    }
                }
            }
            if (open.channel().size() < open.end()) {
                tally.remark(
                        "The file "
                                + open.found().name()
                                + " was truncated while it was read: part of it may be missing"
                                + " here.");
            }
        }
    }

    private void offer(LogFile file, LineGroup group, EntryScan<E> scan) {
        Optional<E> entry = scan.accept(file, group, true);
        scan.passed(file, group.head(), group.end());
        entry.ifPresent(scan::visit);
    }

    private void packed(LogFile file, List<LogFile> files, long resumed, EntryScan<E> scan)
            throws IOException {
        Instant first = file.first();
        if (first != null && first.minus(GzipFacts.SPARE).isAfter(scan.range().until())) {
            return;
        }
        GzipFacts facts = index.get(file.file());
        if (facts == null) {
            facts = GzipFacts.of(file, format);
            index.put(facts, files);
        }
        if (facts.lies(scan.range())) {
            var packed = new PackedRead<>(file, format, scan);
            if (forward) {
                packed.forward(Math.max(0, resumed));
            } else {
                packed.backward(resumed < 0 ? Long.MAX_VALUE : resumed);
            }
        }
    }
}
