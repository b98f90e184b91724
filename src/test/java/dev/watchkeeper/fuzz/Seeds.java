package dev.watchkeeper.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/// The inputs kept for each fuzz target: those that `bench/fuzz` begins with, and those that once
/// found something. The tests give every one of them to its target.
public final class Seeds {

    private static final Path FOLDER = Path.of("src/test/resources/fuzz");

    /// What one input may take of a processor. Waiting for others is not counted, so that a busy
    /// machine changes nothing.
    private static final long MOST_NANOS = 2_000_000_000L;

    private Seeds() {}

    /// The inputs of a target, named by their files.
    public static Stream<Named<byte[]>> of(String target) {
        try (var files = Files.list(FOLDER.resolve(target))) {
            return files.sorted().map(Seeds::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Named<byte[]> read(Path file) {
        try {
            return Named.of(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a check that must not take long; anew when it did, for the first time loads classes.
    public static void promptly(Runnable check) {
        long taken = nanos(check);
        if (taken > MOST_NANOS) {
            taken = nanos(check);
        }
        if (taken > MOST_NANOS) {
            throw new AssertionError("took " + taken / 1_000_000 + " ms of processor time");
        }
    }

    private static long nanos(Runnable check) {
        var threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        check.run();
        return threads.getCurrentThreadCpuTime() - begun;
    }
}
