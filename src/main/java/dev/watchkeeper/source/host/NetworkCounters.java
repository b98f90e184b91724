package dev.watchkeeper.source.host;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What one interface did since boot: a line of `/proc/net/dev`.
record NetworkCounters(
        long receivedBytes,
        long receiveErrors,
        long receiveDrops,
        long sentBytes,
        long sendErrors,
        long sendDrops) {

    private static final List<String> INNER =
            List.of(
                    "lo", "veth", "br-", "docker", "virbr", "ifb", "dummy", "tap", "cni",
                    "flannel");

    /// The interfaces to the outside: those that are devices, or, where none is (in a container),
    /// all that do not by their name lead inside.
    static Map<String, NetworkCounters> read(HostFiles files) {
        return parse(
                files.lines("proc/net/dev"),
                name -> files.exists("sys/class/net/" + name + "/device"));
    }

    static Map<String, NetworkCounters> parse(List<String> lines, Predicate<String> isDevice) {
        var all = new LinkedHashMap<String, NetworkCounters>();
        for (String line : lines) {
            int colon = line.lastIndexOf(':');
            NetworkCounters counters = colon < 0 ? null : parse(line.substring(colon + 1));
            if (counters != null) {
                all.put(line.substring(0, colon).strip(), counters);
            }
        }
        if (all.keySet().stream().anyMatch(isDevice)) {
            all.keySet().removeIf(isDevice.negate());
        } else {
            all.keySet().removeIf(name -> INNER.stream().anyMatch(name::startsWith));
        }
        return all;
    }

    private static @Nullable NetworkCounters parse(String numbers) {
        String[] fields = HostFiles.fields(numbers);
        try {
            return fields.length < 12
                    ? null
                    : new NetworkCounters(
                            Long.parseLong(fields[0]),
                            Long.parseLong(fields[2]),
                            Long.parseLong(fields[3]),
                            Long.parseLong(fields[8]),
                            Long.parseLong(fields[10]),
                            Long.parseLong(fields[11]));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// What each interface did since an earlier reading; those that came since are left out.
    static Map<String, NetworkInterface> since(
            Map<String, NetworkCounters> now,
            Map<String, NetworkCounters> earlier,
            double seconds) {
        var interfaces = new HashMap<String, NetworkInterface>();
        now.forEach((name, counters) -> {
            NetworkCounters before = earlier.get(name);
            if (before != null
                    && counters.receivedBytes >= before.receivedBytes
                    && counters.sentBytes >= before.sentBytes) {
                interfaces.put(name, counters.since(name, before, seconds));
            }
        });
        return interfaces;
    }

    private NetworkInterface since(String name, NetworkCounters earlier, double seconds) {
        return new NetworkInterface(
                name,
                (receivedBytes - earlier.receivedBytes) / seconds,
                (sentBytes - earlier.sentBytes) / seconds,
                Math.max(
                        0, receiveErrors + sendErrors - earlier.receiveErrors - earlier.sendErrors),
                Math.max(0, receiveDrops + sendDrops - earlier.receiveDrops - earlier.sendDrops),
                receiveErrors + sendErrors,
                receiveDrops + sendDrops);
    }
}
