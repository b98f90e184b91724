import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/// Makes one log twice: as a SQLite table without any index but its row id (`logs.db`), and as loguru
/// JSON lines (`logs.jsonl`). The same size and seed give the same log.
///
///     java -cp 'target/lib/*' bench/Generate.java FOLDER [ROWS]
///
/// 10,000,000 rows over 14 days that end at 2026-11-22T00:00:00Z take 2.4 GB and 4.7 GB (3 GB if the lines were not written as loguru writes them, with the text twice). One row in a
/// hundred is late by up to 50 ms, as threads make it.
final class Generate {

    static final Instant END = Instant.parse("2026-11-22T00:00:00Z");
    static final long SPAN_MICROS = 14L * 24 * 3600 * 1_000_000;

    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter REPR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);
    private static final String[] LOGGERS = {
        "gateway.api", "gateway.auth", "gateway.extraction", "worker.tts", "worker.overflow", "billing.usage"
    };
    private static final String TRACEBACK =
            """
            Traceback (most recent call last):
              File "/app/worker/run.py", line 88, in process
                audio = await provider.synthesize(text, voice)
              File "/app/worker/provider.py", line 142, in synthesize
                raise ProviderTimeout(f"no answer from {self.name} in {t} s")
            worker.errors.ProviderTimeout: no answer from inworld in 30 s
            """;

    private Generate() {}

    record Line(
            String time,
            String repr,
            double epoch,
            String level,
            int number,
            String logger,
            String module,
            String function,
            int line,
            String message,
            String exception,
            String extra) {}

    public static void main(String[] args) throws SQLException, IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: java -cp 'target/lib/*' bench/Generate.java FOLDER [ROWS]");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : 10_000_000;
        Path database = folder.resolve("logs.db");
        Path lines = folder.resolve("logs.jsonl");
        Files.deleteIfExists(database);
        var random = new Random(20261122);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(lines), 1 << 20)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = OFF");
                statement.execute("PRAGMA synchronous = OFF");
                statement.execute(
                        "CREATE TABLE logs (id INTEGER PRIMARY KEY, ts TEXT, level TEXT, logger TEXT,"
                                + " module TEXT, function TEXT, line INTEGER, message TEXT,"
                                + " exception TEXT, extra JSON)");
            }
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO logs VALUES (?,?,?,?,?,?,?,?,?,?)")) {
                for (int i = 0; i < rows; i++) {
                    Line line = line(random, i, rows);
                    store(insert, i + 1, line);
                    out.write(json(line).getBytes(StandardCharsets.UTF_8));
                    if ((i + 1) % 500_000 == 0) {
                        connection.commit();
                        System.err.printf("%,d of %,d rows%n", i + 1, rows);
                    }
                }
            }
            connection.commit();
        }
        System.out.printf(
                "%s %,d bytes, %s %,d bytes%n", database, Files.size(database), lines, Files.size(lines));
    }

    private static Line line(Random random, int i, int rows) {
        long micros = (long) ((double) SPAN_MICROS * i / rows);
        if (random.nextInt(100) == 0) {
            micros -= random.nextInt(50_000);
        }
        Instant time = END.minusNanos(SPAN_MICROS * 1000).plusNanos(micros * 1000);
        int dice = random.nextInt(1000);
        String level = dice < 10 ? "ERROR" : dice < 40 ? "WARNING" : dice < 240 ? "DEBUG" : "INFO";
        int number = dice < 10 ? 40 : dice < 40 ? 30 : dice < 240 ? 10 : 20;
        String logger = LOGGERS[random.nextInt(LOGGERS.length)];
        String module = logger.substring(logger.indexOf('.') + 1);
        String request = "req_" + Long.toHexString(random.nextLong() >>> 16);
        int user = random.nextInt(5000);
        int ms = 1 + random.nextInt(4000);
        String message =
                switch (level) {
                    case "ERROR" ->
                            dice < 5
                                    ? "synthesis of job_" + Integer.toHexString(random.nextInt()) + " timed out after 30 s"
                                    : "page " + random.nextInt(90) + ": 429 from gemini, giving up after 3 tries";
                    case "WARNING" -> "queue depth " + random.nextInt(200) + " above 100, overflow to serverless";
                    case "DEBUG" -> "cache miss for voice " + random.nextInt(40) + ", loaded in " + ms + " ms";
                    default ->
                            switch (dice % 3) {
                                case 0 -> "GET /v1/documents/" + random.nextInt(100_000) + " 200 in " + ms + " ms";
                                case 1 -> "synthesized " + ms + " characters for user " + user;
                                default -> "extracted page " + random.nextInt(90) + " of document " + random.nextInt(100_000);
                            };
                };
        return new Line(
                TEXT.format(time),
                REPR.format(time),
                time.getEpochSecond() + time.getNano() / 1e9,
                level,
                number,
                logger,
                module,
                "process_" + module,
                20 + dice,
                message,
                level.equals("ERROR") && dice < 5 ? TRACEBACK : null,
                "{\"request_id\": \"%s\", \"user\": %d, \"job_id\": \"job_%08x\", \"client\": \"10.0.%d.%d\", \"build\": \"3f2a9c1\"}"
                        .formatted(request, user, random.nextInt(), random.nextInt(256), random.nextInt(256)));
    }

    private static void store(PreparedStatement insert, int id, Line line) throws SQLException {
        insert.setInt(1, id);
        insert.setString(2, line.time());
        insert.setString(3, line.level());
        insert.setString(4, line.logger());
        insert.setString(5, line.module());
        insert.setString(6, line.function());
        insert.setInt(7, line.line());
        insert.setString(8, line.message());
        insert.setString(9, line.exception());
        insert.setString(
                10, line.extra());
        insert.execute();
    }

    /// As loguru writes it with `serialize=True`, but for the parts of a record that nobody reads.
    private static String json(Line line) {
        String exception =
                line.exception() == null
                        ? "null"
                        : "{\"type\": \"ProviderTimeout\", \"value\": \"no answer\", \"traceback\": true}";
        String text = line.message() + (line.exception() == null ? "" : "\n" + line.exception());
        return "{\"text\": \""
                + text.replace("\"", "\\\"").replace("\n", "\\n")
                + "\", \"record\": {\"exception\": "
                + exception
                + ", \"extra\": "
                + line.extra()
                + ", \"function\": \""
                + line.function()
                + "\", \"level\": {\"name\": \""
                + line.level()
                + "\", \"no\": "
                + line.number()
                + "}, \"line\": "
                + line.line()
                + ", \"message\": \""
                + line.message()
                + "\", \"module\": \""
                + line.module()
                + "\", \"name\": \""
                + line.logger()
                + "\", \"time\": {\"repr\": \""
                + line.repr()
                + "\", \"timestamp\": "
                + String.format("%.6f", line.epoch())
                + "}}}\n";
    }
}
