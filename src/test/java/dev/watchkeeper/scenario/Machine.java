package dev.watchkeeper.scenario;

import dev.watchkeeper.state.SampleStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The host under the service, as Watchkeeper would have sampled it every five minutes.
final class Machine {

    private static final long EVERY = 5 * Season.MINUTE;
    private static final double DISK = 100e9;

    private final Plant plant;
    private final Draw draw;
    private final List<SampleStore.Round> rounds = new ArrayList<>();
    private double work;
    private double kept = 52e9;
    private double memory = 47;

    Machine(Plant plant, Draw draw) {
        this.plant = plant;
        this.draw = draw;
        for (long at = plant.start - Math.floorMod(plant.start, EVERY) + EVERY;
                at < plant.end;
                at += EVERY) {
            long moment = at;
            plant.sim.at(moment, () -> measure(moment));
        }
    }

    List<SampleStore.Round> until(long end) {
        return rounds.stream().filter(round -> round.time().toEpochMilli() < end).toList();
    }

    /// When it was last measured before a time.
    long last(long end) {
        return rounds.stream()
                .mapToLong(round -> round.time().toEpochMilli())
                .filter(at -> at < end)
                .max()
                .orElse(0);
    }

    double diskUsedPercent() {
        return 100 * Math.min(kept, DISK) / DISK;
    }

    void said(Row row) {
        work += row instanceof Row.Event ? 900 : 120;
        kept += 800;
    }

    private void measure(long at) {
        kept += 20_000 * 5 + plant.knobs.diskBytesPerMinute.applyAsDouble(at) * 5;
        kept = Math.clamp(kept, 1e9, DISK);
        double cpu =
                Math.min(
                        99,
                        6
                                + work / 2_600
                                + draw.between(0, 2.5)
                                + plant.knobs.cpu.applyAsDouble(at));
        work = 0;
        memory = 0.9 * memory + 0.1 * (46 + 0.15 * cpu) + draw.between(-0.25, 0.25);
        double used = Math.min(99, memory + plant.knobs.memory.applyAsDouble(at));
        var values = new LinkedHashMap<String, Double>();
        put(values, "cpu_percent", cpu);
        put(values, "load_1m", cpu / 25 + draw.between(0, 0.3));
        put(values, "memory_used_percent", used);
        put(values, "swap_used_percent", Math.max(0, (used - 85) * 3) + 2 + draw.between(0, 0.1));
        put(values, "disk_used_percent./", diskUsedPercent());
        put(values, "disk_free_bytes./", Math.floor(DISK - Math.min(kept, DISK)));
        put(
                values,
                "inodes_used_percent./",
                Math.min(100, 11 + kept / 1e11 + plant.knobs.inodes.applyAsDouble(at)));
        put(values, "steal_percent", draw.between(0, 0.6));
        put(values, "pressure_io", draw.between(0, 0.8));
        rounds.add(new SampleStore.Round(Instant.ofEpochMilli(at), values));
    }

    private static void put(Map<String, Double> values, String name, double value) {
        values.put("host." + name, Math.round(value * 1_000) / 1_000.0);
    }
}
