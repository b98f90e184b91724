package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.workplace.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A host on which one user reads and another launches: a world with its server on a socket, and a
/// launcher with a home of its own. Here both are this user; what each is given is what the other
/// lacks.
final class SplitHost implements AutoCloseable {

    final SmallWorld world;
    final Path socket;

    /// What the launcher has: the key, and not the world's environment.
    final Map<String, String> launcher = new HashMap<>();

    private final PrintStream stdout = System.out;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Thread serving = new Thread(() -> {});

    SplitHost(SmallWorld world) throws IOException {
        this.world = world;
        this.socket = Files.createDirectory(world.folder.resolve("run")).resolve("l.sock");
        launcher.put("PATH", "/usr/bin:/bin");
        launcher.put("HOME", Files.createDirectories(world.folder.resolve("launcher")).toString());
        launcher.put("ANTHROPIC_API_KEY", "secret-key-of-the-test");
        launcher.put("WATCHKEEPER_PROGRAM", program(world.folder).toString());
    }

    /// Watchkeeper as a program.
    static Path program(Path folder) throws IOException {
        Path script =
                Files.writeString(
                        folder.resolve("watchkeeper"),
                        "#!/bin/sh\nexec '"
                                + Path.of(System.getProperty("java.home"), "bin", "java")
                                + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                                + " --enable-native-access=ALL-UNNAMED -cp '"
                                + System.getProperty("java.class.path")
                                + "' dev.watchkeeper.cli.Main \"$@\"\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Serves the launcher's socket until this is closed or [#stop()].
    ///
    /// @param more further options; without, nobody else is served
    SplitHost serve(String... more) throws Exception {
        var ready = new CompletableFuture<String>();
        var talk =
                new PrintStream(said, true, StandardCharsets.UTF_8) {
                    @Override
                    public void println(String line) {
                        super.println(line);
                        if (line.startsWith("serving ")) {
                            ready.complete(line);
                        }
                    }
                };
        var words = new ArrayList<>(List.of("serve", "--launcher-socket", socket.toString()));
        words.addAll(List.of(more));
        words.addAll(world.options());
        serving =
                Thread.ofPlatform()
                        .start(() -> {
                            int code =
                                    Main.run(
                                            words.toArray(String[]::new),
                                            new Surroundings(
                                                    new ByteArrayInputStream(new byte[0]),
                                                    talk,
                                                    talk,
                                                    world.environment));
                            ready.completeExceptionally(
                                    new AssertionError("ended with " + code + ": " + said));
                        });
        assertThat(ready.get(60, TimeUnit.SECONDS))
                .startsWith("serving ")
                .endsWith(socket + " until interrupted");
        return this;
    }

    void stop() throws InterruptedException {
        serving.interrupt();
        assertThat(serving.join(Duration.ofSeconds(30))).isTrue();
    }

    /// What the server said.
    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /// The launcher's round, with this Claude.
    SmallWorld.Result launch(Path claude) {
        var err = new ByteArrayOutputStream();
        var talk = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code =
                Main.run(
                        new String[] {
                            "launch",
                            "--socket",
                            socket.toString(),
                            "--state",
                            launcherState().toString(),
                            "--claude",
                            claude.toString()
                        },
                        new Surroundings(
                                new ByteArrayInputStream(new byte[0]), talk, talk, launcher));
        return new SmallWorld.Result(code, "", err.toString(StandardCharsets.UTF_8));
    }

    Path launcherState() {
        return world.folder.resolve("launcher").resolve("state");
    }

    @Override
    public void close() {
        try {
            if (serving.getState() != Thread.State.NEW) {
                stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.setOut(stdout);
    }
}
