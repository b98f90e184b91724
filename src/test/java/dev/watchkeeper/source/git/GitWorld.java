package dev.watchkeeper.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A repository that the git program makes, with times as if each commit took an hour.
public final class GitWorld {

    public static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    public static final TimeRange ALL =
            new TimeRange(BEGIN.minus(Duration.ofDays(400)), BEGIN.plus(Duration.ofDays(400)));

    public final Path folder;
    private Instant now = BEGIN;

    public GitWorld(Path folder) {
        this.folder = folder;
    }

    public static GitWorld init(Path folder, String... options) throws IOException {
        var world = new GitWorld(Files.createDirectories(folder));
        var all = new ArrayList<>(List.of("init", "-q", "-b", "main"));
        all.addAll(Arrays.asList(options));
        world.git(all.toArray(new String[0]));
        return world;
    }

    public GitWorld at(Instant time) {
        now = time;
        return this;
    }

    public Instant now() {
        return now;
    }

    /// Runs git, and gives what it says.
    public String git(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        String time = now.getEpochSecond() + " +0000";
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin:/usr/local/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_AUTHOR_NAME", "Ann Example");
        builder.environment().put("GIT_AUTHOR_EMAIL", "ann@example.org");
        builder.environment().put("GIT_COMMITTER_NAME", "Bob Example");
        builder.environment().put("GIT_COMMITTER_EMAIL", "bob@example.org");
        builder.environment().put("GIT_AUTHOR_DATE", time);
        builder.environment().put("GIT_COMMITTER_DATE", time);
        try {
            Process process = builder.start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public GitWorld write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        return this;
    }

    /// Commits all that is there, an hour after the commit before.
    ///
    /// @return the id
    public String commit(String message) {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        now = now.plus(Duration.ofHours(1));
        return git("rev-parse", "HEAD");
    }

    /// The same for a file with this text.
    public String commit(String path, String text, String message) throws IOException {
        write(path, text);
        return commit(message);
    }

    static ChangeSource source(
            Path path, @Nullable String gitDir, List<String> branches, boolean deploys) {
        return new GitSource.Config(path.toString(), gitDir, branches, deploys)
                .open(
                        new SourceContext(
                                "code",
                                ZoneOffset.UTC,
                                InstantSource.fixed(BEGIN.plus(Duration.ofDays(2))),
                                path,
                                path.resolve("indexes")))
                .changes("code")
                .orElseThrow();
    }

    /// The repository as a source of changes.
    public ChangeSource source() {
        return source(folder, null, List.of(), false);
    }

    /// What a source gives, and how it ended.
    record Seen(List<Change> changes, ReadReport report) {

        List<String> lines() {
            return changes.stream()
                    .map(each ->
                            each.time()
                                    + " "
                                    + each.kind().word()
                                    + " "
                                    + (each.kind() == dev.watchkeeper.model.ChangeKind.COMMIT
                                            ? each.subject()
                                            : each.version())
                                    + " | "
                                    + each.text())
                    .toList();
        }

        List<String> texts() {
            return changes.stream().map(Change::text).toList();
        }
    }

    static Seen all(ChangeSource source) {
        return all(source, ALL);
    }

    static Seen all(ChangeSource source, TimeRange range) {
        var changes = new ArrayList<Change>();
        ReadReport report = source.changes(range, changes::add);
        return new Seen(changes, report);
    }
}
