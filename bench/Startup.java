import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Starts MCP servers in turn and measures each up to its reply to `initialize`: milliseconds since it was
/// spawned, processor time, and the most memory it had. Called by bench/startup.
final class Startup {

    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}
            """;

    /// @param wall milliseconds
    /// @param cpu milliseconds
    /// @param memory MB
    private record Start(double wall, double cpu, double memory) {}

    private Startup() {}

    /// ROUNDS, then for each server a name, its words, and `--`; the first is compared with the others.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        Map<String, List<String>> servers = new LinkedHashMap<>();
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        while (!rest.isEmpty()) {
            int end = rest.indexOf("--");
            servers.put(rest.getFirst(), List.copyOf(rest.subList(1, end)));
            rest = rest.subList(end + 1, rest.size());
        }
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (var server : servers.entrySet()) {
                Start start = start(server.getValue());
                // The first round brings the files into the page cache.
                if (round > 0) {
                    starts.computeIfAbsent(server.getKey(), _ -> new ArrayList<>()).add(start);
                }
            }
        }
        Start ours = median(starts.values().iterator().next());
        System.out.println("| server | wall ms (min..max) | ours / it | CPU ms | ours / it | memory MB |");
        System.out.println("|---|---|---|---|---|---|");
        starts.forEach((name, all) -> {
            Start middle = median(all);
            System.out.printf(
                    "| %s | %.0f (%.0f..%.0f) | %.2f | %.0f | %.2f | %.0f |%n",
                    name,
                    middle.wall(),
                    all.stream().mapToDouble(Start::wall).min().orElseThrow(),
                    all.stream().mapToDouble(Start::wall).max().orElseThrow(),
                    ours.wall() / middle.wall(),
                    middle.cpu(),
                    ours.cpu() / middle.cpu(),
                    middle.memory());
        });
    }

    private static Start median(List<Start> all) {
        return new Start(
                middle(all.stream().mapToDouble(Start::wall).sorted().toArray()),
                middle(all.stream().mapToDouble(Start::cpu).sorted().toArray()),
                middle(all.stream().mapToDouble(Start::memory).sorted().toArray()));
    }

    private static double middle(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static Start start(List<String> command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
                        .redirectError(new File("/dev/null"))
                        .start();
        try (var out = process.outputWriter(StandardCharsets.UTF_8);
                var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.write(INITIALIZE);
            out.flush();
            String reply = in.readLine();
            double wall = (System.nanoTime() - begun) / 1e6;
            if (reply == null || !reply.contains("\"serverInfo\"")) {
                throw new IOException(command + " answered " + reply);
            }
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            double memory =
                    Files.readAllLines(proc.resolve("status")).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                            .findFirst()
                            .orElseThrow();
            String[] stat = Files.readString(proc.resolve("stat")).replaceFirst(".*\\) ", "").split(" ");
            // In hundredths of a second, whatever the kernel counts in.
            double cpu = 10.0 * (Long.parseLong(stat[11]) + Long.parseLong(stat[12]));
            return new Start(wall, cpu, memory);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
