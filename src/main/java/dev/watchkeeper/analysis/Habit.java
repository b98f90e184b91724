package dev.watchkeeper.analysis;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Whether something that used to come is missing, told by the five minutes ("slots") in which it
/// came within the last weeks. Only what a coincidence does not explain counts:
///
/// - *steady*: hardly any pause between two was longer than four times the usual one, and it has
///   now paused for three of the longest;
/// - *busy*: a stretch that held it often at the same time of former days holds it not at all,
///   which by the mean and the variance of those days (negative binomial, as for things that come
///   in bursts) happens less than once in a million stretches, in a thousand million where they do
///   come in bursts;
/// - *appointed*: a job that came once, in nearly the same time of each day or of each working day,
///   eight days or more, and is now an hour and a half late. Neither is it by chance that it came
///   then and not at another time (once in a million), nor that it came just so often (once in ten
///   thousand, by Poisson).
///
/// One former day without it may be an incident, unless it is the same day of the week. Time that
/// nobody observed tells nothing.
public final class Habit {

    /// Slots of a day.
    public static final int DAY = 288;

    private static final int HOUR = 12;
    private static final int[] STRETCHES = {HOUR / 2, HOUR, 2 * HOUR, 4 * HOUR};
    private static final int STEP = 3;
    private static final int WEEK = 7;

    /// So long that a weekend is among it.
    private static final int LEAST_KNOWN = 132 * HOUR;

    private static final int SHORTEST_SILENCE = 4;
    private static final int LEAST_GAPS = 24;
    private static final int SLOW = 6 * HOUR;
    private static final int LEAST_DAYS = 8;
    private static final int DAYS_FOR_AN_INCIDENT = 12;
    private static final int LATE = 18;
    private static final double LEAST_OFTEN = 6;
    private static final double RARE = 1e-6;

    /// Of bursts two or three weeks tell the variance only roughly.
    private static final double RARE_IN_BURSTS = 1e-9;

    private static final double CHANCE = 1e-4;

    private final BitSet came;
    private final BitSet observed;
    private final int now;
    private final int last;

    private Habit(BitSet came, BitSet observed, int now) {
        this.came = came;
        this.observed = observed;
        this.now = now;
        this.last = came.previousSetBit(now);
    }

    /// Why it is missing, in words of ours; null when it is not, or cannot be told.
    ///
    /// @param came the slots in which it came
    /// @param observed the slots in which its stream was observed
    /// @param now the present slot, which is not over yet
    public static @Nullable String broken(BitSet came, BitSet observed, int now) {
        var habit = new Habit(came, observed, now);
        int first = came.nextSetBit(0);
        if (first < 0
                || habit.last - first < LEAST_KNOWN
                || now - 1 - habit.last < SHORTEST_SILENCE) {
            return null;
        }
        String steady = habit.steady();
        return steady != null ? steady : habit.missed();
    }

    private boolean seen(int from, int until) {
        return observed.nextClearBit(from) >= until;
    }

    private @Nullable String steady() {
        int[] gaps = new int[came.cardinality()];
        int n = 0;
        for (int at = came.nextSetBit(0), next; ; at = next) {
            next = came.nextSetBit(at + 1);
            if (next < 0) {
                break;
            }
            if (seen(at, next)) {
                gaps[n++] = next - at;
            }
        }
        if (n < LEAST_GAPS || !seen(last, now)) {
            return null;
        }
        int[] sorted = Arrays.copyOf(gaps, n);
        Arrays.sort(sorted);
        int usual = sorted[n / 2];
        // the two longest may have been incidents
        int longest = sorted[n - 3];
        return usual < SLOW && longest <= 4 * usual && now - 1 - last > 3 * longest
                ? "it came every "
                        + words(usual)
                        + (usual == 1 ? " or oftener" : "")
                        + ", hardly ever with a pause longer than "
                        + words(longest)
                : null;
    }

    /// What came at the time of a stretch on former days.
    private record Former(int days, int empty, double mean, double variance, int least, int most) {}

    private @Nullable String missed() {
        int from = Math.max(last + 1, now - DAY);
        for (int length : STRETCHES) {
            double share = Double.NaN;
            for (int end = now; end - length >= from; end -= STEP) {
                if (!seen(end - length, end)) {
                    continue;
                }
                Former former = former(end - length, length);
                if (former == null) {
                    continue;
                }
                double most = former.variance > former.mean ? RARE_IN_BURSTS : RARE;
                if (former.mean >= LEAST_OFTEN && nothing(former) <= most) {
                    return "at this time on each of "
                            + former.days
                            + " days before it came in at least "
                            + former.least
                            + " of the "
                            + length
                            + " five minutes";
                }
                if (end <= now - LATE) {
                    share = Double.isNaN(share) ? share(length) : share;
                    if (Math.pow(share, former.days) <= RARE && regular(former) <= CHANCE) {
                        return "on each of "
                                + former.days
                                + " days before it came within the same "
                                + words(length)
                                + (former.empty > 0 ? ", but for one day" : "");
                    }
                }
            }
        }
        return null;
    }

    /// The same stretch of the days before it came last: of those days of the week on which it
    /// comes. Null when it is not to be expected today, or when that cannot be told.
    private @Nullable Former former(int start, int length) {
        int[] hits = new int[WEEK];
        int[] misses = new int[WEEK];
        int days = 0;
        double sum = 0;
        double squares = 0;
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int day = 1; start - day * DAY >= 0; day++) {
            int from = start - day * DAY;
            if (from + length > last + 1 || !seen(from, from + length)) {
                continue;
            }
            int count = count(from, length);
            if (count == 0) {
                misses[day % WEEK]++;
                continue;
            }
            hits[day % WEEK]++;
            days++;
            sum += count;
            squares += (double) count * count;
            least = Math.min(least, count);
            most = Math.max(most, count);
        }
        int empty = 0;
        for (int day = 0; day < WEEK; day++) {
            if (hits[day] > 0) {
                empty += misses[day];
            }
        }
        boolean today = hits[0] > 0 && misses[0] == 0;
        if (!today || days < LEAST_DAYS || empty > (days >= DAYS_FOR_AN_INCIDENT ? 1 : 0)) {
            return null;
        }
        double mean = sum / days;
        double variance = Math.max(0, squares / days - mean * mean) * days / (days - 1);
        return new Former(days, empty, mean, variance, least, most);
    }

    private int count(int from, int length) {
        int count = 0;
        for (int at = came.nextSetBit(from);
                at >= 0 && at < from + length;
                at = came.nextSetBit(at + 1)) {
            count++;
        }
        return count;
    }

    /// How likely nothing comes in such a stretch.
    private static double nothing(Former former) {
        double mean = former.mean;
        if (former.variance <= mean) {
            return Math.exp(-mean);
        }
        double size = mean * mean / (former.variance - mean);
        return Math.pow(1 + mean / size, -size);
    }

    /// How likely chance would bring it as regularly.
    private static double regular(Former former) {
        double within = 0;
        double term = Math.exp(-former.mean);
        for (int k = 0; k <= former.most; k++) {
            within += k >= former.least ? term : 0;
            term *= former.mean / (k + 1);
        }
        return Math.pow(within, former.days);
    }

    /// The share of all stretches of this length that held it.
    private double share(int length) {
        int all = 0;
        int held = 0;
        for (int from = 0; from + length <= last + 1; from += length) {
            if (seen(from, from + length)) {
                all++;
                int at = came.nextSetBit(from);
                held += at >= 0 && at < from + length ? 1 : 0;
            }
        }
        return all == 0 ? 1 : (double) held / all;
    }

    private static String words(int slots) {
        int minutes = 5 * slots;
        return minutes < 120
                ? minutes + " min"
                : minutes % 60 == 0
                        ? minutes / 60 + " h"
                        : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
