package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.ReadReport.BrokenSample;
import dev.watchkeeper.source.ReadReport.End;
import dev.watchkeeper.source.sqlite.wall.FileIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hands rows to the visitor and counts what was looked at.
final class Visits<T> {

    private static final int MOST_SAMPLES = 5;
    private static final int LONGEST_SAMPLE = 200;

    private final Reading<T> reading;
    private final Times times;
    private final List<BrokenSample> samples = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private final List<Row> sameTime = new ArrayList<>();
    private @Nullable Cursor resumed;
    private @Nullable Row lastVisited;
    private @Nullable Instant lastTime;
    private @Nullable Instant reached;
    private long examined;
    private long broken;

    Visits(Reading<T> reading, Times times) {
        this.reading = reading;
        this.times = times;
    }

    void remark(String text) {
        remarks.add(text);
    }

    void examined(long rows) {
        examined += rows;
    }

    /// The read goes on from the cursor's time: what was visited at this very instant is passed
    /// over, as is everything before it.
    void resumeByTime(Cursor cursor) {
        resumed = cursor;
    }

    void reached(@Nullable Object rawTime) {
        times.of(rawTime).ifPresent(time -> reached = time);
    }

    void broken(String ref, String problem, @Nullable Object text) {
        broken++;
        if (samples.size() < MOST_SAMPLES) {
            String whole = text == null ? "" : text.toString();
            samples.add(
                    new BrokenSample(
                            ref,
                            problem,
                            whole.length() <= LONGEST_SAMPLE
                                    ? whole
                                    : whole.substring(0, LONGEST_SAMPLE)));
        }
    }

    /// False when the visitor has had enough.
    boolean row(Row row) {
        Optional<Instant> parsed = times.of(row.time());
        if (parsed.isEmpty()) {
            broken(Refs.of(row), "its time cannot be read", row.time());
            return true;
        }
        Instant time = parsed.get();
        reached = time;
        if (!reading.range().contains(time) || wasVisited(row, time)) {
            return true;
        }
        T value = reading.decoder().decode(Refs.of(row), time, row);
        if (!reading.wanted().test(value)) {
            return true;
        }
        if (!time.equals(lastTime)) {
            sameTime.clear();
        }
        if (sameTime.size() < 32) {
            sameTime.add(row);
        }
        lastVisited = row;
        lastTime = time;
        return reading.visitor().test(value);
    }

    private boolean wasVisited(Row row, Instant time) {
        if (resumed == null) {
            return false;
        }
        int order = time.compareTo(resumed.time());
        return order == 0
                ? resumed.seen().contains(row.hash())
                : reading.newestFirst() == order > 0;
    }

    /// A cursor behind the last row visited; null when there was none.
    @Nullable Cursor cursor(FileIdentity file) {
        if (lastVisited == null || lastTime == null) {
            return null;
        }
        return at(lastVisited, lastTime, file);
    }

    /// A cursor behind a row that was passed without being visited; empty when it has no time.
    Optional<Cursor> cursorAt(Row row, FileIdentity file) {
        return times.of(row.time()).map(time -> at(row, time, file));
    }

    private Cursor at(Row row, Instant time, FileIdentity file) {
        List<Long> seen = new ArrayList<>();
        if (time.equals(lastTime)) {
            sameTime.forEach(visited -> seen.add(visited.hash()));
        }
        if (!seen.contains(row.hash())) {
            seen.add(row.hash());
        }
        return new Cursor(
                reading.selection().table().name().hashCode(),
                file,
                row.id(),
                0,
                time,
                row.hash(),
                seen);
    }

    @Nullable Row lastVisited() {
        return lastVisited;
    }

    ReadReport report(End end, @Nullable String cursor) {
        return new ReadReport(
                examined,
                broken,
                List.copyOf(samples),
                end,
                end == End.DEADLINE ? reached : null,
                cursor,
                List.copyOf(remarks));
    }
}
