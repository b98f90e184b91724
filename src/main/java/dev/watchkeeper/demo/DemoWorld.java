package dev.watchkeeper.demo;

import dev.watchkeeper.model.BadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Two weeks of a simulated service as its own files: loguru's JSON lines under `logs`, the tables
/// of events and jobs in `metrics.db`, and the `tools.yaml` that an operator would have written for
/// them.
public final class DemoWorld {

    private static final Duration SPAN = Duration.ofDays(14);

    private DemoWorld() {}

    /// What can be wrong in a world; the first is the one that is shown to a newcomer.
    public static List<String> faults() {
        return Faults.names();
    }

    /// Writes the world that is shown to a newcomer.
    public static DemoTruth write(Path folder, Instant now, long seed, ProgressListener progress) {
        return write(folder, now, seed, faults().getFirst(), progress);
    }

    /// Writes a world into a folder, which is made if it is not there and must be empty. The same
    /// arguments give the same bytes.
    ///
    /// @param now where the world ends: nothing in it happens then or later
    /// @param fault one of [#faults()]
    /// @return what really happened, for tests alone
    /// @throws BadRequest when there is no such fault or the folder is not empty
    public static DemoTruth write(
            Path folder, Instant now, long seed, String fault, ProgressListener progress) {
        return write(folder, now, seed, fault, progress, (_, _) -> {});
    }

    /// As [#write(Path, Instant, long, String, ProgressListener)], and tells what its host measured
    /// in these two weeks, minute by minute: what Watchkeeper would have sampled had it been there.
    public static DemoTruth write(
            Path folder,
            Instant now,
            long seed,
            String fault,
            ProgressListener progress,
            HostListener host) {
        Micros end = Micros.of(now);
        Micros start = end.minus(SPAN);
        Fault chosen = Faults.named(fault);
        var service = new Service(seed, end);
        DemoTruth truth = chosen.strike(service, end, Chance.stream(seed, "fault " + fault));
        service.host().begin(start, host);
        try {
            Path logs = prepare(folder);
            try (var recorder =
                    new Recorder(logs, folder.resolve("metrics.db"), start, end, service.host())) {
                new Simulation(recorder, end).run(service, start, progress);
            }
            Files.writeString(folder.resolve("tools.yaml"), toolsYaml(now));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the demo into " + folder, e);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write the demo's event table", e);
        }
        progress.done(1, "done");
        return truth;
    }

    private static Path prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var entries = Files.newDirectoryStream(folder)) {
            if (entries.iterator().hasNext()) {
                throw new BadRequest("the demo needs an empty folder, and " + folder + " is not");
            }
        }
        return Files.createDirectory(folder.resolve("logs"));
    }

    private static String toolsYaml(Instant now) throws IOException {
        try (InputStream template = DemoWorld.class.getResourceAsStream("tools.yaml")) {
            if (template == null) {
                throw new IllegalStateException("the demo's tools.yaml is not in the jar");
            }
            String until = now.plus(Duration.ofDays(60)).toString().substring(0, 10);
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{until}", until);
        }
    }
}
