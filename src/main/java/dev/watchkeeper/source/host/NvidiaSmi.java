package dev.watchkeeper.source.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks `nvidia-smi` for the cards: always by the same arguments, without our environment, and not
/// longer than a few seconds, since a driver in trouble lets it hang.
final class NvidiaSmi {

    static final Duration PATIENCE = Duration.ofSeconds(3);

    /// Where drivers put it; a search along PATH would start what anybody put there.
    static final List<Path> USUAL =
            List.of(
                    Path.of("/usr/bin/nvidia-smi"),
                    Path.of("/usr/local/bin/nvidia-smi"),
                    Path.of("/usr/lib/wsl/lib/nvidia-smi"),
                    Path.of("/run/current-system/sw/bin/nvidia-smi"));

    private static final int MOST = 64_000;
    private static final long MEBIBYTE = 1_048_576;

    private final List<Path> places;
    private final Duration patience;

    NvidiaSmi(List<Path> places, Duration patience) {
        this.places = places;
        this.patience = patience;
    }

    boolean installed() {
        return places.stream().anyMatch(Files::isExecutable);
    }

    /// The cards; none with a reason in `unknown` when they cannot be asked.
    List<Gpu> read(Map<String, String> unknown) {
        Path program = places.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null) {
            unknown.put("gpu", "there is no nvidia-smi");
            return List.of();
        }
        String answer = answer(program);
        if (answer == null) {
            unknown.put(
                    "gpu",
                    "nvidia-smi failed or did not answer within " + patience.toSeconds() + " s");
            return List.of();
        }
        return parse(answer);
    }

    private @Nullable String answer(Path program) {
        var builder =
                new ProcessBuilder(
                        program.toString(),
                        "--query-gpu=index,name,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw",
                        "--format=csv,noheader,nounits");
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return null;
        }
        try {
            process.getOutputStream().close();
            var output = new CompletableFuture<String>();
            Thread.ofVirtual().start(() -> output.complete(drained(process.getInputStream())));
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    || process.exitValue() != 0) {
                return null;
            }
            return output.completeOnTimeout("", 1, TimeUnit.SECONDS).join();
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String drained(InputStream from) {
        try {
            return new String(from.readNBytes(MOST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /// Lines such as `0, NVIDIA L4, 37, 1024, 23034, 51, 28.50`; what a card does not have is
    /// `[N/A]`.
    static List<Gpu> parse(String csv) {
        var cards = new ArrayList<Gpu>();
        for (String line : csv.lines().toList()) {
            String[] fields = line.split(",", -1);
            Double index = fields.length == 7 ? number(fields[0]) : null;
            if (index == null) {
                continue;
            }
            cards.add(
                    new Gpu(
                            index.intValue(),
                            ProcessRanking.harmless(fields[1].strip()),
                            number(fields[2]),
                            mebibytes(fields[3]),
                            mebibytes(fields[4]),
                            number(fields[5]),
                            number(fields[6])));
        }
        return cards;
    }

    private static @Nullable Long mebibytes(String field) {
        Double number = number(field);
        return number == null ? null : (long) (number * MEBIBYTE);
    }

    private static @Nullable Double number(String field) {
        try {
            double number = Double.parseDouble(field.strip());
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
