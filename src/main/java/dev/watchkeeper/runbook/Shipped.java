package dev.watchkeeper.runbook;

import dev.watchkeeper.catalog.Runbook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The runbooks that come with the program. A new one is one file and one line here.
public final class Shipped {

    /// Their names. Of two that fit as closely, the first is taken.
    public static final List<String> NAMES =
            List.of(
                    "new-errors",
                    "api-rate-limit",
                    "slow-dependency",
                    "crash-loop",
                    "database-locked",
                    "no-space-left",
                    "out-of-memory",
                    "disk-full",
                    "memory-short",
                    "fills-up",
                    "stale-pipeline",
                    "missing-events",
                    "unusual-metric",
                    "queue-backlog",
                    "api-trouble",
                    "host-overloaded",
                    "worker-lost");

    private Shipped() {}

    /// All of them, in that order.
    ///
    /// @throws IllegalStateException when one has a problem, which a test rules out
    static List<Runbook> all(RunbookFile reader) {
        return NAMES.stream()
                .map(name ->
                        reader.read(name, text(name), true)
                                .orElseThrow(problems ->
                                        new IllegalStateException(name + ": " + problems)))
                .toList();
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
}
