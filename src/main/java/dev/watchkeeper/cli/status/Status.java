package dev.watchkeeper.cli.status;

import dev.watchkeeper.cli.status.StatusRow.Mood;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.source.host.FileSystem;
import dev.watchkeeper.source.host.HostPart;
import dev.watchkeeper.source.host.HostProbe;
import dev.watchkeeper.source.host.HostReading;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// How everything is now, for a person: read side by side within a short time, so that one slow
/// source costs its own line and no other.
///
/// @param host the machine's name
/// @param now what counts as now
/// @param up since when it runs, or null when that is not known or not of this time
/// @param rows the lines, in their order
/// @param findings the findings that are open and not ignored
record Status(
        String host,
        Instant now,
        @Nullable Duration up,
        List<StatusRow> rows,
        List<Finding> findings) {

    /// What a person waits for without a thought.
    static final Duration TIME = Duration.ofMillis(1_500);

    /// Further from the machine's clock, a live reading would be of another time.
    private static final Duration SAME_TIME = Duration.ofMinutes(3);

    /// Reads it.
    ///
    /// @param time after which no verdict is begun
    static Status read(Workplace workplace, HostProbe probe, Duration time) {
        Instant now = workplace.clock().instant();
        var watch = new StatusWatch(workplace, now);
        var readings = new StatusReadings(workplace.catalog(), now, time);
        boolean live = Duration.between(now, probe.now()).abs().compareTo(SAME_TIME) <= 0;
        List<Finding> findings = watch.findings();
        var rows = new ArrayList<StatusRow>(watch.incidents());
        rows.addAll(watch.findings(findings));
        @Nullable HostReading reading;
        // as many hands as there are cores: what comes first in the queue is done first
        int hands = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
        try (ExecutorService side = Executors.newFixedThreadPool(hands);
                ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HostReading> asked =
                    live
                            ? waiting.submit(
                                    () -> probe.read(Set.of(HostPart.DISK), Deadline.after(time)))
                            : null;
            List<Future<List<StatusRow>>> streams =
                    watch.streams().stream().map(waiting::submit).toList();
            List<Future<StatusRow>> objectives =
                    StatusObjectives.rows(workplace.catalog(), now, time).stream()
                            .map(waiting::submit)
                            .toList();
            List<? extends Future<?>> work = readings.work().stream().map(side::submit).toList();
            streams.forEach(part -> rows.addAll(done(part)));
            work.forEach(Status::done);
            objectives.forEach(row -> rows.add(done(row)));
            reading = asked == null ? null : done(asked);
        }
        rows.addAll(new StatusNumbers(workplace.catalog(), now, readings).rows(used(reading)));
        rows.addAll(new StatusOfWatch(workplace, now).rows());
        rows.add(watch.watch());
        return new Status(
                name(),
                now,
                reading == null || reading.uptime() == null ? null : reading.uptime().up(),
                List.copyOf(rows),
                findings);
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the status was read", e);
        }
    }

    private static Map<String, Double> used(@Nullable HostReading reading) {
        var used = new LinkedHashMap<String, Double>();
        if (reading != null) {
            for (FileSystem system : reading.fileSystems()) {
                if (!system.readOnly()) {
                    used.put(system.mountedOn(), system.usedPercent());
                }
            }
        }
        return used;
    }

    private static String name() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "this host";
        }
    }

    /// The same as data, in the order of the lines.
    Map<String, @Nullable Object> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("host", host);
        json.put("now", now.toString());
        json.put("up_seconds", up == null ? null : up.toSeconds());
        json.put("findings_open", findings.size());
        json.put("rows", rows.stream().map(Status::json).toList());
        return json;
    }

    private static Map<String, Object> json(StatusRow row) {
        var json = new LinkedHashMap<String, Object>();
        json.put("kind", row.kind());
        for (var part :
                List.of(
                        Map.entry("name", row.name()),
                        Map.entry("value", row.value()),
                        Map.entry("line", row.line()),
                        Map.entry("detail", row.detail()),
                        Map.entry("verdict", row.verdict()))) {
            if (!part.getValue().isEmpty()) {
                json.put(part.getKey(), part.getValue());
            }
        }
        if (row.since() != null) {
            json.put("since", row.since().toString());
        }
        if (row.mood() == Mood.BAD) {
            json.put("needs_a_look", true);
        }
        json.putAll(row.data().isEmpty() ? Map.of() : Map.of("data", row.data()));
        return json;
    }
}
