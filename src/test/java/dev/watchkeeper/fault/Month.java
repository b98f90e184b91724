package dev.watchkeeper.fault;

import dev.watchkeeper.cli.Phone;
import dev.watchkeeper.cli.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A small service that lives for a month, with one fault a day at ten o'clock: two logs and a
/// table of events, which are written as time goes on.
final class Month implements AutoCloseable {

    static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    static final Duration STEP = Duration.ofMinutes(5);

    /// Days without a fault, in which it is learned what is usual.
    static final int WARM = 3;

    /// What goes wrong, in turn.
    enum Kind {
        /// An error that was never seen before, for twenty minutes.
        ERROR,
        /// A stream that says nothing for two hours.
        SILENCE,
        /// A queue that holds far more than it should, for forty minutes.
        BACKLOG,
        /// The error of five days before is back.
        ERROR_AGAIN,
        /// A source whose file is gone for half an hour.
        UNREADABLE
    }

    private static final String[] WHAT = {
        "the ledger rejected a charge",
        "the mixer ran out of voices",
        "the gateway refused a reader",
        "the archive is out of order",
        "the renderer gave up a page",
        "the mailer lost its address"
    };

    final SmallWorld world;
    final Phone phone = new Phone();
    private final Connection events;
    private Instant written = BEGIN;

    Month(Path folder) throws IOException, SQLException {
        world = new SmallWorld(Files.createDirectories(folder));
        Files.writeString(
                folder.resolve("tools.yaml"),
                """
                sources:
                  app: {type: jsonl, path: app.jsonl}
                  worker: {type: jsonl, path: worker.jsonl}
                  db: {type: sqlite, path: events.db}
                logs:
                  app: {source: app}
                  worker: {source: worker, expect_every: 15m}
                events:
                  service: {source: db, table: event, time: time, type: type}
                metrics:
                  backlog: {stream: service, event: queued, value: depth, aggregate: max, unit: jobs, normal: "< 100", concerning: "> 300"}
                checks: {window: 2h, baseline: 2d}
                notify:
                  phone: {type: ntfy, url: "%s"}
                investigate: {investigator: playbook}
                """
                        .formatted(phone.topic()));
        events = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        try (Statement statement = events.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("CREATE TABLE event (time TEXT, type TEXT, depth REAL)");
        }
        events.setAutoCommit(false);
    }

    static Kind kind(int day) {
        return Kind.values()[(day - WARM) % Kind.values().length];
    }

    /// What a person is told of the fault of a day.
    static String told(int day) {
        return switch (kind(day)) {
            case ERROR -> WHAT[(day - WARM) / Kind.values().length];
            case ERROR_AGAIN -> WHAT[(day - WARM) / Kind.values().length];
            case SILENCE -> "worker";
            case BACKLOG -> "backlog";
            case UNREADABLE -> "cannot be read";
        };
    }

    static Instant midnight(int day) {
        return BEGIN.plus(Duration.ofDays(day));
    }

    /// When the fault of a day begins.
    static Instant fault(int day) {
        return midnight(day).plus(Duration.ofHours(10));
    }

    /// Lets the service live until a time.
    void liveUntil(Instant now) throws IOException, SQLException {
        var app = new ArrayList<String>();
        var worker = new ArrayList<String>();
        try (PreparedStatement insert =
                events.prepareStatement("INSERT INTO event VALUES (?, 'queued', ?)")) {
            for (; written.isBefore(now); written = written.plus(STEP)) {
                int day = (int) Duration.between(BEGIN, written).toDays();
                long minutes = Duration.between(fault(day), written).toMinutes();
                Kind fault = day < WARM || minutes < 0 ? null : kind(day);
                long n = written.getEpochSecond() / 300;
                app.add(Scene.line(written, "INFO", "charge " + n % 7919 + " booked"));
                boolean fails = (fault == Kind.ERROR || fault == Kind.ERROR_AGAIN) && minutes < 20;
                for (int i = 0; fails && i < 25; i++) {
                    app.add(Scene.line(written.plusSeconds(12L * i + 7), "ERROR", told(day)));
                }
                if (fault != Kind.SILENCE || minutes >= 120) {
                    worker.add(
                            Scene.line(
                                    written.plusSeconds(11), "INFO", "page " + n % 977 + " done"));
                }
                for (int i = 0; i < 5; i++) {
                    insert.setString(1, written.plusSeconds(60L * i + 3).toString());
                    insert.setDouble(
                            2,
                            fault == Kind.BACKLOG && minutes < 40
                                    ? 500.0 + i
                                    : 40.0 + (n * 7 + i * 3L) % 20);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        events.commit();
        append("app.jsonl", app);
        append("worker.jsonl", worker);
        int day = (int) Duration.between(BEGIN, now).toDays();
        long minutes = Duration.between(fault(day), now).toMinutes();
        boolean gone = day >= WARM && kind(day) == Kind.UNREADABLE && minutes >= 0 && minutes < 30;
        move(gone);
    }

    private void append(String name, List<String> lines) throws IOException {
        Path away = world.folder.resolve(name + ".away");
        Files.write(
                Files.exists(away) ? away : world.folder.resolve(name),
                lines,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private void move(boolean gone) throws IOException {
        Path here = world.folder.resolve("worker.jsonl");
        Path away = world.folder.resolve("worker.jsonl.away");
        if (gone && Files.exists(here)) {
            Files.move(here, away);
        } else if (!gone && Files.exists(away)) {
            Files.move(away, here);
        }
    }

    SmallWorld.Result patrol(Instant now) throws IOException, SQLException {
        liveUntil(now);
        return world.plain(
                "patrol",
                "--config",
                world.folder.resolve("tools.yaml").toString(),
                "--state",
                world.state().toString(),
                "--now",
                now.toString());
    }

    @Override
    public void close() throws SQLException {
        events.close();
        phone.close();
    }
}
