package dev.watchkeeper.analysis.series;

import org.jspecify.annotations.Nullable;

/// What the past lets expect of each cell: its growth and its rhythm.
///
/// @param plain the cells as they were measured
/// @param growth the trend that the history had all along, or null
/// @param profile the rhythm, or null
/// @param grown the plain cells moved along the growth to the level of the last cell
/// @param beside the grown cells without the rhythm
record Expectation(
        Cells plain, @Nullable Trend growth, @Nullable Profile profile, Cells grown, Cells beside) {

    private static final double DAY_MILLIS = 86_400_000;
    private static final int ROUGH_BLOCKS = 60;
    private static final int BLOCKS = 24;

    /// The chance that growth is a mistake.
    private static final double CERTAIN = 1e-3;

    /// Each half of the history has to grow by at least this share of the whole one's rate.
    private static final double STEADY = 1.0 / 3;

    static Expectation of(Cells plain) {
        Trend rough = TheilSen.of(plain.blocks(Math.max(1, plain.size() / ROUGH_BLOCKS)));
        Cells level = rough != null && rough.p() < 0.01 ? moved(plain, rough.perDay()) : plain;
        Profile profile = Profile.of(level);
        Trend growth = steady(without(plain, profile));
        Cells grown = growth == null ? plain : moved(plain, growth.perDay());
        return new Expectation(plain, growth, profile, grown, without(grown, profile));
    }

    /// The trend, when both halves of the history have it. One that began in the middle is no
    /// growth but a change, and so is a step.
    private static @Nullable Trend steady(Cells cells) {
        Cells blocks = cells.blocks(Math.max(1, cells.size() / BLOCKS));
        Trend all = TheilSen.of(blocks);
        int half = blocks.size() / 2;
        if (all == null || all.p() > CERTAIN) {
            return null;
        }
        var older = new double[half];
        System.arraycopy(blocks.values(), 0, older, 0, half);
        Trend first = TheilSen.of(blocks.with(older));
        Trend second = TheilSen.of(blocks.last(half));
        double least = STEADY * all.perDay();
        return first != null
                        && second != null
                        && first.perDay() / least >= 1
                        && second.perDay() / least >= 1
                ? all
                : null;
    }

    private static Cells moved(Cells cells, double perDay) {
        double perCell = perDay * cells.width() / DAY_MILLIS;
        var moved = new double[cells.size()];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = cells.values()[i] + perCell * (moved.length - 1 - i);
        }
        return cells.with(moved);
    }

    private static Cells without(Cells cells, @Nullable Profile profile) {
        if (profile == null) {
            return cells;
        }
        var beside = new double[cells.size()];
        for (int i = 0; i < beside.length; i++) {
            beside[i] = cells.values()[i] - profile.expected()[i];
        }
        return cells.with(beside);
    }
}
