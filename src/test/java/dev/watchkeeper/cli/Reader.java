package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.mcp.RealClients;
import dev.watchkeeper.workplace.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Somebody who does what the documents say, in a folder where the demo has been.
final class Reader implements AutoCloseable {

    private static final List<String> WITHOUT_CONFIG =
            List.of("demo", "init", "patterns", "assess", "schema");

    private final Path temp;
    private final PrintStream stdout = System.out;
    private int demos;
    private int proposals;

    Reader(Path temp) {
        this.temp = temp;
    }

    /// How a command ended.
    ///
    /// @param said all it wrote, on both streams
    record Ended(int exitCode, String said) {}

    /// The folder that the commands are run in.
    Path world() {
        return temp.resolve("demo-world");
    }

    /// Runs a documented command, with its files taken from the world. A server that does not end
    /// by itself is stopped when it serves.
    Ended follow(ShellCommand command) {
        var arguments = new ArrayList<String>();
        List<String> words = command.words().subList(1, command.words().size());
        for (String word : words) {
            String before = arguments.isEmpty() ? "" : arguments.getLast();
            arguments.add(
                    switch (before) {
                        case "--config" -> world().resolve("tools.yaml").toString();
                        case "--dir" -> freshDemo();
                        case "--output" -> temp.resolve("proposal-" + ++proposals).toString();
                        case "--state" -> world().resolve(word).toString();
                        case "--port" -> "0";
                        // No test is reached from elsewhere.
                        case "--host" -> arguments.contains("--tls-cert") ? "127.0.0.1" : word;
                        default -> isFile(word) ? world().resolve(word).toString() : word;
                    });
        }
        String name = arguments.getFirst();
        if (!WITHOUT_CONFIG.contains(name) && !arguments.contains("--config")) {
            arguments.addAll(List.of("--config", world().resolve("tools.yaml").toString()));
        }
        if (name.equals("init")) {
            // no document looks at the machine of whoever tests it
            arguments.replaceAll(word -> word.equals("/srv/app") ? world().toString() : word);
            arguments.addAll(
                    List.of("--root", temp.resolve("host").toString(), world().toString()));
        }
        if (name.equals("demo") && !arguments.contains("--dir")) {
            arguments.addAll(List.of("--dir", freshDemo()));
        }
        return run(arguments, command.token());
    }

    private boolean isFile(String word) {
        return word.matches("[a-z./]+") && Files.isRegularFile(world().resolve(word));
    }

    private String freshDemo() {
        return temp.resolve("demo-" + ++demos).toString();
    }

    /// What a command writes.
    String said(String... arguments) {
        return run(List.of(arguments), false).said();
    }

    Ended run(List<String> arguments, boolean token) {
        var said = new ByteArrayOutputStream();
        var serving = new CompletableFuture<Integer>();
        var print =
                new PrintStream(said, true, StandardCharsets.UTF_8) {
                    @Override
                    public void println(String line) {
                        super.println(line);
                        if (line.startsWith("serving http")
                                || line.equals("collecting until interrupted")) {
                            serving.complete(ExitCode.FINE);
                        }
                    }
                };
        var surroundings =
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]), print, print, environment(token));
        Thread running =
                Thread.ofPlatform()
                        .start(() -> {
                            int code = Main.run(arguments.toArray(String[]::new), surroundings);
                            serving.complete(code);
                        });
        int code = serving.orTimeout(120, TimeUnit.SECONDS).join();
        running.interrupt();
        assertThat(joined(running)).as("%s ended", arguments).isTrue();
        return new Ended(code, said.toString(StandardCharsets.UTF_8));
    }

    private static boolean joined(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<String, String> environment(boolean token) {
        var environment = new HashMap<String, String>();
        environment.put("HOME", temp.toString());
        environment.put("XDG_STATE_HOME", temp.resolve("xdg").toString());
        if (token) {
            environment.put("WATCHKEEPER_TOKEN", ShellCommand.TOKEN);
        }
        return environment;
    }

    /// Gives a line to the real Claude Code; skips the test where `.ci/tools` has not installed it.
    void realClaudeTakes(ShellCommand command) throws Exception {
        var words = new ArrayList<String>();
        words.add(RealClients.claude());
        words.addAll(command.words().subList(1, command.words().size()));
        var clients = new RealClients(Files.createTempDirectory(temp, "claude"));
        RealClients.Ended ended = clients.run(words);
        assertThat(ended.code()).as(ended.said()).isZero();
    }

    /// Main points `System.out` elsewhere; the other tests want it back.
    @Override
    public void close() {
        System.setOut(stdout);
    }
}
