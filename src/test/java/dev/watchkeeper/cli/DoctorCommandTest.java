package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the doctor sees, and what it says to type.
final class DoctorCommandTest {

    @TempDir Path folder;

    private SmallWorld world(String... sections) throws IOException {
        return new SmallWorld(folder).configured(sections).healthy();
    }

    /// The lines about one thing, with what to type.
    private static String about(SmallWorld.Result result, String what) {
        var lines = new StringBuilder();
        boolean in = false;
        for (String line : result.out().lines().toList()) {
            boolean remedy = line.startsWith("            →");
            in = remedy ? in : line.length() > 12 && line.substring(12).startsWith(what);
            if (in) {
                lines.append(line).append('\n');
            }
        }
        return lines.toString();
    }

    @Test
    void aHealthyInstallationIsToldLineByLine() throws IOException {
        SmallWorld world = world("investigate: {investigator: playbook}\n");
        world.run("patrol");

        SmallWorld.Result result = world.run("doctor");

        assertThat(about(result, "stream app"))
                .isEqualTo(
                        "ok          stream app: newest 5 min ago; 864 entries read, all understood\n");
        assertThat(about(result, "serve --stdio"))
                .isEqualTo("ok          serve --stdio: answers initialize\n");
        assertThat(about(result, "serve --http"))
                .startsWith("ok          serve --http: answers initialize, and lists ");
        assertThat(about(result, "claude"))
                .isEqualTo(
                        "ok          claude: not wanted: tools.yaml has the rules investigate\n");
        assertThat(about(result, "patrol"))
                .isEqualTo("ok          patrol: the last one was just now: 0 findings, 0 told\n");
        assertThat(about(result, "notify"))
                .isEqualTo(
                        "warn        notify: no channel is declared, so nobody is told of anything\n"
                                + "            → add to "
                                + folder.resolve("tools.yaml")
                                + " under notify: phone: {type: ntfy, url: \"${NTFY_URL}\"}\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void aBrokenToolsYamlShowsItsProblemsAsTheCheckDoes() throws IOException {
        SmallWorld world = world("logz: {}\n");

        SmallWorld.Result doctor = world.run("doctor");

        assertThat(doctor.code()).isEqualTo(2);
        assertThat(doctor.err()).isEqualTo(world.run("check").err());
    }

    @Test
    void aSilentStreamALateOneAndUnreadableLinesAreToldApart() throws IOException {
        SmallWorld world = new SmallWorld(folder);
        Files.writeString(
                folder.resolve("tools.yaml"),
                """
                sources:
                  silent: {type: text, path: silent.log}
                  late: {type: text, path: ahead.log}
                  broken: {type: jsonl, path: broken.jsonl}
                  gone: {type: text, path: gone.log}
                logs:
                  silent: {source: silent, expect_every: 10m}
                  late: {source: late}
                  broken: {source: broken}
                  gone: {source: gone}
                """);
        Files.writeString(folder.resolve("silent.log"), "2026-03-11 12:00:00 INFO begun\n");
        Files.writeString(folder.resolve("ahead.log"), "2026-03-11 13:14:00 INFO begun\n");
        Files.writeString(
                folder.resolve("broken.jsonl"),
                "{\"time\":\"2026-03-11T12:14:00Z\",\"level\":\"INFO\",\"message\":\"m\"}\nnot json\n");

        SmallWorld.Result result = world.run("doctor");

        assertThat(about(result, "stream"))
                .isEqualTo(
                        """
                        warn        stream silent: newest 15 min ago; 1 entry read, all understood; expect_every is 10 min
                                    → look whether its application runs; if this silence is normal, raise expect_every
                        warn        stream late: newest 59 min in the future; 1 entry read, all understood: its times are read in the wrong zone, or a clock is wrong
                                    → set timezone: in tools.yaml to the zone of times that name none, or mend the clock: timedatectl
                        warn        stream broken: newest 60 s ago; 1 entry read, 1 line or row not, such as broken.jsonl at byte 61 (the line is not a whole JSON object)
                                    → name format: or a pattern: for it in tools.yaml (docs/tools-yaml.md)
                        fail        stream gone: source gone: no file matches FOLDER/gone.log; correct path, or let the application write there first
                                    → correct it as it says, then: watchkeeper doctor --config FOLDER/tools.yaml --state FOLDER/state
                        """
                                .replace("FOLDER", folder.toString()));
    }

    @Test
    void aStatementThatDoesNotFitTheTablesFails() throws Exception {
        SmallWorld world = world("");
        try (var db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                var statement = db.createStatement()) {
            statement.execute("CREATE TABLE job(state TEXT)");
        }
        Files.writeString(
                folder.resolve("tools.yaml"),
                """
                sources:
                  db: {type: sqlite, path: app.db}
                metrics:
                  good: {source: db, statement: "SELECT count(*) FROM job"}
                  bad: {source: db, statement: "SELECT count(*) FROM jobs"}
                """);

        SmallWorld.Result result = world.run("doctor");

        assertThat(about(result, "metrics.good"))
                .isEqualTo("ok          metrics.good: reads, and gives 1 column\n");
        assertThat(about(result, "metrics.bad"))
                .startsWith("fail        metrics.bad: ")
                .contains("jobs");
        assertThat(about(result, "source db"))
                .contains("ok          source db: readable; its journal needs no further file\n")
                .contains(
                        "a statement that writes is refused by its text and by its program; opened read-only");
    }

    @Test
    void aTestMessageIsSentOnlyWhenAsked() throws IOException {
        try (Phone phone = new Phone()) {
            SmallWorld world = new SmallWorld(folder).notifying(phone).healthy();

            assertThat(about(world.run("doctor"), "channel phone"))
                    .startsWith("ok          channel phone: ntfy at ");
            assertThat(phone.titles()).isEmpty();
            assertThat(about(world.run("doctor", "--send"), "channel phone"))
                    .isEqualTo(
                            "ok          channel phone: took a test message; look whether it arrived\n");
            assertThat(phone.titles()).containsExactly("Watchkeeper: a test message");
        }
    }

    @Test
    void whatEndedOrEndsSoonIsSaid() throws IOException {
        SmallWorld world =
                world(
                        """
                        ignores:
                          - {pattern: "a <*>", reason: known, by: ops, until: 2026-03-01}
                          - {pattern: "b <*>", reason: known, by: ops, until: 2026-03-14}
                        """);

        SmallWorld.Result result = world.run("doctor");

        assertThat(about(result, "\""))
                .isEqualTo(
                        """
                        warn        "a <*>": ended on 2026-03-01 and hides nothing any more; by ops
                                    → take it out of FILE, or set a new until:
                        warn        "b <*>": ends in 3 days; by ops
                                    → decide anew in FILE
                        """
                                .replace("FILE", folder.resolve("tools.yaml").toString()));
    }

    @Test
    void theResultAsJsonHasEveryLine() throws IOException {
        SmallWorld.Result result = world().run("doctor", "--json");

        JsonNode seen = JsonMapper.shared().readTree(result.out()).path("observations");
        assertThat(seen.size()).isGreaterThan(12);
        JsonNode stream = seen.get(4);
        assertThat(stream.toString())
                .isEqualTo(
                        "{\"probe\":\"streams\",\"mark\":\"ok\",\"what\":\"stream app\",\"fact\":\"newest 5 min ago; 864"
                                + " entries read, all understood\",\"remedy\":null}");
    }

    @Test
    void theStateOfTheWatchIsNotMadeByLooking() throws IOException {
        SmallWorld world = world();

        SmallWorld.Result result = world.run("doctor");

        assertThat(about(result, world.state().toString()))
                .startsWith(
                        "warn        "
                                + world.state()
                                + ": not there yet; the first check makes it\n");
        assertThat(world.state()).doesNotExist();
    }

    @Test
    @Tag("slow")
    void asTheServicesUserAClosedLogIsSeen() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "only root can look as another user");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv here");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        SmallWorld world = world("");
        Path db = folder.resolve("wal.db");
        Files.writeString(
                folder.resolve("tools.yaml"),
                "sources:\n  db: {type: sqlite, path: wal.db}\nlogs:\n  entry: {source: db, table: entry}\n");
        try (var writer = DriverManager.getConnection("jdbc:sqlite:" + db);
                var statement = writer.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("CREATE TABLE entry(time TEXT, level TEXT, message TEXT)");
            statement.execute("INSERT INTO entry VALUES('2026-03-11 12:14:00','INFO','m')");
            Files.setPosixFilePermissions(
                    Path.of(db + "-shm"), PosixFilePermissions.fromString("rw-------"));

            String said = asNobody(world);

            assertThat(said)
                    .contains(
                            "fail        source db: has a write-ahead log, and this user may not read "
                                    + db
                                    + "-shm: the newest rows would be missing\n            → sudo setfacl -R -m u:nobody:rX");
        }
    }

    /// What this test runs from, where everybody may read it: a home folder is closed to nobody.
    private String readableClassPath() throws IOException {
        Path into = Files.createDirectory(folder.resolve("program"));
        var places = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path from = Path.of(entry);
            Path to = into.resolve(places.size() + "-" + from.getFileName());
            if (Files.isRegularFile(from)) {
                Files.copy(from, to);
            } else if (Files.isDirectory(from.resolve("dev/watchkeeper/doctor"))) {
                copy(from, to);
            } else {
                continue;
            }
            places.add(to.toString());
        }
        return String.join(":", places);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /// The doctor in a process of its own, which starts itself as nobody.
    private String asNobody(SmallWorld world) throws Exception {
        Path out = folder.resolve("said");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.io.tmpdir=/tmp");
        command.add("-cp");
        command.add(readableClassPath());
        command.add("dev.watchkeeper.cli.Main");
        command.add("doctor");
        command.addAll(world.options());
        command.add("--user=nobody");
        Process doctor =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        assertThat(doctor.waitFor(Duration.ofSeconds(60).toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        return Files.readString(out);
    }
}
