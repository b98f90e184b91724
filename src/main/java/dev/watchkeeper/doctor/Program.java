package dev.watchkeeper.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks another program of this host, without input and not for long.
final class Program {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 1 << 16;

    private Program() {}

    /// What it printed, without the spaces around it, whatever its exit code; empty where there is
    /// no such program, or it does not end.
    static Optional<String> ask(String... command) {
        Process process = null;
        try {
            process =
                    new ProcessBuilder(List.of(command))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            var out = process.getInputStream();
            var text =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return out.readNBytes(MOST);
                                } catch (IOException e) {
                                    return new byte[0];
                                }
                            },
                            Thread::startVirtualThread);
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            return Optional.of(
                    new String(text.get(1, TimeUnit.SECONDS), StandardCharsets.UTF_8).strip());
        } catch (IOException | ExecutionException | TimeoutException absent) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
