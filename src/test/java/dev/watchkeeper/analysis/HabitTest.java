package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a habit is and what is chance, on simulated weeks.
class HabitTest {

    private static final int DAY = Habit.DAY;
    private static final int WEEKS = 29 * DAY;
    private static final int BEGIN = 22 * DAY;

    /// The present of 15 min after 15 min.
    private static final int STEP = 3;

    private static BitSet observed(int until) {
        var observed = new BitSet();
        observed.set(0, until + 1);
        return observed;
    }

    private static @Nullable String at(BitSet came, int now) {
        var until = (BitSet) came.clone();
        until.clear(now + 1, WEEKS + DAY);
        int begin = now - 22 * DAY;
        return Habit.broken(
                until.get(Math.max(0, begin), now + 1),
                observed(now - Math.max(0, begin)),
                now - Math.max(0, begin));
    }

    /// A world that comes by chance: the expected number in a slot.
    private interface Rate {
        double of(int slot);
    }

    private static BitSet chance(Random random, Rate rate) {
        var came = new BitSet();
        for (int slot = 0; slot < WEEKS; slot++) {
            if (random.nextDouble() > Math.exp(-rate.of(slot))) {
                came.set(slot);
            }
        }
        return came;
    }

    /// Visits, each of which brings some more within half an hour.
    private static BitSet visits(Random random, Rate rate) {
        var came = new BitSet();
        BitSet begins = chance(random, rate);
        for (int slot = begins.nextSetBit(0); slot >= 0; slot = begins.nextSetBit(slot + 1)) {
            came.set(slot);
            for (int more = random.nextInt(12); more > 0; more--) {
                came.set(slot + random.nextInt(6));
            }
        }
        return came;
    }

    private static boolean workingDay(int slot) {
        return slot / DAY % 7 < 5;
    }

    /// From nothing at night to the most in the afternoon; a third of it on weekends.
    private static double busy(int slot) {
        double day = Math.max(0, Math.sin(Math.PI * (slot % DAY / (double) DAY * 1.4 - 0.35)));
        return day * (workingDay(slot) ? 1 : 0.3);
    }

    /// Once a day, about three hours after midnight.
    private static BitSet nightly(Random random, boolean workingDaysOnly, int jitter) {
        var came = new BitSet();
        for (int day = 0; day < WEEKS / DAY; day++) {
            if (!workingDaysOnly || workingDay(day * DAY)) {
                came.set(day * DAY + 36 + random.nextInt(jitter + 1));
            }
        }
        return came;
    }

    private static BitSet every(Random random, int slots, int jitter) {
        var came = new BitSet();
        for (int at = 0; at < WEEKS; at += slots) {
            came.set(at + random.nextInt(jitter + 1));
        }
        return came;
    }

    private static Map<String, BitSet> healthy(long seed) {
        var random = new Random(seed);
        var worlds = new LinkedHashMap<String, BitSet>();
        for (double perHour : new double[] {0.05, 0.2, 0.5, 1, 2, 4, 8, 20, 60}) {
            worlds.put(perHour + " an hour", chance(random, _ -> perHour / 12));
            worlds.put(
                    perHour + " an hour by day", chance(random, slot -> perHour / 12 * busy(slot)));
            worlds.put(
                    perHour + " visits an hour", visits(random, slot -> perHour / 12 * busy(slot)));
        }
        worlds.put("nightly", nightly(random, false, 2));
        worlds.put("nightly within the hour", nightly(random, false, 12));
        worlds.put("on working days", nightly(random, true, 2));
        worlds.put("hourly", every(random, 12, 2));
        worlds.put("every quarter", every(random, 3, 1));
        worlds.put("every five minutes", every(random, 1, 0));
        worlds.put("four times a day", every(random, 72, 3));
        return worlds;
    }

    @Test
    void healthyWorldsAlarmNobody() {
        var alarms = new LinkedHashMap<String, Integer>();
        int days = 0;
        int all = 0;
        for (long seed = 1; seed <= 12; seed++) {
            for (Map.Entry<String, BitSet> world : healthy(seed).entrySet()) {
                boolean before = false;
                for (int now = BEGIN; now < WEEKS; now += STEP) {
                    boolean alarm = at(world.getValue(), now) != null;
                    if (alarm && !before) {
                        alarms.merge(world.getKey(), 1, Integer::sum);
                        all++;
                    }
                    before = alarm;
                }
                days += (WEEKS - BEGIN) / DAY;
            }
        }
        System.out.printf("false alarms: %d in %,d days of one kind: %s%n", all, days, alarms);
        // one kind in ten thousand days
        assertThat((double) all / days).isLessThan(1e-3);
    }

    /// How late a stop is told, in slots; -1 for not within two days.
    private static int told(BitSet came, int stop) {
        came.clear(stop, WEEKS + DAY);
        for (int now = stop; now < Math.min(WEEKS, stop + 2 * DAY); now++) {
            if (at(came, now) != null) {
                return now - stop;
            }
        }
        return -1;
    }

    @Test
    void whatStopsIsTold() {
        var told = new LinkedHashMap<String, List<Integer>>();
        for (long seed = 1; seed <= 5; seed++) {
            for (Map.Entry<String, BitSet> world : healthy(seed).entrySet()) {
                told.computeIfAbsent(world.getKey(), _ -> new ArrayList<>())
                        .add(told(world.getValue(), 23 * DAY + 30 + (int) seed));
            }
        }
        assertThat(told.get("nightly")).allMatch(late -> late >= 0 && late < 36);
        assertThat(told.get("hourly")).allMatch(late -> late >= 0 && late < 60);
        assertThat(told.get("every five minutes")).allMatch(late -> late >= 0 && late <= 6);
    }
}
