package dev.watchkeeper.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What `/proc` says of this host's start and of processes, or of a copy of it in tests. See
/// proc_pid_stat(5), proc_stat(5), proc_uptime(5).
///
/// @param root `/proc`
public record ProcFiles(Path root) {

    /// What the kernel counts CPU time in: 100 a second on every architecture (USER_HZ).
    private static final long TICKS = 100;

    public static ProcFiles ofThisHost() {
        return new ProcFiles(Path.of("/proc"));
    }

    /// Names one start of the host; empty where the kernel does not say.
    public String boot() {
        String id = text("sys/kernel/random/boot_id");
        return id == null ? "" : id.strip();
    }

    /// When the host started, or null where the kernel does not say.
    @Nullable Instant bootTime() {
        String stat = text("stat");
        return stat == null
                ? null
                : stat.lines()
                        .filter(line -> line.startsWith("btime "))
                        .findFirst()
                        .map(line -> line.substring("btime ".length()).strip())
                        .filter(seconds -> seconds.matches("[0-9]{1,12}"))
                        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                        .orElse(null);
    }

    /// How long the host runs, in milliseconds.
    public long upMillis() {
        String uptime = text("uptime");
        if (uptime == null || !uptime.matches("(?s)[0-9]+\\.[0-9]+ .*")) {
            return System.nanoTime() / 1_000_000;
        }
        return Math.round(Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 1_000);
    }

    /// The space of process numbers that we live in; empty where that is not known.
    String space() {
        try {
            return Files.readSymbolicLink(root.resolve("self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /// When a process began, in ticks since the host started; -1 when there is none.
    long started(long pid) {
        String[] stat = stat(String.valueOf(pid));
        return stat.length < 20 ? -1 : number(stat[19]);
    }

    /// The CPU time that this process and the children it has waited for have used.
    Duration cpu() {
        String[] stat = stat("self");
        if (stat.length < 15) {
            return Duration.ZERO;
        }
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Math.max(0, number(stat[field]));
        }
        return Duration.ofMillis(ticks * 1_000 / TICKS);
    }

    /// The fields behind the program's name, which may hold anything.
    private String[] stat(String process) {
        String stat = text(process + "/stat");
        int end = stat == null ? -1 : stat.lastIndexOf(')');
        return stat == null || end < 0
                ? new String[0]
                : stat.substring(end + 1).strip().split(" ", -1);
    }

    private static long number(String field) {
        return field.matches("[0-9]{1,18}") ? Long.parseLong(field) : -1;
    }

    private @Nullable String text(String file) {
        try (var in = Files.newInputStream(root.resolve(file))) {
            return new String(in.readNBytes(2_000_000), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return null;
        }
    }
}
