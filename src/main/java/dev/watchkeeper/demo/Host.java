package dev.watchkeeper.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The host under the service: four cores, 8 GB of memory, a disk of 80 GB. What it measures each
/// minute follows from what the service did in that minute, and from a little that others do.
final class Host {

    private static final int EVERY_SECONDS = 300;
    private static final int CORES = 4;
    private static final double DISK = 80e9;
    private static final double LOG_LINE = 1_000;

    private final RandomGenerator random;
    private HostListener listener = (_, _) -> {};
    private DebugLog debug = DebugLog.OFF;
    private Micros minute;
    private double cpuMillis;
    private double received;
    private double sent;
    private double written;
    private double stored;
    private double kept = 44e9;
    private double load = 0.3;
    private double memory = 58;
    private double swap = 3.1;

    Host(Micros start, RandomGenerator random) {
        this.minute = new Micros(Math.floorDiv(start.value(), Micros.MINUTE) * Micros.MINUTE);
        this.random = random;
    }

    /// Whoever listens from then on.
    void begin(Micros start, HostListener to) {
        minute = new Micros(Math.ceilDiv(start.value(), Micros.MINUTE) * Micros.MINUTE);
        listener = to;
    }

    double diskUsedPercent() {
        return 100 * Math.min(kept, DISK) / DISK;
    }

    /// A log that eats the disk.
    void logs(DebugLog to) {
        debug = to;
    }

    /// The service wrote a line.
    void logged(Micros at) {
        until(at);
        written += LOG_LINE;
        cpuMillis += 1.5;
    }

    /// The service did something.
    void happened(MetricsEvent event) {
        until(event.at());
        written += 300;
        switch (event.type()) {
            case "document_created" -> work(220, 2_400_000, 4_000, 60_000);
            case "page_extraction_complete" -> work(95, 9_000, 260_000, 28_000);
            case "page_extraction_error" -> work(24, 1_200, 260_000, 0);
            case "tts_complete" -> work(240, 420_000, 3_000, 0);
            case "synthesis_complete" -> work(60, 2_000, 420_000, 0);
            default -> work(4, 1_500, 1_500, 0);
        }
    }

    private void work(double millis, double in, double out, double store) {
        cpuMillis += millis;
        received += in;
        sent += out;
        stored += store;
    }

    /// Measures each minute that has ended by then, and tells of each fifth.
    void until(Micros at) {
        while (!at.isBefore(minute.plus(Micros.MINUTE))) {
            minute = minute.plus(Micros.MINUTE);
            Map<String, Double> values = measure();
            if (minute.instant().getEpochSecond() % EVERY_SECONDS == 0) {
                listener.measured(minute.instant(), values);
            }
            cpuMillis = 0;
            received = 0;
            sent = 0;
            written = 0;
            stored = 0;
        }
    }

    private Map<String, Double> measure() {
        double dumped = debug.bytes(minute);
        kept += stored + written + dumped;
        double work = 100 * cpuMillis / (60_000.0 * CORES) + dumped / 8e6;
        double others = 2.2 + random.nextDouble(1.4);
        double steal =
                random.nextDouble() < 0.01 ? random.nextDouble(2, 6) : random.nextDouble(0.6);
        double cpu = Math.min(99, work + others);
        load = 0.37 * load + 0.63 * (cpu / 100 * CORES + random.nextDouble(0.12));
        memory = 0.98 * memory + 0.02 * (57.5 + 0.35 * cpu) + random.nextDouble(-0.15, 0.15);
        swap = 0.995 * swap + 0.005 * 3.1 + random.nextDouble(-0.02, 0.02);
        double writes = (stored + written + dumped) / 60e6;
        var values = new LinkedHashMap<String, Double>();
        put(values, "cpu_percent", cpu);
        put(values, "load_1m", load);
        put(values, "memory_used_percent", memory);
        put(values, "disk_used_percent./", diskUsedPercent());
        put(values, "disk_free_bytes./", Math.floor(Math.max(0, DISK - kept)));
        put(values, "steal_percent", steal);
        put(
                values,
                "pressure_cpu",
                Math.min(90, 0.02 * cpu * cpu / CORES + random.nextDouble(0.4)));
        put(values, "pressure_io", Math.min(90, 1.4 * writes + random.nextDouble(0.5)));
        put(values, "pressure_memory", random.nextDouble(0.05));
        put(values, "swap_used_percent", swap);
        put(
                values,
                "network_receive_bytes_per_second",
                received / 60 + random.nextDouble(900, 2_400));
        put(values, "network_send_bytes_per_second", sent / 60 + random.nextDouble(700, 1_900));
        return values;
    }

    private static void put(Map<String, Double> values, String name, double value) {
        values.put("host." + name, Math.round(value * 1_000) / 1_000.0);
    }
}
