package dev.watchkeeper.analysis.series;

import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the history says of the present.
///
/// @param cells the history as cells of equal width
/// @param expectation what it lets expect
/// @param reference so many of its cells are old enough to be compared with
/// @param size the level that changes are measured by: a tenth of it is the least worth a sentence
record Learned(
        Question question,
        Figures figures,
        Cells cells,
        Expectation expectation,
        int reference,
        double size) {

    /// Fewer cells to compare with are too little history.
    static final int FEWEST = 24;

    private static final Duration LONGEST = Duration.ofDays(35);
    private static final int STEPS_AT_LEAST = 1_000;
    private static final int MOST_CELLS = 10_080;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    /// Lengths that divide a day, in seconds.
    private static final int[] WIDTHS = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400,
        21_600, 28_800, 43_200, 86_400
    };

    /// An episode that is not worth this share of the level or of the usual range is no concern.
    private static final double WORTH = 0.2;

    /// As many episodes that ended by themselves make one more of them no concern.
    private static final int KNOWN = 3;

    private static final int FEWEST_CELLS_LASTING = 3;
    private static final Duration SHORTEST_LASTING = Duration.ofMinutes(5);
    private static final Duration YOUNG = Duration.ofDays(7);

    /// @param series not empty
    static Learned of(Series series, Question question, Figures figures) {
        int until = series.size();
        long newest = series.millis(until - 1);
        long step = Math.min(question.step().toMillis(), LONGEST.toMillis());
        long window = Math.max(LONGEST.toMillis(), STEPS_AT_LEAST * step);
        int from = series.indexFrom(newest - window);
        long span = newest - series.millis(from);
        long width = width(Math.max(step, span / MOST_CELLS));
        Cells cells = Cells.of(series, from, until, width);
        Expectation expectation = Expectation.of(cells);
        int recent = (int) Math.clamp(cells.size() / 8, 6, Math.max(6, 3 * DAY / width));
        Ordered all = Ordered.of(expectation.grown().values());
        double size = Math.abs(all.median());
        String unit = question.unit();
        if (unit != null && question.direction() == Direction.LOW) {
            // what counts of a success rate of 99.9% is the missing tenth
            double whole =
                    unit.equals("%") ? 100 : unit.equals("ratio") ? 1 : Double.POSITIVE_INFINITY;
            size = Math.min(size, Math.max(0, whole - all.median()));
        }
        return new Learned(
                question, figures, cells, expectation, Math.max(0, cells.size() - recent), size);
    }

    private static long width(long atLeast) {
        for (int seconds : WIDTHS) {
            if (seconds * 1000L >= atLeast * 0.95) {
                return seconds * 1000L;
            }
        }
        return atLeast;
    }

    /// True when there is enough to compare with.
    boolean enough() {
        return Ordered.of(cells.values(), 0, reference).n() >= FEWEST;
    }

    Duration span() {
        return Duration.ofMillis(cells.size() * cells.width());
    }

    /// Cells that make the recent level: an hour, or three where cells are long.
    private int many() {
        return Math.clamp(HOUR / cells.width(), 3, 12);
    }

    /// The present episode, or one of the last day that has ended; null when there is none.
    @Nullable Episode episode() {
        double[] single = expectation.beside().values();
        double[] levels = expectation.beside().levels(many());
        double smallest = Math.max(size / 20, Double.MIN_NORMAL);
        boolean counts = counts();
        Reach one = Reach.of(single, reference, counts ? Math.max(smallest, 1) : smallest);
        Reach level = Reach.of(levels, reference, smallest);
        if (one.n() < FEWEST) {
            return null;
        }
        int lastDay =
                (int) Math.max(reference - cells.size() / 8, cells.size() - DAY / cells.width());
        return Episode.latest(single, levels, many(), one, level, Math.max(many(), lastDay));
    }

    private boolean counts() {
        for (double value : cells.values()) {
            if (!Double.isNaN(value) && value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }

    /// What an episode makes of the verdict.
    Signal signal(Episode episode, List<Comparison> comparisons, double latest) {
        Instant since = Instant.ofEpochMilli(cells.millis(episode.start()));
        Duration lasted = Duration.ofMillis((episode.end() - episode.start() + 1) * cells.width());
        String side = episode.side() > 0 ? "above" : "below";
        if (!episode.present()) {
            Ordered values = Ordered.of(cells.values(), episode.start(), episode.end() + 1);
            Instant end = Instant.ofEpochMilli(cells.millis(episode.end() + 1));
            return Signal.remark(
                    "it was "
                            + side
                            + " the usual for "
                            + Figures.length(lasted)
                            + " until "
                            + figures.time(end)
                            + " ("
                            + (episode.side() > 0 ? "up to " : "down to ")
                            + figures.value(episode.side() > 0 ? values.max() : values.min())
                            + "), which has ended");
        }
        String sentence =
                figures.value(latest)
                        + ", "
                        + side
                        + " "
                        + usual(comparisons, episode.side())
                        + ", since "
                        + figures.time(since)
                        + " ("
                        + Figures.length(lasted)
                        + ")"
                        + (episode.before() >= KNOWN
                                ? "; it went as far "
                                        + episode.before()
                                        + " times before and came back by itself"
                                : "");
        return new Signal(
                concerns(episode, lasted) ? Verdict.CONCERNING : Verdict.UNUSUAL, sentence, since);
    }

    private boolean concerns(Episode episode, Duration lasted) {
        Ordered usual = Ordered.of(expectation.grown().values(), 0, reference);
        double moved = Math.abs(movement(episode));
        boolean worth = moved >= WORTH * size || moved >= usual.at(0.95) - usual.at(0.05);
        boolean longEnough =
                episode.end() - episode.start() + 1 >= FEWEST_CELLS_LASTING
                        && lasted.compareTo(SHORTEST_LASTING) >= 0;
        boolean farEnough = span().compareTo(YOUNG) >= 0 || extreme(episode);
        return bad(episode.side())
                && episode.lasting()
                && longEnough
                && farEnough
                && worth
                && episode.before() < KNOWN;
    }

    /// Before a week is over nobody knows its weekend: only what lies outside every level before by
    /// as much again as those span is a concern. Levels are held against levels: one slow answer in
    /// days must not hide that all of them are slow.
    private boolean extreme(Episode episode) {
        double[] grown = expectation.grown().values();
        double level = Ordered.of(grown, episode.start(), episode.end() + 1).median();
        Ordered usual = Ordered.of(expectation.grown().levels(many()), 0, reference);
        double span = usual.at(0.98) - usual.at(0.02);
        return episode.side() > 0 ? level > usual.max() + span : level < usual.min() - span;
    }

    /// How far the level of the last cells lies from the middle of what is beside the expectation.
    private double movement(Episode episode) {
        double[] beside = expectation.beside().values();
        Ordered before = Ordered.of(beside, 0, reference);
        return Ordered.of(beside, episode.start(), episode.end() + 1).median() - before.median();
    }

    boolean bad(int side) {
        return switch (question.direction()) {
            case HIGH -> side > 0;
            case LOW -> side < 0;
            case BOTH -> side != 0;
        };
    }

    /// The comparison that says most of an episode on one side.
    private String usual(List<Comparison> comparisons, int side) {
        for (Comparison each : comparisons) {
            if (each.outside() * side > 0 && each.low() != null && each.high() != null) {
                String range = "the " + figures.range(each.low(), each.high());
                return range
                        + switch (each.against()) {
                            case SAME_HOURS ->
                                    " of the same hours before (" + each.n() + " values)";
                            case RECENT_LEVEL -> " of the day before";
                            case ALL_HISTORY -> " of all " + each.n() + " values before";
                            case DECLARED_NORMAL -> " declared normal";
                        };
            }
        }
        return "what its level usually is";
    }

    /// The last value against each part of the history. What an episode that goes on has brought is
    /// no part of what it is held against.
    List<Comparison> comparisons(double latest, @Nullable Episode episode) {
        var comparisons = new ArrayList<Comparison>();
        double[] grown = expectation.grown().values();
        int last = cells.size() - 1;
        Profile profile = expectation.profile();
        if (profile != null) {
            int beside = (int) Math.min(profile.period() / 48, HOUR / 2 / cells.width());
            var same = new double[cells.size()];
            int n = 0;
            for (int i = last - profile.period(); i >= 0; i -= profile.period()) {
                for (int j = Math.max(0, i - beside); j <= Math.min(i + beside, last); j++) {
                    same[n++] = grown[j];
                }
            }
            add(comparisons, Against.SAME_HOURS, Ordered.of(same, 0, n), latest);
        }
        int recent = cells.size() - many();
        int until =
                Math.max(
                        0,
                        episode != null && episode.present()
                                ? Math.min(recent, episode.start())
                                : recent);
        int day = (int) Math.max(FEWEST, DAY / cells.width());
        add(
                comparisons,
                Against.RECENT_LEVEL,
                Ordered.of(grown, Math.max(0, until - day), until),
                latest);
        add(comparisons, Against.ALL_HISTORY, Ordered.of(grown, 0, until), latest);
        return comparisons;
    }

    private static void add(
            List<Comparison> comparisons, Against against, Ordered values, double latest) {
        if (values.n() < 3) {
            return;
        }
        double low = values.at(0.01);
        double high = values.at(0.99);
        double outside = latest > high ? latest - high : latest < low ? latest - low : 0;
        comparisons.add(new Comparison(against, values.n(), low, values.median(), high, outside));
    }
}
