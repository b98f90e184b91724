package dev.watchkeeper.analysis.series;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a series is going: slow changes and the time to a limit.
///
/// @param learned the history
record Movement(Learned learned) {

    /// A limit that is reached sooner is a concern now.
    private static final Duration SOON = Duration.ofDays(3);

    /// A limit that is reached sooner is worth knowing.
    private static final Duration LATER = Duration.ofDays(14);

    /// A rate has to be watched for at least this share of the time that it has to go on.
    private static final double WATCHED = 0.5;

    /// A forecast whose end is so many times as far as its middle is no ground for alarm.
    private static final double LOOSE = 3;

    /// Growth by more a day doubles within seven weeks.
    private static final double FAST_GROWTH = 0.015;

    private static final Duration TEN_DAYS = Duration.ofDays(10);
    private static final long DAY = Duration.ofDays(1).toMillis();

    /// The series without its rhythm, and not moved along its growth.
    private Cells level() {
        Profile profile = learned.expectation().profile();
        Cells cells = learned.cells();
        if (profile == null) {
            return cells;
        }
        var level = new double[cells.size()];
        for (int i = 0; i < level.length; i++) {
            level[i] = cells.values()[i] - profile.expected()[i];
        }
        return cells.with(level);
    }

    @Nullable Trend trend() {
        return TheilSen.of(level());
    }

    List<ChangePoint> changes() {
        return ChangePoints.of(learned.expectation().beside());
    }

    @Nullable Forecast forecast(double limit) {
        Instant latest = Instant.ofEpochMilli(learned.cells().millis(learned.cells().size() - 1));
        Profile profile = learned.expectation().profile();
        Ordered rhythm = Ordered.of(profile == null ? new double[] {0} : profile.expected());
        return Outlook.of(level(), limit, latest, rhythm);
    }

    /// What a forecast makes of the verdict.
    Signal signal(Forecast forecast, Instant now) {
        Figures figures = learned.figures();
        Duration early = ahead(now, forecast.earliest());
        Duration likely = ahead(now, forecast.likely());
        Instant end = forecast.latest();
        boolean tight = end != null && ahead(now, end).toMillis() <= LOOSE * likely.toMillis();
        boolean watched = learned.span().toMillis() >= WATCHED * likely.toMillis();
        Verdict verdict =
                likely.compareTo(LATER) > 0
                        ? Verdict.NORMAL
                        : likely.compareTo(SOON) <= 0 && tight && watched
                                ? Verdict.CONCERNING
                                : Verdict.UNUSUAL;
        String when =
                end == null
                        ? "in " + Figures.length(early) + " at the earliest"
                        : "in " + Figures.lengths(early, ahead(now, end));
        return new Signal(
                verdict,
                "at the present rate of "
                        + figures.rate(forecast.perDay())
                        + " it reaches "
                        + figures.value(forecast.limit())
                        + " "
                        + when,
                null);
    }

    private static Duration ahead(Instant now, Instant time) {
        Duration ahead = Duration.between(now, time);
        return ahead.isNegative() ? Duration.ZERO : ahead;
    }

    /// Slow changes, the gravest first.
    List<Signal> slow() {
        var signals = new ArrayList<Signal>();
        Figures figures = learned.figures();
        double size = learned.size();
        Creep creep = Creep.of(level(), size);
        Trend growth = learned.expectation().growth();
        if (creep != null) {
            int side = creep.change() > 0 ? 1 : -1;
            String sentence =
                    "it has crept "
                            + (side > 0 ? "up" : "down")
                            + " by "
                            + figures.value(Math.abs(creep.change()))
                            + (size > 0
                                    ? " (" + Figures.percent(Math.abs(creep.change()) / size) + ")"
                                    : "")
                            + " over "
                            + creep.days()
                            + " days, which no single day shows; the "
                            + creep.earlier()
                            + " days before were level";
            signals.add(
                    new Signal(
                            learned.bad(side) ? Verdict.CONCERNING : Verdict.NORMAL,
                            sentence,
                            Instant.ofEpochMilli(learned.cells().millis(creep.start()))));
        } else if (growth != null) {
            double share = size == 0 ? 0 : Math.abs(growth.perDay()) / size;
            boolean fast =
                    share >= FAST_GROWTH
                            && learned.bad(growth.perDay() > 0 ? 1 : -1)
                            && growth.over().compareTo(TEN_DAYS) >= 0;
            signals.add(
                    new Signal(
                            fast ? Verdict.UNUSUAL : Verdict.NORMAL,
                            (growth.perDay() > 0 ? "it grows by " : "it falls by ")
                                    + figures.rate(growth.perDay())
                                    + (size > 0 && share >= 0.001 && !"%".equals(figures.unit())
                                            ? " (" + Figures.percent(share) + " a day)"
                                            : "")
                                    + ", as it has for all of "
                                    + Figures.length(growth.over()),
                            null));
        }
        return signals;
    }

    /// The last change of level, when it is large and recent enough to explain the present.
    @Nullable Signal lastChange(List<ChangePoint> changes, Instant now) {
        if (changes.isEmpty()) {
            return null;
        }
        ChangePoint last = changes.getLast();
        boolean recent = Duration.between(last.time(), now).toMillis() < 14 * DAY;
        double moved = Math.abs(last.after() - last.before());
        Ordered level = Ordered.of(learned.expectation().beside().values());
        boolean settled =
                changes.size() < 2
                        || Duration.between(changes.get(changes.size() - 2).time(), last.time())
                                        .toMillis()
                                >= DAY;
        double least = Math.max(2 * Creep.WORTH * learned.size(), 2 * level.sigma());
        if (!recent || !settled || moved < least) {
            return null;
        }
        Figures figures = learned.figures();
        return Signal.remark(
                "its level changed from "
                        + figures.value(last.before())
                        + " to "
                        + figures.value(last.after())
                        + " at "
                        + figures.time(last.time())
                        + " and has stayed there");
    }
}
