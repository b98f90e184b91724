package dev.watchkeeper.investigate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder of one run: what is kept of it, and a scratch part that Claude may fill and that is
/// deleted when it has ended. Every file is for its owner alone.
final class RunFolder implements AutoCloseable {

    private static final String OWNER = "owner";

    private final Path folder;
    private final Path scratch;

    private RunFolder(Path folder) {
        this.folder = folder;
        this.scratch = folder.resolve("scratch");
    }

    /// @throws IOException when it cannot be made, or when it holds an earlier run
    static RunFolder open(Path folder) throws IOException {
        var run = new RunFolder(folder.toAbsolutePath());
        Files.createDirectories(run.folder, ownerOnlyFolder());
        Files.createDirectory(run.scratch, ownerOnlyFolder());
        write(run.scratch.resolve(OWNER), owner(ProcessHandle.current()).getBytes(UTF_8));
        Files.createDirectory(run.home(), ownerOnlyFolder());
        Files.createDirectory(run.empty(), ownerOnlyFolder());
        return run;
    }

    /// Claude's home, settings, caches and temporary files, all in one.
    Path home() {
        return scratch.resolve("home");
    }

    /// An empty folder to work in: what a `@path` in a prompt could reach.
    Path empty() {
        return scratch.resolve("empty");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path keep(String name, String text) throws IOException {
        return write(file(name), text.getBytes(UTF_8));
    }

    /// A file to be written bit by bit.
    OutputStream keep(String name) throws IOException {
        return create(file(name));
    }

    static Path write(Path file, byte[] content) throws IOException {
        try (OutputStream out = create(file)) {
            out.write(content);
        }
        return file;
    }

    private static OutputStream create(Path file) throws IOException {
        return Channels.newOutputStream(
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------"))));
    }

    private static FileAttribute<?> ownerOnlyFolder() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }

    /// Deletes the scratch parts that runs beside this one left behind because their process was
    /// killed: a lent login may be in one.
    void sweepNeighbours() {
        Path parent = folder.getParent();
        if (parent == null) {
            return;
        }
        try (var neighbours = Files.newDirectoryStream(parent)) {
            for (Path neighbour : neighbours) {
                Path left = neighbour.resolve("scratch");
                if (!left.equals(scratch) && isAbandoned(left)) {
                    deleteTree(left);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // The next run tries again; this one has its own work.
            return;
        }
    }

    private static boolean isAbandoned(Path left) throws IOException {
        Path file = left.resolve(OWNER);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String owner = Files.readString(file);
        String pid = owner.substring(0, Math.max(0, owner.indexOf(' ')));
        return pid.matches("[0-9]{1,9}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> owner(process).equals(owner))
                        .isEmpty();
    }

    /// A process by its number and its start, because numbers come again.
    private static String owner(ProcessHandle process) {
        return process.pid()
                + " "
                + process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    /// Deletes the scratch part. What cannot be deleted stays: it is for its owner alone.
    @Override
    public void close() {
        try {
            deleteTree(scratch);
        } catch (IOException busy) {
            try {
                deleteTree(scratch);
            } catch (IOException still) {
                scratch.toFile().deleteOnExit();
            }
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        Files.walkFileTree(
                tree,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @Nullable IOException failure) throws IOException {
                        Files.deleteIfExists(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
