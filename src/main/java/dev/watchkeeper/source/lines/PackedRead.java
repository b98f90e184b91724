package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;

/// Reads a packed file, which can be unpacked in one direction only.
final class PackedRead<E> {

    /// How many bytes of entries, as they were written, are held to turn their order round.
    private static final long HELD = 8L << 20;

    private final LogFile file;
    private final LineFormat<E> format;
    private final EntryScan<E> scan;

    PackedRead(LogFile file, LineFormat<E> format, EntryScan<E> scan) {
        this.file = file;
        this.format = format;
        this.scan = scan;
    }

    void forward(long from) throws IOException {
        try (var groups = groups(from)) {
            for (LineGroup group; (group = groups.next()) != null && !scan.late(); ) {
                Optional<E> entry = scan.accept(file, group, true);
                scan.passed(file, group.head(), group.end());
                entry.ifPresent(scan::visit);
                if (scan.end() != null) {
                    return;
                }
            }
        }
    }

    private record Held<E>(E entry, Line head, long end) {
        long size() {
            return end - head.offset();
        }
    }

    /// Unpacks the file once for every few megabytes of entries that are wanted of it, and holds
    /// the last of them.
    void backward(long until) throws IOException {
        long bound = until;
        boolean counting = true;
        boolean more = true;
        while (more) {
            var held = new ArrayDeque<Held<E>>();
            more = collect(bound, counting, held);
            if (scan.end() != null) {
                return;
            }
            while (!held.isEmpty()) {
                Held<E> last = held.removeLast();
                bound = last.head().offset();
                scan.passed(file, last.head(), last.end());
                scan.visit(last.entry());
                if (scan.end() != null) {
                    return;
                }
            }
            counting = false;
        }
    }

    /// True when there were more than could be held.
    private boolean collect(long bound, boolean counting, ArrayDeque<Held<E>> held)
            throws IOException {
        long size = 0;
        boolean dropped = false;
        try (var groups = groups(0)) {
            for (LineGroup group; (group = groups.next()) != null && !scan.late(); ) {
                if (group.head().offset() >= bound) {
                    break;
                }
                Optional<E> entry = scan.accept(file, group, counting);
                if (entry.isPresent()) {
                    Line head = group.head().alone();
                    held.addLast(new Held<>(entry.get(), head, group.end()));
                    size += held.getLast().size();
                    while (size > HELD && held.size() > 1) {
                        size -= held.removeFirst().size();
                        dropped = true;
                    }
                }
            }
        }
        return dropped;
    }

    private GroupWalk groups(long from) throws IOException {
        return new GroupWalk(
                new ForwardLines(ByteInput.gzip(file.file(), from), from), format, true);
    }
}
