package dev.watchkeeper.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process changes, step by step: `steps.c`, which is compiled here and loaded into it. A
/// step is a call that changes a file below a folder, or one on a socket.
final class Steps {

    private final Path library;

    Steps(Path folder) throws IOException, InterruptedException {
        this.library = folder.resolve("steps.so");
        Path source = folder.resolve("steps.c");
        try (var in = Steps.class.getResourceAsStream("/fault/steps.c")) {
            Files.write(source, java.util.Objects.requireNonNull(in).readAllBytes());
        }
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/cc")),
                "SKIPPED: no C compiler, so nothing can be stopped at each of its steps");
        Process cc =
                new ProcessBuilder(
                                "/usr/bin/cc",
                                "-O1",
                                "-shared",
                                "-fPIC",
                                "-o",
                                library.toString(),
                                source.toString(),
                                "-ldl",
                                "-lpthread")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(cc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (cc.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /// Counts the steps of a process that is about to start.
    ///
    /// @param folder what is changed below it counts
    /// @param at the step at which it happens, from 1; 0 for never
    /// @param what `kill`, `torn`, or the number of an error, with a plus when it lasts
    ProcessBuilder in(ProcessBuilder process, Path folder, Path log, int at, String what) {
        var environment = process.environment();
        environment.put("LD_PRELOAD", library.toString());
        environment.put("STEPS_FOLDER", folder.toString());
        environment.put("STEPS_LOG", log.toString());
        environment.put("STEPS_AT", String.valueOf(at));
        environment.put("STEPS_DO", what);
        return process;
    }

    /// The steps that were made, as `write /watchkeeper.db-wal`.
    static List<String> made(Path log) throws IOException {
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /// What kind of step it is: the same whatever numbers and ids the run gave.
    static String kind(String step) {
        return step.replaceAll("[0-9a-f]{8,}", "#").replaceAll("[0-9]+", "#");
    }
}
