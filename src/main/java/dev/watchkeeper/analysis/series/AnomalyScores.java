package dev.watchkeeper.analysis.series;

import java.util.Arrays;

/// How surprising each point of a series is, from the points before it alone: a score from 0 to 1,
/// of which 0.5 is worth an alarm. Streams, in memory that does not grow.
///
/// A point is surprising when something goes outside anything seen before, by a good part of its
/// standard deviation:
///
/// - the value itself;
/// - the recent level, the mean of the last 24 points;
/// - the recent swing, the mean step from point to point over the last 48;
/// - the level of the last day, which a daily rhythm does not move;
/// - the distance to the mean of the same hour on the days before.
///
/// The idea of taking the record for the threshold is that of extreme value detectors (Siffer et
/// al., KDD 2017, who fit a tail to it); looking at means of several lengths is that of scan
/// statistics. Repeated alarms are what a person stops reading, so there is one per episode: after
/// an alarm the score stays below 0.5 for 72 points, and each record raises the bar for the next.
public final class AnomalyScores {

    /// From this score on it is an alarm.
    public static final double ALARM = 0.5;

    /// A quarter of a standard deviation beyond the record is an alarm.
    private static final double STEEPNESS = 4 * Math.log(2);

    private static final int LEVEL_POINTS = 24;
    private static final int SWING_POINTS = 48;
    private static final int QUIET_POINTS = 72;
    private static final double IN_QUIET = 0.4;
    private static final int WARM_UP_POINTS = 144;

    /// Fewer of the same kind are no record to break.
    private static final int FEWEST = 10;

    /// So many points tell how far apart points are.
    private static final int STEP_POINTS = 100;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
    private static final int FEWEST_A_DAY = 24;
    private static final int MOST_A_DAY = 86_400;

    /// The mean of an hour of the day follows the last week.
    private static final int WEEK_DAYS = 7;

    private final Seen values = new Seen();
    private final Seen levels = new Seen();
    private final Seen swings = new Seen();
    private final Seen days = new Seen();
    private final Seen hours = new Seen();
    private final Sliding level = new Sliding(LEVEL_POINTS);
    private final Sliding swing = new Sliding(SWING_POINTS);
    private Sliding day = new Sliding(1);
    private int pointsADay;
    private final double[] hourMean = new double[24];
    private final long[] hourCount = new long[24];

    private final long[] firstMillis = new long[STEP_POINTS];
    private final double[] firstValues = new double[STEP_POINTS];
    private long count;
    private double previous;
    private long lastAlarm = -QUIET_POINTS;

    /// The score of the next point.
    ///
    /// @param millis its time in epoch milliseconds; tells the hour of the day
    /// @param value anything; what is not finite scores 0 and is forgotten
    public double add(long millis, double value) {
        if (!Double.isFinite(value)) {
            return 0;
        }
        if (count < STEP_POINTS) {
            firstMillis[(int) count] = millis;
            firstValues[(int) count++] = value;
            if (count == STEP_POINTS) {
                begin();
            }
            return 0;
        }
        double score = score(surprise(millis, value));
        count++;
        return score;
    }

    private double score(double surprise) {
        if (count < WARM_UP_POINTS || !(surprise > 0)) {
            return 0;
        }
        double score = 1 - Math.exp(-STEEPNESS * surprise);
        if (count - lastAlarm < QUIET_POINTS) {
            return IN_QUIET * score;
        }
        if (score >= ALARM) {
            lastAlarm = count;
        }
        return score;
    }

    /// Looks at the points that were kept until the distance of points was known.
    private void begin() {
        var distances = new long[STEP_POINTS - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = firstMillis[i + 1] - firstMillis[i];
        }
        Arrays.sort(distances);
        long step = Math.max(1, distances[distances.length / 2]);
        pointsADay = Math.clamp(DAY_MILLIS / step, FEWEST_A_DAY, MOST_A_DAY);
        day = new Sliding(pointsADay);
        count = 0;
        for (int i = 0; i < STEP_POINTS; i++) {
            surprise(firstMillis[i], firstValues[i]);
            count++;
        }
    }

    /// The most surprising of what there is to look at, in standard deviations.
    private double surprise(long millis, double value) {
        double most = news(values, value, FEWEST);
        level.add(value);
        if (level.full()) {
            most = Math.max(most, news(levels, level.mean(), FEWEST));
        }
        if (count > 0) {
            swing.add(Math.abs(value - previous));
        }
        previous = value;
        if (swing.full()) {
            most = Math.max(most, news(swings, swing.mean(), FEWEST));
        }
        day.add(value);
        if (day.full()) {
            // means of a day move slowly together: half as surprising
            most = Math.max(most, news(days, day.mean(), pointsADay) / 2);
        }
        return Math.max(most, sameHour(millis, value));
    }

    private double sameHour(long millis, double value) {
        int hour = (int) Math.floorMod(Math.floorDiv(millis, HOUR_MILLIS), 24L);
        double surprise = 0;
        if (hourCount[hour] > 0) {
            double news = news(hours, value - hourMean[hour], FEWEST);
            surprise = count > 2L * pointsADay ? news : 0;
        }
        hourCount[hour]++;
        double week = Math.max(1, WEEK_DAYS * pointsADay / 24.0);
        hourMean[hour] += (value - hourMean[hour]) / Math.min((double) hourCount[hour], week);
        return surprise;
    }

    private static double news(Seen seen, double value, long fewest) {
        double news = seen.count() < fewest ? 0 : Math.abs(seen.beyond(value));
        seen.add(value);
        return news;
    }
}
