package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.cli.SmallWorld;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The server over stdio in a process of its own, killed, starved, and with a file changed under
/// it.
@Tag("slow")
@Timeout(120)
final class ServerFaultsTest {

    private static final String YAML =
            """
            sources:
              app: {type: jsonl, path: app.jsonl}
              db: {type: sqlite, path: jobs.db}
            logs:
              app: {source: app, time: time, level: level, logger: logger, message: message}
              jobs: {source: db, table: log, time: time, level: level, message: message}
            """;

    @TempDir Path folder;
    private SmallWorld world;
    private Product product;

    @BeforeEach
    void twoSources() throws Exception {
        world = new SmallWorld(folder).configured().failing();
        Files.writeString(folder.resolve("tools.yaml"), YAML);
        try (Connection app = open();
                Statement statement = app.createStatement()) {
            statement.execute("CREATE TABLE log (time TEXT, level TEXT, message TEXT)");
            statement.execute(
                    "INSERT INTO log VALUES ('2026-03-11T12:00:00Z', 'ERROR', 'job 7 failed')");
        }
        product = new Product(folder);
    }

    private Connection open() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
    }

    private final List<Process> started = new ArrayList<>();
    private boolean powerless;

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    /// A running server and its two ends.
    private record Server(Process process, Writer in, BufferedReader out) {

        void send(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }

        @Nullable String ask(String line) throws IOException {
            send(line);
            return out.readLine();
        }

        @Nullable String query(int id, String stream) throws IOException {
            return ask(call(id, stream));
        }
    }

    private Server serve() throws IOException {
        var arguments = new ArrayList<>(List.of("serve", "--stdio"));
        arguments.addAll(world.options());
        Process process = command(arguments).redirectError(folder.resolve("err").toFile()).start();
        started.add(process);
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(process::destroyForcibly);
        var server =
                new Server(
                        process,
                        process.outputWriter(StandardCharsets.UTF_8),
                        process.inputReader(StandardCharsets.UTF_8));
        assertThat(
                        server.ask(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}"))
                .contains("serverInfo");
        // It greets before all is open.
        assertThat(server.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))
                .contains("query_logs");
        return server;
    }

    /// A command line of the program. A root that lost its powers is a user like any other.
    private ProcessBuilder command(List<String> arguments) throws IOException {
        ProcessBuilder whole = product.command(arguments);
        if (powerless) {
            var dropped =
                    new ArrayList<>(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
            dropped.addAll(whole.command());
            whole.command(dropped);
        }
        return whole;
    }

    private static String call(int id, String stream) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"query_logs\",\"arguments\":{\"stream\":\""
                + stream
                + "\",\"limit\":2,\"from\":\"now-1h\"}}}";
    }

    private static void awaitOpened(Process process, Path file) throws IOException {
        while (true) {
            try (Stream<Path> all = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
                if (all.anyMatch(fd -> file.equals(target(fd)))) {
                    return;
                }
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static @Nullable Path target(Path fd) {
        try {
            return Files.readSymbolicLink(fd);
        } catch (IOException closed) {
            return null;
        }
    }

    @Test
    void aServerKilledInACallLeavesNoLockAndAnswersWhenItIsStartedAgain() throws Exception {
        Server server = serve();
        try (Connection app = open();
                Statement statement = app.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            server.send(call(2, "jobs"));
            awaitOpened(server.process(), folder.resolve("jobs.db"));
            // by its handle, which leaves what it has said to be read
            server.process().toHandle().destroyForcibly();
            assertThat(server.out().readLine()).as("the client sees the end").isNull();
            assertThat(server.process().waitFor()).isEqualTo(137);
            statement.execute("ROLLBACK");
            statement.execute("INSERT INTO log SELECT * FROM log");
        }
        Server again = serve();
        assertThat(again.query(2, "jobs"))
                .contains("job 7 failed")
                .doesNotContain("isError\":true");
        assertThat(world.run("patrol", "--investigator", "playbook").code()).isEqualTo(1);
    }

    @Test
    void withoutFreeFileDescriptorsACallFailsAndTheServerLives() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/prlimit")),
                "SKIPPED: no prlimit, so no limit can be set on a running process");
        Server server = serve();
        assertThat(server.query(2, "app")).contains("ledger rejected");
        limit(server, "3");
        assertThat(server.query(3, "app")).contains("\"isError\":true");
        assertThat(server.query(4, "jobs")).contains("\"isError\":true");
        limit(server, "4096");
        assertThat(server.query(5, "app")).contains("ledger rejected");
        assertThat(server.query(6, "jobs")).contains("job 7 failed");
    }

    @Test
    void whereTheHostGivesNoThreadACallIsAnsweredWhenItDoesAndTheServerLives() throws Exception {
        Server server = serve();
        Optional<TaskLimit> made = TaskLimit.over(server.process());
        assumeTrue(made.isPresent(), "SKIPPED: no control group of tasks can be made here");
        try (TaskLimit tasks = made.get()) {
            tasks.noMore();
            server.send(call(2, "app"));
            // answered on the thread that reads: the call before it was taken
            assertThat(server.ask("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}"))
                    .isNotNull();
            tasks.lift();
            server.send(call(4, "jobs"));
            assertThat(List.of(line(server), line(server)))
                    .anySatisfy(
                            answer -> assertThat(answer).contains("\"id\":4").contains("job 7"));
        }
    }

    private static String line(Server server) throws IOException {
        String line = server.out().readLine();
        assertThat(line).as("the server lives").isNotNull();
        return line == null ? "" : line;
    }

    @Test
    void whatTheUserMayNotReadIsSaidAndTheOtherSourceAnswers() throws Exception {
        Path log = folder.resolve("app.jsonl");
        try {
            Files.setAttribute(log, "unix:uid", 12_345);
        } catch (IOException e) {
            assumeTrue(false, "SKIPPED: files can be given to another user by root alone");
        }
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-------"));
        powerless = true;

        Server server = serve();

        assertThat(server.query(2, "app"))
                .contains("\"isError\":true")
                .contains("app.jsonl")
                .contains("permission");
        assertThat(server.query(3, "jobs")).contains("job 7 failed");
    }

    @Test
    void aStateThatTheUserMayNotWriteIsSaidInOneSentence() throws Exception {
        world.run("check");
        try (Stream<Path> all = Files.walk(world.state())) {
            for (Path file : all.toList()) {
                Files.setAttribute(file, "unix:uid", 12_345);
            }
        } catch (IOException e) {
            assumeTrue(false, "SKIPPED: files can be given to another user by root alone");
        }
        powerless = true;
        var arguments = new ArrayList<>(List.of("patrol"));
        arguments.addAll(world.options());

        Process patrol = command(arguments).redirectErrorStream(true).start();
        started.add(patrol);
        String said = new String(patrol.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(patrol.waitFor()).as(said).isEqualTo(3);
        assertThat(said.lines()).as(said).hasSize(1);
        assertThat(said).contains(world.state().toString());
    }

    @Test
    void overAFullDiskTheServerAnswersWhatCannotBeCited() throws Exception {
        try (Mount disk = new Mount(world.state(), "8m")) {
            Server server = serve();
            assertThat(server.query(2, "app")).contains("evidence_id");
            disk.leave(0);
            assertThat(server.query(3, "app"))
                    .contains("ledger rejected")
                    .contains("not_citable")
                    .doesNotContain("evidence_id");
            disk.empty();
            assertThat(server.query(4, "app")).contains("evidence_id");
            server.process().toHandle().destroyForcibly();
            server.process().waitFor();
        }
    }

    private static void limit(Server server, String files) throws Exception {
        Process prlimit =
                new ProcessBuilder(
                                "/usr/bin/prlimit",
                                "--pid",
                                String.valueOf(server.process().pid()),
                                "--nofile=" + files + ":4096")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(prlimit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(prlimit.waitFor()).as(said).isZero();
    }

    @Test
    void aFileMadeInvalidUnderAServerChangesNothingForItAndStartsNoOther() throws Exception {
        Server server = serve();
        assertThat(server.query(2, "app")).contains("ledger rejected");
        Files.writeString(folder.resolve("tools.yaml"), YAML + "colour: red\n");

        assertThat(server.query(3, "app")).contains("ledger rejected");

        SmallWorld.Result other = world.run("check");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("line 7").contains("colour");
    }
}
