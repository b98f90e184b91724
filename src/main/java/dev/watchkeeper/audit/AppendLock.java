package dev.watchkeeper.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The lock under which one process at a time appends. The kernel gives it back when its process
/// dies, however it dies.
///
/// Its file is opened for nothing else: closing any channel of a file gives up the lock that this
/// process has on it.
record AppendLock(FileChannel channel) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_NANOS = 500_000;

    /// Waits for the lock, but not for ever: a process that was stopped may have it.
    static AppendLock take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (lock(channel) == null) {
                if (System.nanoTime() - until > 0) {
                    throw new IOException("another process does not give up the lock of the audit");
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
            return new AppendLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this process has it: as good as another one
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
