package dev.watchkeeper.history;

import dev.watchkeeper.catalog.EventMeasure;
import dev.watchkeeper.catalog.EventMetricReader;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.sqlite.SqliteSource;
import dev.watchkeeper.state.RollUps;
import dev.watchkeeper.state.StateDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A service that writes a log and events into SQLite, and a state with roll-ups of both.
final class Service implements AutoCloseable, InstantSource {

    static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration HOUR = Duration.ofHours(1);

    final Path file;
    final StateDatabase state;
    final RollUps rollUps;
    final LogSource log;
    final RolledLog rolledLog;
    final EventStream events;
    Instant now = TEN;

    private final Source source;

    Service(Path folder) throws SQLException {
        file = folder.resolve("service.db");
        create();
        state = StateDatabase.open(folder.resolve("state"));
        rollUps = new RollUps(state);
        source =
                new SqliteSource.Config(file.toString())
                        .open(new SourceContext("app", ZoneOffset.UTC, this, folder, folder));
        log =
                source.logs(
                        "app",
                        new LogMapping(
                                "log", null, Map.of(), null, null, null, null, null, List.of()));
        rolledLog = RolledLog.of("app", log, rollUps);
        events =
                new EventStream(
                        "jobs",
                        "app",
                        source.events(
                                "jobs",
                                new EventMapping(
                                        "event", null, Map.of(), "time", "type", List.of())),
                        List.of(),
                        Map.of(),
                        List.of(),
                        null,
                        null);
    }

    private void create() throws SQLException {
        run("CREATE TABLE log(id INTEGER PRIMARY KEY, time INTEGER, level, logger, message)");
        run("CREATE TABLE event(id INTEGER PRIMARY KEY, time INTEGER, type, ms REAL)");
    }

    @Override
    public Instant instant() {
        return now;
    }

    void run(String sql) throws SQLException {
        try (Connection app = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = app.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The file deleted and made anew, empty.
    void startAgain() throws Exception {
        Files.delete(file);
        create();
    }

    /// A log entry and an event every `step`.
    void write(Instant from, Instant until, Duration step) throws SQLException {
        try (Connection app = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement line =
                        app.prepareStatement(
                                "INSERT INTO log(time,level,logger,message) VALUES(?,?,?,?)");
                PreparedStatement event =
                        app.prepareStatement("INSERT INTO event(time,type,ms) VALUES(?,?,?)")) {
            app.setAutoCommit(false);
            int i = 0;
            for (Instant at = from; at.isBefore(until); at = at.plus(step), i++) {
                line.setLong(1, at.toEpochMilli());
                line.setString(2, i % 10 == 0 ? "ERROR" : "INFO");
                line.setString(3, i % 3 == 0 ? "api" : "worker");
                line.setString(4, "message " + i);
                line.addBatch();
                event.setLong(1, at.toEpochMilli());
                event.setString(2, i % 5 == 0 ? "failed" : "done");
                event.setDouble(3, 100 + i % 97);
                event.addBatch();
            }
            line.executeBatch();
            event.executeBatch();
            app.commit();
        }
    }

    MetricReader direct(boolean quantiles, String... values) {
        return new EventMetricReader(
                EventMeasure.of(events, Set.of("done"), Map.of(), List.of(values)), quantiles);
    }

    Rolling logRolling() {
        return new Rolling(
                new LogRolling(rolledLog.subject(), log), rollUps, this, Duration.ofDays(30));
    }

    Rolling metricRolling(MetricReader direct) {
        var rolled = (RolledMetric) RolledMetric.of(direct, rollUps);
        return new Rolling(
                new MetricRolling(rolled, new StreamPass(rolled.stream(), List.of(rolled))),
                rollUps,
                this,
                Duration.ofDays(30));
    }

    /// Everything that can be rolled up is.
    ///
    /// @return how many hours that were
    static int all(Rolling rolling) {
        int hours = 0;
        rolling.forget();
        rolling.begin(soon());
        for (int more = rolling.step(soon()); more > 0; more = rolling.step(soon())) {
            hours += more;
        }
        return hours;
    }

    static List<LevelCount> counts(LogSource log, TimeRange range, Duration width) {
        return log.count(new LevelQuery(range, width, true, LogFilter.ALL, soon())).counts();
    }

    static Measured read(MetricReader reader, TimeRange range, Duration width) {
        return reader.read(range, width, soon());
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        source.close();
        state.close();
    }
}
