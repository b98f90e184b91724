package dev.watchkeeper.watch;

import dev.watchkeeper.state.PulseStore;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Forgets what nobody will ask for any more, so that the state does not grow for ever. Incidents
/// stay.
final class Housekeeping {

    private static final Duration KEPT = Duration.ofDays(30);

    private Housekeeping() {}

    /// Forgets receipts and records of runs after 30 days, and counts older than any baseline.
    static void run(Workplace workplace, Talk talk) {
        Instant today = Instant.now();
        // receipts bear the time of the data, which --now may put into the past: what an incident
        // has just cited can be looked up again
        Instant asked = workplace.clock().instant();
        workplace.receipts().forgetOlderThan(KEPT, asked.isBefore(today) ? asked : today);
        Duration baseline = workplace.configuration().checks().baseline();
        // counts belong to the time of the data, which --now may put anywhere
        workplace.hours().forgetBefore(workplace.clock().instant().minus(KEPT).minus(baseline));
        new PulseStore(workplace.state()).forgetBefore(workplace.clock().instant().minus(KEPT));
        try {
            forgetRuns(workplace.state().folder().resolve("runs"), today.minus(KEPT));
        } catch (IOException | UncheckedIOException e) {
            talk.say("note: old records of investigations could not be deleted: " + e.getMessage());
        }
    }

    /// Deletes the records of runs that were written last before a time.
    static void forgetRuns(Path runs, Instant before) throws IOException {
        if (!Files.isDirectory(runs)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> folders = Files.list(runs)) {
            all = folders.filter(Files::isDirectory).toList();
        }
        for (Path run : all) {
            if (Files.getLastModifiedTime(run).toInstant().isBefore(before)) {
                delete(run);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> inside = Files.walk(folder)) {
            files = inside.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
