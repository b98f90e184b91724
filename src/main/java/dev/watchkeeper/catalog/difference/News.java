package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.analysis.difference.Tallies;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/// Whether what tells of a change is news: seldom enough to be one, and not the same every day.
final class News {

    /// What is told more often than this in as long as the window is no news.
    private static final double RARE = 0.5;

    private static final Duration SAME_TIME = Duration.ofMinutes(10);
    private static final int FEWEST_DAYS = 2;

    private final Frame frame;

    News(Frame frame) {
        this.frame = frame;
    }

    /// Whether a kind comes seldom.
    ///
    /// @param near when it came lately, in the window and shortly before it
    boolean rare(Tallies tallies, Collection<Instant> near) {
        int window = frame.cells(frame.window());
        long usual = tallies.total() - tallies.between(0, window);
        long others = near.stream().filter(time -> time.isBefore(frame.window().from())).count();
        return !near.isEmpty()
                && (usual - others) * (double) window <= RARE * Math.max(frame.size() - window, 1);
    }

    /// Whether a kind came at about the same time of several earlier days.
    boolean routine(Tallies tallies, Instant time) {
        Duration since = Duration.between(frame.window().from(), time);
        int cell = (int) (since.toMillis() / frame.width().toMillis());
        int near = (int) (SAME_TIME.toMillis() / frame.width().toMillis());
        int days = 0;
        for (int i = 0; i < frame.days().size(); i++) {
            int first = frame.first(2 + i);
            int from = first + Math.max(0, cell - near);
            int until = first + Math.min(frame.cells(frame.days().get(i)), cell + near + 1);
            days += from < until && tallies.between(from, until) > 0 ? 1 : 0;
        }
        return days >= FEWEST_DAYS;
    }
}
