package dev.watchkeeper.mcp;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// What the server counts of itself, as Prometheus reads it (text format 0.0.4). Labels are names
/// of ours alone: tools, outcomes, reasons. Thread-safe.
final class Metrics {

    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /// Upper bounds of the time that a call took.
    private static final double[] SECONDS = {0.005, 0.02, 0.1, 0.5, 2, 10, 30};

    private final Map<String, LongAdder> calls = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentSkipListMap<>();
    private final LongAdder[] within = new LongAdder[SECONDS.length];
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final String version;

    Metrics(String version) {
        this.version = version;
        for (int i = 0; i < within.length; i++) {
            within[i] = new LongAdder();
        }
    }

    /// @param outcome `answered`, `failed`, `timed_out`, `cancelled` or `busy`
    void called(String tool, String outcome, long tookNanos) {
        add(calls, "tool=\"" + escaped(tool) + "\",outcome=\"" + outcome + "\"");
        count.increment();
        nanos.add(tookNanos);
        for (int i = 0; i < SECONDS.length; i++) {
            if (tookNanos <= SECONDS[i] * 1e9) {
                within[i].increment();
            }
        }
    }

    void refused(String reason) {
        add(refusals, "reason=\"" + reason.replace(' ', '_').toLowerCase(Locale.ROOT) + "\"");
    }

    /// Everything, with what is counted elsewhere.
    ///
    /// @param gauges by name, without prefix: what it means and what it is now
    /// @param families what is known elsewhere
    String text(Map<String, Gauge> gauges, List<MetricFamily> families) {
        var text = new StringBuilder(4096);
        head(text, "build_info", "gauge", "The version that runs.");
        text.append("watchkeeper_build_info{version=\"").append(escaped(version)).append("\"} 1\n");
        family(text, "calls_total", "Tool calls by tool and outcome.", calls);
        head(
                text,
                "call_seconds",
                "histogram",
                "Time of a tool call, waiting for its turn included.");
        for (int i = 0; i < SECONDS.length; i++) {
            text.append("watchkeeper_call_seconds_bucket{le=\"").append(SECONDS[i]).append("\"} ");
            text.append(within[i].sum()).append('\n');
        }
        text.append("watchkeeper_call_seconds_bucket{le=\"+Inf\"} ").append(count.sum());
        text.append("\nwatchkeeper_call_seconds_sum ").append(nanos.sum() / 1e9);
        text.append("\nwatchkeeper_call_seconds_count ").append(count.sum()).append('\n');
        family(text, "refusals_total", "Requests turned away, by reason.", refusals);
        gauges.forEach((name, gauge) -> gauge(text, "watchkeeper_" + name, gauge));
        families.forEach(family -> family(text, family));
        var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        gauge(text, "jvm_memory_used_bytes", new Gauge("Heap in use.", memory.getUsed()));
        gauge(text, "jvm_memory_max_bytes", new Gauge("Heap at most.", memory.getMax()));
        var runtime = ManagementFactory.getRuntimeMXBean();
        gauge(
                text,
                "process_start_time_seconds",
                new Gauge("When the process began, in Unix time.", runtime.getStartTime() / 1e3));
        gauge(
                text,
                "process_uptime_seconds",
                new Gauge("How long the process runs.", runtime.getUptime() / 1e3));
        return text.toString();
    }

    /// @param value as it is now
    record Gauge(String help, double value) {}

    private static void add(Map<String, LongAdder> family, String labels) {
        family.computeIfAbsent(labels, key -> new LongAdder()).increment();
    }

    private static void family(
            StringBuilder text, String name, String help, Map<String, LongAdder> values) {
        head(text, name, "counter", help);
        values.forEach((labels, value) ->
                text.append("watchkeeper_")
                        .append(name)
                        .append('{')
                        .append(labels)
                        .append("} ")
                        .append(value.sum())
                        .append('\n'));
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP watchkeeper_").append(name).append(' ').append(help);
        text.append("\n# TYPE watchkeeper_").append(name).append(' ').append(type).append('\n');
    }

    private static void gauge(StringBuilder text, String name, Gauge gauge) {
        text.append("# HELP ").append(name).append(' ').append(gauge.help());
        text.append("\n# TYPE ").append(name).append(" gauge\n").append(name).append(' ');
        value(text, gauge.value());
    }

    private static void family(StringBuilder text, MetricFamily family) {
        head(text, family.name(), family.type(), family.help());
        for (MetricFamily.Sample sample : family.samples()) {
            text.append("watchkeeper_").append(family.name());
            if (!sample.labels().isEmpty()) {
                text.append(
                        sample.labels().entrySet().stream()
                                .map(label ->
                                        label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                                .collect(Collectors.joining(",", "{", "}")));
            }
            value(text.append(' '), sample.value());
        }
    }

    private static void value(StringBuilder text, double value) {
        if (value == Math.rint(value)) {
            text.append((long) value);
        } else {
            text.append(value);
        }
        text.append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
