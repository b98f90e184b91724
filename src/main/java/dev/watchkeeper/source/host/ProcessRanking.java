package dev.watchkeeper.source.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the processes that use most, and who they are.
final class ProcessRanking {

    private static final int MOST = 10;
    private static final int LONGEST_NAME = 64;

    /// The last part of a control group that says who somebody is.
    private static final Pattern SERVICE =
            Pattern.compile("([A-Za-z0-9:_.@\\\\-]{1,100})\\.(?:service|scope)");

    private static final Pattern CONTAINER =
            Pattern.compile("(?:docker|libpod|crio|cri-containerd)[-/]([0-9a-f]{12})[0-9a-f]{52}");

    private final HostFiles files;
    private final AuxiliaryVector units;

    ProcessRanking(HostFiles files, AuxiliaryVector units) {
        this.files = files;
        this.units = units;
    }

    /// @param seconds between the two readings
    /// @param booted to tell when a process was started, or null
    TopProcesses top(
            Map<Integer, ProcessCounters> now,
            Map<Integer, ProcessCounters> earlier,
            double seconds,
            @Nullable Instant booted) {
        Map<Long, String> users = users();
        Map<Integer, TopProcesses.Running> known = new LinkedHashMap<>();
        List<TopProcesses.Running> byCpu = new ArrayList<>();
        for (ProcessCounters process :
                first(now, Comparator.comparingLong(p -> -p.ticksSince(earlier)))) {
            if (process.ticksSince(earlier) > 0) {
                byCpu.add(
                        known.computeIfAbsent(
                                process.pid(),
                                _ -> described(process, earlier, seconds, booted, users)));
            }
        }
        List<TopProcesses.Running> byMemory = new ArrayList<>();
        for (ProcessCounters process : first(now, Comparator.comparingLong(p -> -p.pages()))) {
            if (process.pages() > 0) {
                byMemory.add(
                        known.computeIfAbsent(
                                process.pid(),
                                _ -> described(process, earlier, seconds, booted, users)));
            }
        }
        return new TopProcesses(now.size(), byCpu, byMemory);
    }

    private static List<ProcessCounters> first(
            Map<Integer, ProcessCounters> all, Comparator<ProcessCounters> order) {
        return all.values().stream()
                .sorted(order.thenComparingInt(ProcessCounters::pid))
                .limit(MOST)
                .toList();
    }

    private TopProcesses.Running described(
            ProcessCounters process,
            Map<Integer, ProcessCounters> earlier,
            double seconds,
            @Nullable Instant booted,
            Map<Long, String> users) {
        String folder = "proc/" + process.pid();
        Long user = effectiveUser(files.lines(folder + "/status"));
        return new TopProcesses.Running(
                process.pid(),
                harmless(process.name()),
                user == null ? null : users.getOrDefault(user, user.toString()),
                service(files.lines(folder + "/cgroup")),
                100.0 * process.ticksSince(earlier) / units.ticksPerSecond() / seconds,
                process.pages() * units.pageSize(),
                booted == null
                        ? null
                        : booted.plusSeconds(process.startTicks() / units.ticksPerSecond()));
    }

    private static @Nullable Long effectiveUser(List<String> status) {
        for (String line : status) {
            if (line.startsWith("Uid:")) {
                return HostFiles.number(line.substring(4), 1);
            }
        }
        return null;
    }

    /// From `/etc/passwd` alone: asking a directory service could block.
    private Map<Long, String> users() {
        var users = new HashMap<Long, String>();
        for (String line : files.lines("etc/passwd")) {
            String[] fields = line.split(":", 4);
            Long number = fields.length < 4 ? null : HostFiles.number(fields[2], 0);
            if (number != null) {
                users.putIfAbsent(number, harmless(fields[0]));
            }
        }
        return users;
    }

    /// `gateway.service` or `docker 0123456789ab` from the path of a control group, or null.
    static @Nullable String service(List<String> cgroup) {
        String best = null;
        for (String line : cgroup) {
            Matcher container = CONTAINER.matcher(line);
            if (container.find()) {
                return "container " + container.group(1);
            }
            // The outermost service: systemd --user runs many within one.
            Matcher service = SERVICE.matcher(line);
            if (best == null && service.find()) {
                best = service.group();
            }
        }
        return best;
    }

    /// A process may call itself whatever it likes, also with line breaks and what terminals obey.
    static String harmless(String name) {
        var safe = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_NAME)
                .forEach(point -> {
                    boolean shown =
                            Character.isLetterOrDigit(point)
                                    || (point >= ' ' && point < 127)
                                    || point == '\u00b7';
                    safe.appendCodePoint(shown ? point : '?');
                });
        return safe.toString();
    }
}
