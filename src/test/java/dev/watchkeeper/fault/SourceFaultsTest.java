package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.SmallWorld;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One of two sources is in trouble: the person hears which, and the other is watched as ever. Real
/// SQLite files and real locks, in whole patrols.
final class SourceFaultsTest {

    private static final Instant NOW = SmallWorld.NOW;
    private static final String ERROR = "ledger rejected the charge of a reader";

    @TempDir Path folder;
    private Scene scene;
    private Path file;

    @BeforeEach
    void twoSources() throws IOException, SQLException {
        scene = new Scene(folder, Scene.RULES);
        file = folder.resolve("jobs.db");
        Files.writeString(
                folder.resolve("tools.yaml"),
                """
                sources:
                  app: {type: jsonl, path: app.jsonl}
                  db: {type: sqlite, path: jobs.db}
                logs:
                  app: {source: app, time: time, level: level, logger: logger, message: message}
                  jobs: {source: db, table: log, time: time, level: level, message: message}
                checks: {window: 2h, baseline: 3d}
                notify:
                  phone: {type: ntfy, url: "%s"}
                %s
                """
                        .formatted(scene.phone.topic(), Scene.RULES));
        make();
    }

    @AfterEach
    void hangUp() {
        scene.close();
    }

    private void make() throws SQLException {
        try (Connection app = open()) {
            run(app, "CREATE TABLE log (time TEXT, level TEXT, message TEXT)");
            run(
                    app,
                    "WITH RECURSIVE n(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM n WHERE x < 860)"
                            + " INSERT INTO log SELECT strftime('%Y-%m-%dT%H:%M:%SZ',"
                            + " unixepoch('"
                            + NOW
                            + "') - (860 - x) * 300, 'unixepoch'), 'INFO',"
                            + " 'job ' || x || ' done ' || hex(randomblob(40)) FROM n");
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static void run(Connection connection, String... sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    private void jobFails(Instant until) throws SQLException {
        try (Connection app = open()) {
            for (int i = 10; i > 0; i--) {
                run(
                        app,
                        "INSERT INTO log VALUES ('"
                                + until.minus(Duration.ofMinutes(i))
                                + "', 'ERROR', 'worker lost its connection to the mixer')");
            }
        }
    }

    /// A patrol that can read one of the two.
    private void othersWork(Instant now, String reason) throws IOException {
        scene.errors(now, 20, ERROR);
        SmallWorld.Result patrol = scene.patrol(now);

        assertThat(patrol.code()).as("%s%s", patrol.out(), patrol.err()).isEqualTo(3);
        assertThat(scene.told("jobs cannot be read")).isNotEmpty();
        assertThat(patrol.out()).contains(reason);
        assertThat(scene.told(ERROR)).isNotEmpty();
        assertThat(scene.run(now, "status").out()).contains("jobs");
    }

    /// It can be read again: that is told, and what fails there is found.
    private void worksAgain(Instant now) throws IOException, SQLException {
        jobFails(now);
        scene.errors(now, 1, ERROR);
        assertThat(scene.patrol(now).code()).isEqualTo(1);
        assertThat(scene.told("worker lost its connection to the mixer")).isNotEmpty();
        // that it is over is told when it stayed so for half an hour
        Instant later = now.plus(Duration.ofMinutes(40));
        scene.errors(later, 1, ERROR);
        scene.patrol(later);
        assertThat(scene.phone.messages())
                .anyMatch(m ->
                        m.contains("jobs cannot be read") && m.contains("It can be read again"));
        scene.assertInvariant();
    }

    @Test
    void aDatabaseThatIsLockedIsBusyAndTheOthersWork() throws Exception {
        try (Connection app = open()) {
            run(app, "BEGIN EXCLUSIVE");
            othersWork(NOW, "source busy: another process kept ");
            run(app, "COMMIT");
        }
        worksAgain(NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void aColumnThatIsGoneIsNamedAndTheOthersWork() throws Exception {
        try (Connection app = open()) {
            run(app, "ALTER TABLE log RENAME COLUMN message TO text");
            othersWork(NOW, "message");
            run(app, "ALTER TABLE log RENAME COLUMN text TO message");
        }
        worksAgain(NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void aDamagedPageIsSaidAndWhatCanBeReadIsReadAndNothingIsMended() throws Exception {
        jobFails(NOW);
        byte[] bytes = Files.readAllBytes(file);
        int page = 4096 * 6;
        Arrays.fill(bytes, page, page + 4096, (byte) 0x77);
        Files.write(file, bytes);
        scene.errors(NOW, 20, ERROR);

        SmallWorld.Result patrol = scene.patrol(NOW);

        assertThat(patrol.code()).as("%s%s", patrol.out(), patrol.err()).isIn(1, 3);
        assertThat(patrol.out() + patrol.err()).contains("damaged");
        assertThat(scene.told(ERROR)).isNotEmpty();
        assertThat(scene.told("worker lost its connection to the mixer")).isNotEmpty();
        assertThat(file).hasBinaryContent(bytes);
        scene.assertInvariant();
    }

    @Test
    void aDatabaseThatWasMadeAnewIsReadFromItsBeginning() throws Exception {
        scene.patrol(NOW);
        Files.delete(file);
        make();
        worksAnew(NOW.plus(Duration.ofMinutes(10)));
    }

    private void worksAnew(Instant now) throws Exception {
        jobFails(now);
        scene.healthy(NOW, now);
        assertThat(scene.patrol(now).code()).isEqualTo(1);
        assertThat(scene.told("worker lost its connection to the mixer").size()).isBetween(1, 2);
        scene.assertInvariant();
    }

    /// Ten calls at once, while the application writes without any patience.
    @Test
    void theApplicationIsNeverHeldUpByTenCallsAtOnce() throws Exception {
        PrintStream out = System.out;
        try (Connection app = open();
                var callers = Executors.newFixedThreadPool(10)) {
            run(app, "PRAGMA journal_mode = WAL", "PRAGMA busy_timeout = 0");
            var calls = new ArrayList<Future<Integer>>();
            Callable<Integer> call =
                    () ->
                            scene.run(NOW, "call", "find_log_patterns", "{\"stream\":\"jobs\"}")
                                    .code();
            for (int i = 0; i < 10; i++) {
                calls.add(callers.submit(call));
            }
            int written = 0;
            while (written < 200 || calls.stream().anyMatch(c -> !c.isDone())) {
                run(app, "INSERT INTO log VALUES ('" + NOW + "', 'INFO', 'written')");
                written++;
            }
            for (Future<Integer> one : calls) {
                assertThat(answer(one)).isZero();
            }
            try (Statement statement = app.createStatement();
                    var row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                row.next();
                assertThat(row.getInt(1)).as("a reader was left behind").isZero();
            }
        } finally {
            // each command line turns it to stderr and back, and they were ten at once
            System.setOut(out);
        }
    }

    private static int answer(Future<Integer> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
