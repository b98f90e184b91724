package dev.watchkeeper.incident;

import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The folder of files of one kind, and the only ways in which a file in it comes to be or grows.
///
/// A file is written beside its place and forced to the disk before its name appears: it is seen
/// whole or not at all, also after a power cut. Whoever changes anything holds the folder's lock,
/// so what lies beside is a leftover of a crash and is swept then.
final class Folder {

    private static final String TEMPORARY = ".new-";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path path;
    private final String kind;
    private final ReentrantLock mutex = new ReentrantLock();

    /// @param kind what the files are, for messages: `incidents`
    Folder(Path path, String kind) {
        this.path = path.toAbsolutePath().normalize();
        this.kind = kind;
    }

    Path path() {
        return path;
    }

    /// Something to do in the folder.
    interface Change<T> {
        T make() throws IOException;
    }

    /// Makes the folder if need be, and makes a change in it while nobody else does.
    ///
    /// @throws SourceUnavailable when the folder cannot be written to, saying why
    <T> T locked(Change<T> change) {
        mutex.lock();
        try {
            prepare();
            try (FileChannel channel =
                            FileChannel.open(
                                    path.resolve(".lock"),
                                    Set.of(
                                            StandardOpenOption.CREATE,
                                            StandardOpenOption.WRITE,
                                            LinkOption.NOFOLLOW_LINKS),
                                    PosixFilePermissions.asFileAttribute(
                                            PosixFilePermissions.fromString("rw-------")));
                    FileLock _ = lock(channel)) {
                sweep();
                return change.make();
            }
        } catch (IOException | UnsupportedOperationException failed) {
            throw new SourceUnavailable(
                    kind, "cannot write to " + path + ": " + reason(failed), failed);
        } finally {
            mutex.unlock();
        }
    }

    /// Makes a new file by linking, which never replaces anything.
    ///
    /// @throws FileAlreadyExistsException when the name is taken, by whatever it may be
    void create(String name, byte[] content) throws IOException {
        Path temporary = write(content);
        try {
            Files.createLink(path.resolve(name), temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
        force();
    }

    /// Writes a whole file under a name that may be taken by what a crash left.
    void put(String name, byte[] content) throws IOException {
        Path temporary = write(content);
        try {
            Files.move(
                    temporary,
                    path.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Replaces a file by a changed version of itself. A link cannot do this, so here it is an
    /// atomic rename: before it the old content stands, after it the new, and a crash in between
    /// leaves the old. The file must still have the content that the change was made from.
    ///
    /// @throws IOException when it has not, or cannot be written
    void replace(String name, byte[] from, byte[] content) throws IOException {
        Path file = path.resolve(name);
        Path temporary = write(content);
        try {
            Files.setPosixFilePermissions(
                    temporary, Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
            if (!Arrays.equals(read(name, Integer.MAX_VALUE), from)) {
                throw new IOException(name + " was edited just now; try again");
            }
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        force();
    }

    /// At most the first `most` bytes of a file, never through a symbolic link.
    byte[] read(String name, int most) throws IOException {
        try (var in = Files.newInputStream(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(most);
        }
    }

    private void prepare() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(path);
        }
        if (Files.isSymbolicLink(path)) {
            throw new IOException("it is a symbolic link; name the folder itself");
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is not a folder");
        }
    }

    /// Waits for other processes a while; within this process two of us may stand over one folder.
    private FileLock lock(FileChannel channel) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException held) {
                // Another instance in this process has it: the same as another process having it.
            }
            if (System.nanoTime() - end >= 0) {
                throw new IOException("another process has been writing there for 10 s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(path, TEMPORARY + "*")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private Path write(byte[] content) throws IOException {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        Path temporary = path.resolve(TEMPORARY + HexFormat.of().formatHex(random));
        try (FileChannel channel =
                FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException failed) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException stays) {
                failed.addSuppressed(stays);
            }
            throw failed;
        }
        return temporary;
    }

    private void force() throws IOException {
        try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static String reason(Exception failed) {
        return switch (failed) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "it is not there and cannot be made";
            case FileAlreadyExistsException _ -> "something else has that name";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            case UnsupportedOperationException _ ->
                    "its file system has no hard links or no permissions; use a Linux file system";
            default -> String.valueOf(failed.getMessage());
        };
    }
}
