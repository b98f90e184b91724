package dev.watchkeeper.analysis.difference;

import dev.watchkeeper.analysis.BucketWidth;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The stretches of time that are compared, cut into cells of equal width: the window that is
/// looked at, the time before it, and the same hours of earlier days. Cells are numbered through
/// all of them, the window's first.
///
/// @param window what is looked at; a whole number of cells
/// @param before what it is compared with; may be empty where only earlier days are
/// @param days as long as the window each, the newest first
/// @param width of a cell; cells begin at multiples of it since the epoch
public record Frame(TimeRange window, TimeRange before, List<TimeRange> days, Duration width) {

    /// How many cells a window is cut into at most.
    public static final int MOST_CELLS = 120;

    private static final Duration FINEST = Duration.ofSeconds(30);

    /// Times cut to whole cells: the beginnings are taken earlier, the ends too.
    ///
    /// @param step no cell is shorter
    public static Frame of(
            TimeRange window, TimeRange before, List<TimeRange> days, Duration step) {
        Duration least = step.compareTo(FINEST) > 0 ? step : FINEST;
        Duration width = BucketWidth.of(window.length(), MOST_CELLS, least);
        return new Frame(
                cut(window, width),
                cut(before, width),
                days.stream().map(day -> cut(day, width)).toList(),
                width);
    }

    private static TimeRange cut(TimeRange range, Duration width) {
        return new TimeRange(floor(range.from(), width), floor(range.until(), width));
    }

    private static Instant floor(Instant time, Duration width) {
        long millis = width.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
    }

    /// The same stretches in cells that are no shorter than `step`.
    public Frame atLeast(Duration step) {
        return step.compareTo(width) <= 0 ? this : of(window, before, days, step);
    }

    /// How many cells a stretch has.
    public int cells(TimeRange range) {
        return (int) (range.length().toMillis() / width.toMillis());
    }

    /// The stretches in the order of their cells.
    public List<TimeRange> stretches() {
        var all = new ArrayList<TimeRange>();
        all.add(window);
        all.add(before);
        all.addAll(days);
        return all;
    }

    /// How many cells there are in all.
    public int size() {
        return stretches().stream().mapToInt(this::cells).sum();
    }

    /// When a cell of the window begins.
    public Instant time(int cell) {
        return time(window, cell);
    }

    /// When a cell of a stretch begins, counted from its first.
    public Instant time(TimeRange stretch, int cell) {
        return stretch.from().plus(width.multipliedBy(cell));
    }

    /// The number of the cell that holds a time; -1 where none does. A time of several stretches is
    /// of the first of them.
    public int cell(Instant time) {
        int first = 0;
        for (TimeRange stretch : stretches()) {
            if (stretch.contains(time)) {
                long since = Duration.between(stretch.from(), time).toMillis();
                return first + (int) (since / width.toMillis());
            }
            first += cells(stretch);
        }
        return -1;
    }

    /// The number of a stretch's first cell.
    public int first(int stretch) {
        List<TimeRange> all = stretches();
        int first = 0;
        for (int i = 0; i < stretch; i++) {
            first += cells(all.get(i));
        }
        return first;
    }
}
