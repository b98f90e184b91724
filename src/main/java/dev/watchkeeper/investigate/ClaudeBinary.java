package dev.watchkeeper.investigate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Claude Code on this host, and what it says it can do.
///
/// @param path the program
/// @param version as it names itself, such as `2.1.330`
/// @param options every long option that its help names, such as `--restricted`
public record ClaudeBinary(Path path, String version, Set<String> options) {

    private static final Pattern OPTION = Pattern.compile("--[a-zA-Z][a-zA-Z-]+");
    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)+[0-9A-Za-z.-]*");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_OUTPUT = 1 << 20;

    /// The Claude Code of this environment, when there is one that runs.
    ///
    /// @param configured the path in tools.yaml, or null to look in the usual places
    public static Optional<ClaudeBinary> find(
            Map<String, String> environment, @Nullable Path configured) {
        return locate(environment, configured)
                .flatMap(path -> {
                    try {
                        return Optional.of(inspect(path));
                    } catch (IOException doesNotRun) {
                        return Optional.empty();
                    }
                });
    }

    /// Where the program is: the configured path and nowhere else when there is one; else the
    /// folders of PATH, then the places where its installers put it.
    public static Optional<Path> locate(
            Map<String, String> environment, @Nullable Path configured) {
        if (configured != null) {
            return Optional.of(configured.toAbsolutePath()).filter(ClaudeBinary::isProgram);
        }
        var places = new ArrayList<Path>();
        for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
            // A relative entry would make what runs depend on where we were started.
            if (folder.startsWith("/")) {
                places.add(Path.of(folder, "claude"));
            }
        }
        String home = environment.getOrDefault("HOME", "");
        if (!home.isEmpty()) {
            places.add(Path.of(home, ".local", "bin", "claude"));
            places.add(Path.of(home, ".claude", "local", "claude"));
        }
        return places.stream().filter(ClaudeBinary::isProgram).findFirst();
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    /// The options that it lacks and the lock-down needs, in order; none when it can be locked
    /// down.
    public Set<String> missingOptions() {
        return ClaudeCommand.missingOptions(this);
    }

    /// Asks the program for its version and its options; takes about a fifth of a second.
    ///
    /// @throws IOException when it does not run or does not answer like Claude Code; the message
    ///   ends a sentence that begins with the program
    public static ClaudeBinary inspect(Path path) throws IOException {
        Path home = Files.createTempDirectory("watchkeeper-claude-");
        try (RunFolder scratch = RunFolder.open(home)) {
            String version = answer(path, "--version", scratch);
            var number = VERSION.matcher(version);
            if (!number.lookingAt()) {
                throw new IOException("does not name its version like Claude Code");
            }
            var options = new TreeSet<String>();
            OPTION.matcher(answer(path, "--help", scratch))
                    .results()
                    .forEach(match -> options.add(match.group()));
            return new ClaudeBinary(path, number.group(), Set.copyOf(options));
        } finally {
            Files.deleteIfExists(home);
        }
    }

    private static String answer(Path path, String question, RunFolder scratch) throws IOException {
        Child child;
        try {
            child =
                    Child.start(
                            List.of(path.toString(), question),
                            ClaudeEnvironment.forQuestions(path, scratch.home()),
                            scratch.empty());
        } catch (IOException e) {
            throw new IOException("is not a program that this host can run", e);
        }
        try {
            child.input().close();
            Thread.ofVirtual().start(() -> Bounded.discard(child.errors()));
            var text = Bounded.readAsync(child.output(), MOST_OUTPUT);
            int code = child.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).exitValue();
            if (code == 126 || code == 127) {
                throw new IOException("is not a program that this host can run");
            }
            if (code != 0) {
                throw new IOException("answers " + question + " with exit code " + code);
            }
            return new String(text.get(1, TimeUnit.SECONDS), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw new IOException("does not answer " + question, e);
        } catch (ExecutionException e) {
            throw new IOException("cannot be read from", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("was not waited for", e);
        } finally {
            child.kill();
        }
    }
}
