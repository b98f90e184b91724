package dev.watchkeeper.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The kernel's limit on the tasks (processes and threads) of a control group: what systemd's
/// `TasksMax=` sets.
final class TaskLimit implements AutoCloseable {

    private static final List<Path> HIERARCHIES =
            List.of(Path.of("/sys/fs/cgroup/pids"), Path.of("/sys/fs/cgroup"));

    private final Path group;
    private final Path above;

    private TaskLimit(Path group, Path above) {
        this.group = group;
        this.above = above;
    }

    /// A group that holds this process alone, still without a limit; empty where none can be made.
    static Optional<TaskLimit> over(Process process) {
        for (Path above : HIERARCHIES) {
            Path group = above.resolve("watchkeeper-test-" + UUID.randomUUID());
            if (holds(group, process)) {
                return Optional.of(new TaskLimit(group, above));
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path group, Process process) {
        try {
            Files.createDirectory(group);
            if (Files.exists(group.resolve("pids.max"))) {
                Files.writeString(group.resolve("cgroup.procs"), String.valueOf(process.pid()));
                return true;
            }
            Files.delete(group);
            return false;
        } catch (IOException notHere) {
            return false;
        }
    }

    /// No task more than there are.
    void noMore() throws IOException {
        Files.writeString(
                group.resolve("pids.max"), Files.readString(group.resolve("pids.current")).strip());
    }

    void lift() throws IOException {
        Files.writeString(group.resolve("pids.max"), "max");
    }

    @Override
    public void close() throws IOException {
        try (Stream<String> left = Files.lines(group.resolve("cgroup.procs"))) {
            for (String pid : left.toList()) {
                Files.writeString(above.resolve("cgroup.procs"), pid);
            }
        }
        Files.delete(group);
    }
}
