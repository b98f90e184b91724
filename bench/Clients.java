import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// The measuring half of `bench/clients`, which says what it is for and starts it.
final class Clients {

    private static final Instant END = Instant.parse("2026-11-22T00:00:00Z");
    private static final int CHEAP = 90;
    private static final int SLOW = 10;
    /// So many that none of them meets the limit of calls a minute.
    private static final int TOKENS = 8;

    private final Process server;
    private final List<String> tokens;
    private final int port;
    private final long think;

    private Clients(Process server, List<String> tokens, int port, long think) {
        this.server = server;
        this.tokens = tokens;
        this.port = port;
        this.think = think;
    }

    /// A token for everything, made as users make theirs.
    private static String token(String name, Path config, Path state) throws Exception {
        Process add =
                new ProcessBuilder(
                                "./watchkeeper", "tokens", "add", name, "--everything",
                                "--calls-per-minute", "10000",
                                "--config", config.toString(), "--state", state.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var out = add.inputReader()) {
            return out.readLine();
        }
    }

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]).toAbsolutePath();
        Duration time = Duration.ofSeconds(Long.parseLong(args[1]));
        int rounds = Integer.parseInt(args[3]);
        Path work = Files.createTempDirectory("clients");
        Path config =
                Files.writeString(
                        work.resolve("tools.yaml"),
                        """
                        sources:
                          database: {type: sqlite, path: "%s"}
                          lines: {type: jsonl, path: "%s", format: loguru}
                        logs:
                          table: {source: database}
                          lines: {source: lines}
                        """
                                .formatted(data.resolve("logs.db"), data.resolve("logs.jsonl")));
        var tokens = new ArrayList<String>();
        for (int i = 0; i < TOKENS; i++) {
            tokens.add(token("bench-" + i, config, work.resolve("state")));
        }
        var builder =
                new ProcessBuilder(
                        "./watchkeeper", "serve", "--http", "--port", "0",
                        "--config", config.toString(), "--state", work.resolve("state").toString(),
                        "--now", END.toString());
        Process server = builder.redirectErrorStream(true).start();
        try {
            var clients = new Clients(server, tokens, port(server), Long.parseLong(args[2]));
            System.out.printf(
                    "%d clients with cheap calls, %s ms apart; %d with scans; %d s each%n",
                    CHEAP, args[2], SLOW, time.toSeconds());
            clients.phase("to warm up", time, 0).print();
            var alone = new ArrayList<Double>();
            var beside = new ArrayList<Double>();
            for (int i = 0; i < rounds; i++) {
                alone.add(clients.phase("alone", time, 0).print());
                beside.add(clients.phase("with scans", time, SLOW).print());
            }
            System.out.printf(
                    "p95 with scans against p95 alone, medians of %d: %.2f%n",
                    rounds, median(beside) / median(alone));
            double under = clients.underAttack(time);
            System.out.printf(
                    "p95 beside hostile senders against p95 alone: %.2f%n", under / median(alone));
            System.out.println("server: " + resident(server));
        } finally {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
        }
    }

    private static int port(Process server) throws IOException {
        var out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("serving http")) {
                Thread.ofVirtual().start(() -> out.lines().forEach(rest -> System.out.println("  " + rest)));
                return URI.create(line.replaceAll(".*serving (\\S+) .*", "$1")).getPort();
            }
            System.out.println("  " + line);
        }
        throw new IOException("the server did not start");
    }

    /// What came of the calls of a phase.
    private record Result(String name, List<Double> millis, Map<String, AtomicLong> others, double seconds,
            double processors) {

        double print() {
            double p95 = quantile(0.95);
            System.out.printf(
                    "%-24s cheap calls: %6d (%.0f/s), p50 %6.1f ms, p95 %6.1f ms, p99 %6.1f ms, max %6.0f ms   server on %.2f processors   %s%n",
                    name, millis.size(), millis.size() / seconds, quantile(0.5), p95, quantile(0.99),
                    quantile(1), processors, new TreeMap<>(others));
            return p95;
        }

        private double quantile(double share) {
            return millis.isEmpty() ? Double.NaN : millis.get((int) Math.min(millis.size() - 1, share * millis.size()));
        }
    }

    private Result phase(String name, Duration time, int slow) throws InterruptedException {
        double cpu = cpuSeconds();
        long end = System.nanoTime() + time.toNanos();
        var millis = new ConcurrentLinkedQueue<Double>();
        var others = new ConcurrentSkipListMap<String, AtomicLong>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CHEAP; i++) {
            String stream = i % 2 == 0 ? "table" : "lines";
            threads.add(Thread.ofVirtual().start(() -> ask(end, think, () -> cheap(stream), millis, "cheap", others)));
        }
        for (int i = 0; i < slow; i++) {
            String stream = i % 2 == 0 ? "table" : "lines";
            threads.add(Thread.ofVirtual().start(() -> ask(end, 0, () -> scan(stream), null, "scan", others)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Result(name, millis.stream().sorted().toList(), others, time.toMillis() / 1e3,
                (cpuSeconds() - cpu) / (time.toMillis() / 1e3));
    }

    /// What the server has used of processors.
    private double cpuSeconds() {
        return java(server).info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    /// The script may have Java as a child instead of becoming it.
    private static ProcessHandle java(Process server) {
        return server.descendants().findFirst().orElse(server.toHandle());
    }

    private interface Question {
        String text();
    }

    private void ask(
            long end, long think, Question question, ConcurrentLinkedQueue<Double> millis, String kind,
            Map<String, AtomicLong> others) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (System.nanoTime() < end) {
            // Not all at the same moment.
            pause(think == 0 ? 0 : random.nextLong(2 * think));
            try (var connection = new Connection(tokens, port)) {
                while (System.nanoTime() < end) {
                    long begun = System.nanoTime();
                    String answer = connection.ask(question.text());
                    if (answer.contains("\"isError\":false")) {
                        if (millis != null) {
                            millis.add((System.nanoTime() - begun) / 1e6);
                        } else {
                            count(others, kind + " answered");
                        }
                    } else {
                        count(others, kind + " " + answer.replaceAll("(?s).*\"text\":\"([^\"]{0,60}).*", "$1").lines().findFirst().orElse(""));
                    }
                    Thread.sleep(think == 0 ? 0 : random.nextLong(2 * think));
                }
            } catch (IOException e) {
                count(others, kind + " connection " + e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void count(Map<String, AtomicLong> others, String what) {
        others.computeIfAbsent(what, key -> new AtomicLong()).incrementAndGet();
    }

    private static String cheap(String stream) {
        Instant until = END.minus(Duration.ofHours(6 + ThreadLocalRandom.current().nextInt(300)));
        return call(
                "query_logs",
                "\"stream\":\"%s\",\"from\":\"%s\",\"until\":\"%s\",\"level\":\"ERROR\",\"limit\":10"
                        .formatted(stream, until.minus(Duration.ofMinutes(10)), until));
    }

    private static String scan(String stream) {
        return call(
                "query_logs",
                "\"stream\":\"%s\",\"from\":\"%s\",\"until\":\"%s\",\"contains\":[\"not in any entry\"]"
                        .formatted(stream, END.minus(Duration.ofDays(14)), END));
    }

    private static String call(String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{%s}}}"
                .formatted(tool, arguments);
    }

    /// Cheap calls beside those who mean harm; their p95. The harmful ones run in a process of their own that
    /// gets what processor time is left, because in earnest theirs would be another machine's.
    private double underAttack(Duration time) throws Exception {
        Process attack =
                new ProcessBuilder(
                                "nice", "-n", "19",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "bench/Attack.java",
                                String.valueOf(port), String.valueOf(time.toSeconds()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var in = attack.outputWriter(); var out = attack.inputReader()) {
            for (String token : tokens) {
                in.write(token + "\n");
            }
            in.close();
            out.readLine();
            double p95 = phase("beside hostile senders", time, 0).print();
            System.out.println("  " + out.readLine());
            return p95;
        } finally {
            attack.destroy();
        }
    }

    private static String head(List<String> tokens, String length) {
        return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + tokens.get(ThreadLocalRandom.current().nextInt(tokens.size()))
                + "\r\n"
                + length
                + "\r\n\r\n";
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String resident(Process server) throws IOException {
        return Files.readString(Path.of("/proc/" + java(server).pid() + "/status"))
                .lines()
                .filter(line -> line.matches("(VmHWM|RssAnon|RssFile|Threads):.*"))
                .reduce("", (all, line) -> all + line.replaceAll("\\s+", " ") + "  ");
    }

    /// A connection that asks and waits: little work beside what is measured.
    private static final class Connection implements AutoCloseable {

        private final List<String> tokens;
        private final Socket socket;
        private final InputStream in;

        Connection(List<String> tokens, int port) throws IOException {
            this.tokens = tokens;
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(90_000);
            in = new BufferedInputStream(socket.getInputStream());
        }

        String ask(String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write((head(tokens, "Content-Length: " + bytes.length) + body).getBytes(StandardCharsets.UTF_8));
            Map<String, String> headers = new HashMap<>();
            String status = line();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon).toLowerCase(java.util.Locale.ROOT), line.substring(colon + 1).strip());
            }
            String answer =
                    new String(
                            in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))),
                            StandardCharsets.UTF_8);
            if ("close".equalsIgnoreCase(headers.get("connection"))) {
                throw new IOException(status + " " + answer);
            }
            return answer;
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("closed");
                }
                line.append((char) c);
            }
            return line.toString().strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
