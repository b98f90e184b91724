package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of each entry together, in the direction of the walk below. Lines that continue
/// nothing (at the beginning of a file or of a stretch of it) come as a group of their own.
final class GroupWalk implements AutoCloseable {

    private final LineWalk lines;
    private final LineFormat<?> format;
    private final boolean forward;
    private @Nullable Line pending;

    GroupWalk(LineWalk lines, LineFormat<?> format, boolean forward) {
        this.lines = lines;
        this.format = format;
        this.forward = forward;
    }

    @Nullable LineGroup next() throws IOException {
        if (!format.multiline()) {
            Line line = lines.next();
            return line == null ? null : LineGroup.single(line);
        }
        return forward ? down() : up();
    }

    private @Nullable LineGroup down() throws IOException {
        Line head = pending == null ? lines.next() : pending;
        pending = null;
        if (head == null) {
            return null;
        }
        var kept = new ArrayList<String>();
        int size = 0;
        boolean cut = false;
        long count = 1;
        long end = head.next();
        for (Line line; (line = lines.next()) != null; ) {
            if (begins(line)) {
                pending = line;
                break;
            }
            count++;
            end = line.next();
            String text = line.text();
            if (cut || line.oversized() || size + text.length() > LineGroup.LONGEST) {
                cut = true;
            } else {
                size += text.length() + 1;
                kept.add(text);
            }
        }
        return new LineGroup(head, kept, cut, count, end);
    }

    /// Of an entry that is too long the beginning is kept, so what was met first has to go.
    private @Nullable LineGroup up() throws IOException {
        var kept = new ArrayDeque<String>();
        int size = 0;
        boolean cut = false;
        long count = 0;
        long end = -1;
        Line first = null;
        for (Line line; (line = lines.next()) != null; ) {
            count++;
            end = end < 0 ? line.next() : end;
            if (begins(line)) {
                return new LineGroup(line, List.copyOf(kept), cut, count, end);
            }
            first = line;
            String text = line.oversized() ? "" : line.text();
            cut |= line.oversized();
            kept.addFirst(text);
            size += text.length() + 1;
            while (size > LineGroup.LONGEST && !kept.isEmpty()) {
                cut = true;
                size -= kept.removeLast().length() + 1;
            }
        }
        return first == null
                ? null
                : new LineGroup(first, Collections.emptyList(), cut, count, end);
    }

    private boolean begins(Line line) {
        return !line.oversized() && format.begins(line);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
