package dev.watchkeeper.runbook;

import dev.watchkeeper.catalog.Fit;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.RunbookStep;
import dev.watchkeeper.catalog.SubjectKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The runbooks that come with the program. A new one is one file and one line here, which repeats
/// what its front matter says it is for: to read all files would take longer than most commands.
public final class Shipped {

    /// What each is for, as its file says. Of two that fit as closely, the first is taken.
    private static final Map<String, Fit> FITS = fits();

    /// Their names.
    public static final List<String> NAMES = List.copyOf(FITS.keySet());

    private Shipped() {}

    private static Map<String, Fit> fits() {
        var fits = new LinkedHashMap<String, Fit>();
        fits.put("new-errors", Fit.of(List.of("errors")));
        fits.put(
                "api-rate-limit",
                new Fit(
                        List.of("limits", "errors"),
                        List.of(),
                        List.of(),
                        List.of(
                                "429",
                                "rate limit",
                                "ratelimit",
                                "rate_limit",
                                "too many requests",
                                "quota",
                                "throttl",
                                "resource_exhausted",
                                "resource exhausted")));
        fits.put(
                "slow-dependency",
                new Fit(
                        List.of("errors"),
                        List.of(),
                        List.of(),
                        List.of(
                                "timeout",
                                "timed out",
                                "time-out",
                                "deadline exceeded",
                                "connection refused",
                                "connection reset",
                                "connection aborted",
                                "econnrefused",
                                "econnreset",
                                "unreachable",
                                "bad gateway",
                                "service unavailable",
                                "gateway time",
                                "502",
                                "503",
                                "504",
                                "name resolution",
                                "could not resolve")));
        fits.put(
                "crash-loop",
                new Fit(
                        List.of("errors"),
                        List.of(),
                        List.of(),
                        List.of(
                                "exited with",
                                "exit code",
                                "exit status",
                                "core dumped",
                                "segfault",
                                "segmentation fault",
                                "panic",
                                "fatal",
                                "traceback",
                                "killed process",
                                "main process exited",
                                "failed with result",
                                "start request repeated",
                                "crashloop",
                                "restarting",
                                "unhandled exception",
                                "uncaught",
                                "sigkill",
                                "sigterm",
                                "sigsegv",
                                "worker died",
                                "aborted")));
        fits.put(
                "database-locked",
                new Fit(
                        List.of("errors"),
                        List.of(),
                        List.of(),
                        List.of(
                                "database is locked",
                                "sqlite_busy",
                                "database table is locked",
                                "deadlock",
                                "lock wait",
                                "lock timeout",
                                "could not obtain lock",
                                "too many connections",
                                "connection pool",
                                "pool exhausted",
                                "remaining connection slots")));
        fits.put(
                "no-space-left",
                new Fit(
                        List.of("errors"),
                        List.of(),
                        List.of(),
                        List.of(
                                "no space left",
                                "enospc",
                                "disk full",
                                "disk is full",
                                "disk quota exceeded",
                                "cannot write",
                                "write error",
                                "read-only file system",
                                "sqlite_full")));
        fits.put(
                "out-of-memory",
                new Fit(
                        List.of("errors"),
                        List.of(),
                        List.of(),
                        List.of(
                                "out of memory",
                                "outofmemory",
                                "oom",
                                "memoryerror",
                                "cannot allocate memory",
                                "killed process",
                                "heap space",
                                "bad_alloc",
                                "memory exhausted",
                                "enomem",
                                "signal 9")));
        fits.put(
                "disk-full",
                new Fit(
                        List.of("disk", "metrics"),
                        List.of(),
                        List.of("host.disk_*", "host.inodes_*", "host.directory_bytes.*"),
                        List.of()));
        fits.put(
                "memory-short",
                new Fit(
                        List.of("disk", "metrics"),
                        List.of(),
                        List.of(
                                "host.memory_*",
                                "host.swap_*",
                                "host.pressure_memory",
                                "host.cgroup_memory_*",
                                "host.oom_kills"),
                        List.of()));
        fits.put("fills-up", Fit.of(List.of("disk")));
        fits.put("stale-pipeline", Fit.of(List.of("freshness")));
        fits.put("missing-events", Fit.of(List.of("heartbeat")));
        fits.put("unusual-metric", Fit.of(List.of("metrics")));
        fits.put(
                "queue-backlog",
                new Fit(
                        List.of("metrics", "disk"),
                        List.of(SubjectKind.QUEUE),
                        List.of(),
                        List.of()));
        fits.put(
                "api-trouble",
                new Fit(List.of("metrics"), List.of(SubjectKind.API), List.of(), List.of()));
        fits.put(
                "host-overloaded",
                new Fit(List.of("metrics"), List.of(SubjectKind.HOST), List.of(), List.of()));
        fits.put("worker-lost", Fit.of(List.of("workers")));
        fits.put("lost-or-repeated", Fit.of(List.of("lifecycle")));
        fits.put("restarts", Fit.of(List.of("restarts")));
        fits.put("slo-burn", Fit.of(List.of("slo")));
        fits.put("invariant-broken", Fit.of(List.of("invariant")));
        return fits;
    }

    /// All of them, in that order; each file is read when something of it is asked for.
    static List<Runbook> all(RunbookFile reader) {
        return FITS.entrySet().stream()
                .map(one ->
                        new Runbook(
                                one.getKey(),
                                one.getValue(),
                                true,
                                new ReadOnce(one.getKey(), reader)))
                .toList();
    }

    /// A shipped runbook as its file has it.
    ///
    /// @throws IllegalStateException when it has a problem, which a test rules out
    public static Runbook read(String name, RunbookFile reader) {
        return reader.read(name, text(name), true)
                .orElseThrow(problems -> new IllegalStateException(name + ": " + problems));
    }

    /// The file of a shipped runbook, to begin an own one with.
    public static String text(String name) {
        try (InputStream file = Shipped.class.getResourceAsStream(name + ".md")) {
            if (file == null) {
                throw new IllegalStateException("the program lacks its runbook " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The content of a file, read when it is first asked for. Two threads may both read it.
    private static final class ReadOnce implements Runbook.Content {
        private final String name;
        private final RunbookFile reader;
        private volatile Runbook.@Nullable Content read;

        ReadOnce(String name, RunbookFile reader) {
            this.name = name;
            this.reader = reader;
        }

        private Runbook.Content content() {
            Runbook.Content known = read;
            if (known == null) {
                known = Shipped.read(name, reader).content();
                read = known;
            }
            return known;
        }

        @Override
        public @Nullable String owner() {
            return content().owner();
        }

        @Override
        public String summary() {
            return content().summary();
        }

        @Override
        public List<RunbookStep> steps() {
            return content().steps();
        }

        @Override
        public String text() {
            return content().text();
        }
    }
}
