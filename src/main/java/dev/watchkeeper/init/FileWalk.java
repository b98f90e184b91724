package dev.watchkeeper.init;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Walks through folders for databases and logs, the nearest first, and not for ever: each folder
/// that is begun with has its own share of entries, and all together a stretch of time. Links are
/// never followed, so there is no loop; what is no regular file is never opened.
final class FileWalk {

    private static final int MOST_IN_ONE_FOLDER = 20_000;
    private static final int MOST_BELOW_ONE = 60_000;
    private static final int DEEPEST = 8;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /// What tools keep for themselves, and what can be made anew.
    private static final Set<String> PASSED_OVER =
            Set.of(
                    "node_modules",
                    ".git",
                    ".hg",
                    ".svn",
                    "__pycache__",
                    "venv",
                    ".venv",
                    "env",
                    "site-packages",
                    "dist-packages",
                    ".cache",
                    "cache",
                    "caches",
                    ".npm",
                    ".cargo",
                    ".rustup",
                    ".m2",
                    ".gradle",
                    ".ivy2",
                    ".mozilla",
                    ".thunderbird",
                    ".config",
                    "google-chrome",
                    "chromium",
                    "snap",
                    ".var",
                    ".tox",
                    ".mypy_cache",
                    ".pytest_cache",
                    ".ruff_cache",
                    ".nox",
                    ".terraform",
                    ".vscode-server",
                    ".vscode",
                    ".idea",
                    ".local",
                    ".pyenv",
                    ".rbenv",
                    ".nvm",
                    ".bun",
                    ".deno",
                    ".claude",
                    "vendor",
                    "bower_components",
                    "overlay2",
                    "buildkit",
                    "target",
                    "lost+found",
                    "proc",
                    "sys",
                    "dev",
                    ".trash",
                    "tmp");

    private final HostView host;
    private final Survey survey;
    private final long end = System.nanoTime() + LONGEST.toNanos();
    private final Set<Object> visited = new HashSet<>();
    private final List<String> notWhole = new ArrayList<>();
    private boolean late;

    FileWalk(HostView host, Survey survey) {
        this.host = host;
        this.survey = survey;
    }

    private record Step(Path folder, int depth) {}

    /// Walks through one folder; what it shares with one before is not looked at again.
    void walk(Path start) {
        var ahead = new ArrayDeque<Step>();
        ahead.add(new Step(start, 0));
        int seen = 0;
        while (!ahead.isEmpty()) {
            if (seen > MOST_BELOW_ONE) {
                notWhole.add(start + " (more than " + String.format("%,d", seen) + " entries)");
                return;
            }
            if (late || System.nanoTime() > end) {
                late = true;
                notWhole.add(start.toString());
                return;
            }
            seen += folder(ahead.remove(), ahead);
        }
    }

    private int folder(Step step, ArrayDeque<Step> ahead) {
        var files = new ArrayList<Path>();
        var below = new ArrayList<Path>();
        int seen = 0;
        try {
            if (!visited.add(key(step.folder()))) {
                return 0;
            }
            try (var listed = Files.newDirectoryStream(step.folder())) {
                for (Path entry : listed) {
                    if (++seen > MOST_IN_ONE_FOLDER) {
                        notWhole.add(
                                step.folder()
                                        + " (only its first "
                                        + String.format("%,d", MOST_IN_ONE_FOLDER)
                                        + " entries)");
                        break;
                    }
                    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                        below.add(entry);
                    } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                        files.add(entry);
                    }
                }
            }
        } catch (AccessDeniedException e) {
            host.deny(step.folder());
            return seen;
        } catch (IOException | DirectoryIteratorException e) {
            return seen;
        }
        if (ours(files)) {
            return seen;
        }
        below.sort(null);
        files.sort(null);
        for (Path folder : below) {
            String name = String.valueOf(folder.getFileName());
            if (name.equals(".git")) {
                GitCheckout.in(host, step.folder()).ifPresent(survey::checkout);
            }
            if (step.depth() < DEEPEST && !PASSED_OVER.contains(name.toLowerCase(Locale.ROOT))) {
                ahead.add(new Step(folder, step.depth() + 1));
            }
        }
        files(files);
        return seen;
    }

    /// The state of a Watchkeeper is nothing to be watched.
    private static boolean ours(List<Path> files) {
        return files.stream().anyMatch(file -> file.endsWith("watchkeeper.db"));
    }

    private void files(List<Path> files) {
        var readable = new ArrayList<Path>();
        for (Path file : files) {
            try {
                SqliteHeader.read(file).ifPresent(survey::database);
            } catch (IOException e) {
                host.deny(file);
            }
            if (Files.isReadable(file)) {
                readable.add(file);
            } else if (LogFiles.isLog(file)) {
                host.deny(file);
            }
        }
        LogFiles.families(host, readable, "").forEach(survey::log);
    }

    private static Object key(Path folder) throws IOException {
        Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
        return key == null ? folder.toRealPath() : key;
    }

    /// Says what was not looked at.
    void report() {
        if (!notWhole.isEmpty()) {
            survey.limit(
                    "Not looked at whole"
                            + (late ? ", because time was up" : "")
                            + ": "
                            + String.join(", ", notWhole)
                            + ". Name the folder that matters: watchkeeper init FOLDER");
        }
    }
}
