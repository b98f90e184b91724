package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.config.ConfigReader;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `init` finds on a host, and what it makes of it.
final class InitCommandTest {

    private static final Instant NOW = HostWorld.NOW;

    @TempDir Path folder;
    private HostWorld host;
    private SmallWorld shell;

    @BeforeEach
    void anEmptyHost() throws IOException {
        host = HostWorld.in(folder);
        shell = new SmallWorld(folder);
    }

    private Path proposal() {
        return folder.resolve("proposal.yaml");
    }

    private SmallWorld.Result init(String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "init",
                                "--seconds",
                                "3600",
                                "--yes",
                                "--root",
                                host.root().toString(),
                                "--now",
                                NOW.toString(),
                                "--output",
                                proposal().toString()));
        arguments.addAll(List.of(more));
        return shell.plain(arguments.toArray(String[]::new));
    }

    private Configuration loaded() {
        return new ConfigReader(Workplace.vocabulary(), Map.of()).read(proposal());
    }

    private String written() throws IOException {
        return Files.readString(proposal())
                .replace(host.root().toString(), "")
                .replaceAll("watchkeeper-[0-9a-f]{20}", "watchkeeper-RANDOM");
    }

    private HostWorld service() throws Exception {
        return host.text("/etc/timezone", "Etc/UTC\n")
                .service(
                        "app.service",
                        "User=app",
                        "WorkingDirectory=/srv/app",
                        "ExecStart=/srv/app/run --token secret-of-the-app")
                .jsonLog("/srv/app/logs/gateway.jsonl", Duration.ofDays(3))
                .database(
                        "/srv/app/app.db",
                        "CREATE TABLE app_log(id INTEGER PRIMARY KEY, at TEXT, severity TEXT, text TEXT, job_id TEXT)",
                        "INSERT INTO app_log(at, severity, text, job_id) VALUES"
                                + "('2026-03-11 12:10:00','INFO','begun','j1'),('2026-03-11 12:14:00','ERROR','ended','j1')",
                        "CREATE TABLE metrics_event(id INTEGER PRIMARY KEY, timestamp TEXT, event_type TEXT, data TEXT)",
                        "INSERT INTO metrics_event(timestamp, event_type, data) VALUES"
                                + "('2026-03-11 12:01:00','queued','{\"request_id\":\"r1\"}'),"
                                + "('2026-03-11 12:02:00','queued','{\"request_id\":\"r2\"}'),"
                                + "('2026-03-11 12:03:00','error','{\"request_id\":\"r2\",\"message\":\"refused\"}')",
                        "CREATE TABLE job(id INTEGER PRIMARY KEY, state TEXT, created INTEGER)",
                        "INSERT INTO job(state, created) VALUES('done',1773230000),('queued',1773230400)",
                        "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT)");
    }

    @Test
    void eachEntrySaysWhatWasSeen() throws Exception {
        service();

        SmallWorld.Result result = init();

        assertThat(result.out() + result.err()).doesNotContain("internal error");
        assertThat(written())
                .isEqualTo(Files.readString(Path.of("src/test/resources/init/small-host.yaml")));
        assertThat(
                        result.out()
                                .replace(host.root().toString(), "")
                                .replace(proposal().toString(), "FILE"))
                .isEqualTo(
                        """
                        Watched, by FILE
                          app_log  log /srv/app/app.db, newest 60 s ago
                          metrics_event-errors  log /srv/app/app.db, newest 12 min ago
                          gateway  log /srv/app/logs/gateway.jsonl, newest 60 s ago
                          metrics_event  events of /srv/app/app.db, newest 12 min ago
                          job  queue in /srv/app/app.db
                        Read it, then run:  watchkeeper check --config FILE
                                       and  watchkeeper doctor --config FILE
                        """);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(proposal())))
                .isEqualTo("rw-r-----");
        assertThat(loaded().logs()).containsOnlyKeys("app_log", "metrics_event-errors", "gateway");
        assertThat(Files.readString(proposal())).doesNotContain("secret-of-the-app");
    }

    @Test
    void theProposalIsReadByACheck() throws Exception {
        service();
        init();

        SmallWorld.Result check =
                shell.plain(
                        "check",
                        "--config",
                        proposal().toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--now",
                        NOW.toString());

        assertThat(check.err()).isEmpty();
        assertThat(check.out()).contains("SEV3  new        ended");
        assertThat(check.code()).isEqualTo(1);
    }

    @Test
    void nothingOnTheHostIsChanged() throws Exception {
        service();
        try (var writer = DriverManager.getConnection("jdbc:sqlite:" + host.at("/srv/app/wal.db"));
                var statement = writer.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("CREATE TABLE entry(time TEXT, level TEXT, message TEXT)");
            statement.execute("INSERT INTO entry VALUES('2026-03-11 12:14:30','INFO','alive')");
            List<String> before = host.contents();

            init();

            assertThat(host.contents()).isEqualTo(before);
            assertThat(loaded().logs()).containsKey("entry");
        }
    }

    @Test
    void aLogWhoseApplicationWasKilledIsNotTouched() throws Exception {
        Path live = host.at("/srv/app/live.db");
        try (var writer = DriverManager.getConnection("jdbc:sqlite:" + live);
                var statement = writer.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("CREATE TABLE entry(time TEXT, level TEXT, message TEXT)");
            Files.copy(live, host.at("/srv/killed/k.db"));
            Files.copy(Path.of(live + "-wal"), host.at("/srv/killed/k.db-wal"));
        }
        Files.delete(live);
        List<String> before = host.contents();

        SmallWorld.Result result = init();

        assertThat(result.out())
                .contains(
                        "/srv/killed/k.db: its application was killed and left a write-ahead log without an index; start the"
                                + " application once, then run init again");
        assertThat(host.contents()).isEqualTo(before);
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void namesOfStrangersEndNoLineAndBeginNoKey() throws Exception {
        String evil = "a: {b}\n- \"c\" # d\u2028e ${HOME} 'f' \u202Eg";
        host.jsonLog("/srv/app/" + evil + ".jsonl", Duration.ofHours(2))
                .database(
                        "/srv/app/" + evil + ".db",
                        "CREATE TABLE \"x\"\"y\nsources: {}\"(time TEXT, level TEXT, message TEXT)",
                        "INSERT INTO \"x\"\"y\nsources: {}\" VALUES('2026-03-11 12:14:00','INFO','m')");

        SmallWorld.Result result = init();

        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(loaded().sources()).hasSize(2);
        assertThat(loaded().logs().values())
                .extracting(log -> String.valueOf(log.table()))
                .containsExactlyInAnyOrder("null", "x\"y\nsources: {}");
        SmallWorld.Result check =
                shell.plain(
                        "check",
                        "--config",
                        proposal().toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--now",
                        NOW.toString());
        assertThat(check.err()).isEmpty();
        assertThat(check.code()).as(check.out()).isZero();
    }

    @Test
    void aFileThatExistsIsNeverOverwritten() throws Exception {
        service();
        Files.writeString(proposal(), "mine\n");

        SmallWorld.Result result = init();

        assertThat(result.err().replace(proposal().toString(), "FILE"))
                .isEqualTo(
                        "there is already a file FILE, which is never overwritten; write the proposal beside it with"
                                + " --output FILE.new and compare: diff FILE FILE.new\n");
        assertThat(result.code()).isEqualTo(2);
        assertThat(proposal()).content().isEqualTo("mine\n");
    }

    @Test
    void aHostWithNothingToWatchIsSaidToBeOne() throws IOException {
        SmallWorld.Result result = init();

        assertThat(result.out())
                .isEqualTo(
                        "Nothing was found that can be watched, so nothing was written. If logs or SQLite files lie"
                                + " elsewhere, name their folder: watchkeeper init FOLDER\n");
        assertThat(result.code()).isEqualTo(1);
        assertThat(proposal()).doesNotExist();
    }

    @Test
    void pipesAreNotOpenedAndLoopsOfLinksNotFollowed() throws Exception {
        service();
        Process made =
                new ProcessBuilder("mkfifo", host.at("/srv/app/logs/pipe.log").toString()).start();
        assertThat(made.waitFor()).isZero();
        Files.createSymbolicLink(host.at("/srv/app/loop"), host.at("/srv/app"));
        Files.createSymbolicLink(host.at("/srv/app/self.log"), Path.of("self.log"));

        SmallWorld.Result result = init();

        assertThat(result.code()).isZero();
        assertThat(result.out()).doesNotContain("pipe.log").doesNotContain("loop");
    }

    @Test
    void theRotatedFilesOfALogAreOneLog() throws Exception {
        host.jsonLog("/srv/app/app.jsonl", Duration.ofHours(2))
                .jsonLog("/srv/app/app.2026-03-10_00-00-00_123456.jsonl", Duration.ofHours(2))
                .jsonLog("/srv/app/app.jsonl.1", Duration.ofHours(2))
                .jsonLog("/srv/app/worker-1.jsonl", Duration.ofHours(2))
                .jsonLog("/srv/app/worker-2.jsonl", Duration.ofHours(2));

        init();

        assertThat(loaded().logs()).containsOnlyKeys("app", "worker-1", "worker-2");
    }

    @Test
    void whatIsNotWrittenAnyMoreStandsThereAsAComment() throws Exception {
        service();
        host.text(
                        "/srv/app/logs/old.log",
                        "2025-11-01 10:00:00 INFO something\n2025-11-01 10:00:01 INFO else\n")
                .changed("/srv/app/logs/old.log", Instant.parse("2025-11-01T10:00:01Z"));

        SmallWorld.Result result = init();

        assertThat(result.out()).contains("logs/old.log: last written 130 days ago");
        assertThat(written()).contains("#   old-log: {type: text, path: /srv/app/logs/old.log}\n");
        assertThat(loaded().logs()).doesNotContainKey("old");
    }

    @Test
    void timesInUtcOnAHostThatIsElsewhereAreNoticed() throws Exception {
        host.text("/etc/timezone", "Europe/Vienna\n")
                .database(
                        "/srv/app/app.db",
                        "CREATE TABLE entry(time TEXT, level TEXT, message TEXT)",
                        "INSERT INTO entry VALUES('2026-03-11 12:14:00','INFO','alive')");

        init();

        assertThat(written())
                .contains(
                        """
                        # The zone of times that name none. This host has Europe/Vienna, but the newest entries agree with the changes
                        # of their files only when they are read as UTC.
                        timezone: UTC
                        """);
    }

    @Test
    void serversThatCannotBeReadAreNamedAndNotProposed() throws Exception {
        service();
        host.text("/etc/redis/redis.conf", "port 6379\n")
                .text("/var/lib/postgresql/16/main/PG_VERSION", "16\n")
                .text(
                        "/proc/net/tcp",
                        """
                          sl  local_address rem_address   st
                           0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 4711 1
                        """);

        init();

        assertThat(written())
                .contains("# Redis.\n# - configured in /etc/redis/redis.conf\n")
                .contains("# PostgreSQL.\n# - its data is in /var/lib/postgresql/16/main\n")
                .contains("# - loopback, port 8080 a process of another user\n");
    }

    @Test
    void aContainersLogIsFoundUnderItsName() throws Exception {
        String id = "0a1b".repeat(16);
        host.text("/var/lib/docker/containers/" + id + "/config.v2.json", "{\"Name\":\"/web\"}")
                .text(
                        "/var/lib/docker/containers/" + id + "/" + id + "-json.log",
                        "{\"log\":\"started\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-11T12:14:00Z\"}\n");

        SmallWorld.Result result = init();

        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(loaded().logs()).containsOnlyKeys("web");
    }

    @Test
    void whatTellsOfChangesIsProposed() throws Exception {
        service();
        host.text("/srv/app/.git/HEAD", "ref: refs/heads/main\n")
                .text("/srv/app/.git/refs/heads/main", "3f2a9c1d".repeat(5) + "\n")
                .text("/var/log/dpkg.log", "2026-03-10 06:00:00 upgrade jq:amd64 1.5 1.6\n")
                .text("/srv/app/logs/deploy.log", "2026-03-11 12:00:00 deployed 3f2a9c1 to app\n");

        init();

        // Where comments are wrapped hangs on how long the root folder's name is.
        assertThat(written().replaceAll("\n *# ", " "))
                .contains(
                        "A git checkout: /srv/app, branch main, commit 3f2a9c1d3f. app.service runs"
                                + " there: each checkout of another commit is a deploy.\n"
                                + "  app-code: {type: git, path: /srv/app, deploys: true} This machine:"
                                + " packages, services, reboots, what runs by the clock. files: and"
                                + " certificates: name further ones.\n"
                                + "  machine: {type: host, root: }\n")
                .contains(
                        "is.\n  deploy: {stream: deploy}\n  app-code: {source: app-code}\n  machine:"
                                + " {source: machine}\n");
        assertThat(loaded().changes()).containsOnlyKeys("deploy", "app-code", "machine");
    }
}
