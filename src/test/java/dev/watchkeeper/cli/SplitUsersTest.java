package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.investigate.ScriptedModel;
import dev.watchkeeper.mcp.RealClients;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The watch by two users of the operating system, as the units have them: what one has, the other
/// cannot read, and the loop goes through all the same. Needs root, to become somebody else.
@Tag("slow")
@Timeout(300)
final class SplitUsersTest {

    private static final int READER = 61001;
    private static final int LAUNCHER = 61002;
    private static final int OF_THE_SOCKET = 61003;
    private static final int STRANGER = 61004;
    private static final String KEY = "secret-key-of-the-test";

    @TempDir Path folder;
    private final List<Process> started = new ArrayList<>();
    private Phone phone;
    private SmallWorld world;
    private Path program = Path.of("");
    private Path socket = Path.of("");
    private Path credentials = Path.of("");
    private Path home = Path.of("");

    /// How a command ended.
    private record Ended(int code, String said) {}

    @BeforeEach
    void twoUsers() throws Exception {
        assumeTrue(
                Files.isWritable(Path.of("/root"))
                        && Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "SKIPPED: needs root and setpriv, to become two other users");
        phone = new Phone();
        mode(folder, "rwxr-xr-x");
        program = everybodysProgram();
        world = new SmallWorld(Files.createDirectory(folder.resolve("world"))).failing();
        world.notifying(phone);
        belongs(world.folder, READER, READER);
        mode(world.folder, "rwx------");

        Path run = Files.createDirectory(folder.resolve("run"));
        belongs(run, READER, OF_THE_SOCKET);
        Files.setAttribute(run, "unix:mode", 02750);
        socket = run.resolve("l.sock");

        home = Files.createDirectory(folder.resolve("launcher"));
        credentials = Files.createDirectory(home.resolve("credentials"));
        Path key = Files.writeString(credentials.resolve("ANTHROPIC_API_KEY"), KEY + "\n");
        belongs(home, LAUNCHER, LAUNCHER);
        mode(home, "rwx------");
        mode(key, "r--------");
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroy);
        if (phone != null) {
            phone.close();
        }
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static void belongs(Path tree, int user, int group) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", user);
                Files.setAttribute(file, "unix:gid", group);
            }
        }
    }

    /// The program where everybody can read it, which the place of its build need not be.
    private Path everybodysProgram() throws Exception {
        Path lib = Files.createDirectory(folder.resolve("lib"));
        var parts = new ArrayList<String>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.exists(Path.of(part))) {
                Path copy = lib.resolve(parts.size() + "-" + Path.of(part).getFileName());
                ran("cp", "-rL", part, copy.toString());
                parts.add(copy.toString());
            }
        }
        ran("chmod", "-R", "a+rX", lib.toString());
        String before = System.getProperty("java.class.path");
        String text = Files.readString(SplitHost.program(folder));
        return Files.writeString(
                folder.resolve("watchkeeper"),
                text.replace(before, String.join(File.pathSeparator, parts)));
    }

    private static void ran(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private Process start(int user, String groups, Map<String, String> more, String... words)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/setpriv",
                                "--reuid=" + user,
                                "--regid=" + user,
                                groups.isEmpty() ? "--clear-groups" : "--groups=" + groups,
                                "--inh-caps=-all",
                                "--no-new-privs"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(more);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static Ended ended(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private Ended reader(String... words) throws Exception {
        return ended(readerProcess(words));
    }

    private Process readerProcess(String... words) throws IOException {
        var all = new ArrayList<>(List.of(program.toString()));
        all.addAll(List.of(words));
        all.addAll(world.options());
        return start(READER, "", world.environment, all.toArray(String[]::new));
    }

    private Ended launcher(ScriptedModel model, Path claude) throws Exception {
        var environment = new HashMap<String, String>();
        environment.put("HOME", home.toString());
        environment.put("CREDENTIALS_DIRECTORY", credentials.toString());
        environment.put("ANTHROPIC_BASE_URL", model.address().toString());
        environment.put("WATCHKEEPER_PROGRAM", program.toString());
        return ended(
                start(
                        LAUNCHER,
                        String.valueOf(OF_THE_SOCKET),
                        environment,
                        program.toString(),
                        "launch",
                        "--socket",
                        socket.toString(),
                        "--state",
                        home.resolve("state").toString(),
                        "--claude",
                        claude.toString()));
    }

    /// Claude Code where everybody can run it.
    private Path claude() throws Exception {
        Path installed = Path.of(RealClients.claude()).toRealPath();
        Path copy = folder.resolve("claude");
        ran("cp", "--reflink=auto", installed.toString(), copy.toString());
        mode(copy, "rwxr-xr-x");
        return copy;
    }

    private void canRead(int user, String groups, Path file, boolean can) throws Exception {
        Ended cat = ended(start(user, groups, Map.of(), "/bin/cat", file.toString()));
        assertThat(cat.code() == 0).as("%d reads %s: %s", user, file, cat.said()).isEqualTo(can);
    }

    @Test
    void theLoopGoesThroughAndNeitherCanReadWhatIsTheOthers() throws Exception {
        try (var model = ScriptedModel.start(PatrolWithClaudeTest.diagnosis())) {
            Path claude = claude();
            Ended patrol = reader("patrol", "--hand-over");
            assertThat(patrol.code()).as(patrol.said()).isEqualTo(1);

            Process server = readerProcess("serve", "--launcher-socket", socket.toString());
            var said =
                    new BufferedReader(
                            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
            assertThat(said.readLine()).isEqualTo("serving " + socket + " until interrupted");
            assertThat(Files.getAttribute(socket, "unix:gid")).isEqualTo(OF_THE_SOCKET);

            Ended stranger =
                    ended(
                            start(
                                    STRANGER,
                                    "",
                                    Map.of("HOME", "/"),
                                    program.toString(),
                                    "launch",
                                    "--socket",
                                    socket.toString(),
                                    "--state",
                                    folder.resolve("none").toString()));
            assertThat(stranger.code()).as(stranger.said()).isEqualTo(3);
            assertThat(stranger.said()).contains("cannot be reached");

            Ended launched = launcher(model, claude);
            assertThat(launched.code()).as(launched.said()).isZero();
            assertThat(launched.said()).contains("It is done, and written.");
            assertThat(model.messages())
                    .allSatisfy(r -> assertThat(r.headers()).containsEntry("X-api-key", KEY));

            Ended told = reader("follow-up");
            assertThat(told.code()).as(told.said()).isZero();
            assertThat(phone.messages().getLast()).contains("Cause (medium confidence): ");

            String group = String.valueOf(OF_THE_SOCKET);
            Path incident = world.incidents().getFirst();
            for (Path readers :
                    List.of(
                            world.folder.resolve("app.jsonl"),
                            world.folder.resolve("tools.yaml"),
                            world.state().resolve("watchkeeper.db"),
                            incident)) {
                canRead(READER, "", readers, true);
                canRead(LAUNCHER, group, readers, false);
            }
            Path transcript;
            try (var files = Files.walk(home.resolve("state"))) {
                transcript =
                        files.filter(file -> file.endsWith("transcript.jsonl"))
                                .findFirst()
                                .orElseThrow();
            }
            for (Path launchers : List.of(credentials.resolve("ANTHROPIC_API_KEY"), transcript)) {
                canRead(LAUNCHER, group, launchers, true);
                canRead(READER, "", launchers, false);
            }
            assertThat(Files.readString(transcript.resolveSibling("mcp.json")))
                    .contains("\"ANTHROPIC_API_KEY\" : \"\"")
                    .doesNotContain(KEY);
            try (var files = Files.walk(world.state())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(KEY);
                }
            }
        }
    }
}
