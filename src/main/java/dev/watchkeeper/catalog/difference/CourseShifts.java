package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.analysis.difference.Quantity;
import dev.watchkeeper.analysis.difference.Shift;
import dev.watchkeeper.analysis.difference.Shifts;
import dev.watchkeeper.model.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What usually follows what in the course of one request or job, and does not any more, or comes
/// before it now. Nothing tells so surely that things are lost: however many there are, each that
/// begins ends, or does not.
///
/// A kind usually follows another when it came after it in at least four of five courses. Of what
/// began shortly before the end of a stretch (three times as long as nineteen in twenty of the
/// others took) it is not known what follows it. Of several steps that are missing one after the
/// other only the first is told, with the last that came before it.
///
/// @param <K> what kinds of entries are told apart by
final class CourseShifts<K> {

    private static final double OFTEN = 0.8;
    private static final int FEWEST = 20;
    private static final double NEARLY_ALL = 0.95;
    private static final int PATIENCE = 3;

    /// So many of those that begin, and so many times as many as usual, are worth a row.
    private static final double SHARE = 0.1;

    private static final double TIMES = 3;
    private static final int LONGEST = 64;

    private final String stream;
    private final Frame frame;
    private final Courses<K> courses;
    private final BitSet known;
    private final Function<K, String> name;
    private final Shifts shifts;
    private final List<Link<K>> links = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();
    private int compared;

    private CourseShifts(
            String stream,
            Frame frame,
            Courses<K> courses,
            BitSet known,
            Function<K, String> name) {
        this.stream = stream;
        this.frame = frame;
        this.courses = courses;
        this.known = known;
        this.name = name;
        this.shifts = new Shifts(frame);
    }

    /// What usually follows what.
    ///
    /// @param missing how it differs that it does not follow; null where it does not differ
    private record Link<K>(K before, K after, long pause, @Nullable Moved missing) {}

    /// @param known the cells of which something is known
    /// @param name of a kind, as it is told
    static <K> CourseShifts<K> of(
            String stream,
            Frame frame,
            Courses<K> courses,
            BitSet known,
            Function<K, String> name) {
        var orders = new CourseShifts<>(stream, frame, courses, known, name);
        orders.compare();
        return orders;
    }

    private void compare() {
        for (K one : courses.kinds()) {
            for (K other : courses.kinds()) {
                Courses.Pair pair = courses.pair(one, other);
                int @Nullable [] begun = courses.begun(one);
                if (pair != null && begun != null) {
                    compare(one, other, pair, begun);
                }
            }
        }
        for (Link<K> link : links) {
            if (link.missing() != null && nearest(link)) {
                moved.add(link.missing());
            }
        }
    }

    /// What differs of it.
    List<Moved> moved() {
        return moved;
    }

    /// In how many respects the windows were compared.
    int compared() {
        return compared;
    }

    /// How many kinds usually come before one.
    int step(K kind) {
        return (int) links.stream().filter(link -> link.after().equals(kind)).count();
    }

    private void compare(K one, K other, Courses.Pair pair, int[] begun) {
        int window = frame.cells(frame.window());
        long all = 0;
        long after = 0;
        for (int i = window; i < begun.length; i++) {
            all += begun[i];
            after += pair.after(i);
        }
        if (all < FEWEST || after < OFTEN * all) {
            return;
        }
        compared += 2;
        double[] missing = new double[begun.length];
        double[] ahead = new double[begun.length];
        for (int i = 0; i < begun.length; i++) {
            missing[i] = begun[i] - pair.after(i) - pair.ahead(i);
            ahead[i] = pair.ahead(i);
        }
        long pause = pair.pause(NEARLY_ALL);
        forgetEnds(missing, PATIENCE * pause);
        String first = cut(name.apply(one));
        String then = cut(name.apply(other));
        links.add(
                new Link<>(
                        one,
                        other,
                        pause,
                        shift(first + " without " + then + " after it", missing, begun)));
        Moved earlier = shift(then + " before " + first, ahead, begun);
        if (earlier != null) {
            moved.add(earlier);
        }
    }

    /// Of the ends of stretches, and where nothing is known, nothing is said.
    private void forgetEnds(double[] cells, long millis) {
        List<TimeRange> stretches = frame.stretches();
        for (int i = 0; i < stretches.size(); i++) {
            int end = frame.first(i) + frame.cells(stretches.get(i));
            long last = Math.ceilDiv(millis, frame.width().toMillis());
            int from = (int) Math.max(frame.first(i), end - last);
            Arrays.fill(cells, from, end, Double.NaN);
        }
    }

    private @Nullable Moved shift(String what, double[] cells, int[] begun) {
        for (int i = known.nextClearBit(0); i < cells.length; i = known.nextClearBit(i + 1)) {
            cells[i] = Double.NaN;
        }
        Quantity quantity = Quantity.of(frame, cells, true);
        Shift shift = shifts.of(quantity);
        if (shift == null || !shift.rose()) {
            return null;
        }
        int window = frame.cells(frame.window());
        double usual = share(cells, begun, window, cells.length);
        double now = share(cells, begun, shift.cells().from(), shift.cells().until());
        return now < Math.max(SHARE, TIMES * usual)
                ? null
                : Moved.of(Kind.ORDER, what, stream, shift, null, quantity.window());
    }

    private static double share(double[] cells, int[] begun, int from, int until) {
        double some = 0;
        double all = 0;
        for (int i = from; i < until; i++) {
            if (!Double.isNaN(cells[i])) {
                some += cells[i];
                all += begun[i];
            }
        }
        return all == 0 ? 0 : some / all;
    }

    /// Whether no other step lies between the two of a link: one that comes as ever, so that it is
    /// the last that came, or one that is missing, too, so that it is the first that did not.
    private boolean nearest(Link<K> link) {
        for (Link<K> other : links) {
            boolean begins = other.before().equals(link.before()) && other.pause() < link.pause();
            boolean ends = other.after().equals(link.after()) && other.pause() < link.pause();
            if ((begins && other.missing() != null && linked(other.after(), link.after()))
                    || (ends && other.missing() != null && linked(link.before(), other.before()))) {
                return false;
            }
        }
        return true;
    }

    private boolean linked(K one, K other) {
        return links.stream()
                .anyMatch(link -> link.before().equals(one) && link.after().equals(other));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
