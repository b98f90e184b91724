package dev.watchkeeper.watch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/// A lock in the state folder, under which one at a time does a kind of work on it. The kernel
/// gives it back when its process dies, however it dies.
public record StateLock(FileChannel channel, FileLock lock) implements AutoCloseable {

    private static final Duration AGAIN = Duration.ofMillis(200);

    /// Under which a patrol works.
    public static final String PATROL = "patrol.lock";

    /// Under which a review is made.
    static final String REVIEW = "review.lock";

    /// Under which samples are taken and streams rolled up.
    public static final String COLLECT = "collect.lock";

    /// The lock of that name, or empty when somebody has it.
    public static Optional<StateLock> take(Path stateFolder, String name) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        stateFolder.resolve(name),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new StateLock(channel, lock));
            }
        } catch (OverlappingFileLockException e) {
            // this process has it already: as good as another one
        }
        channel.close();
        return Optional.empty();
    }

    /// The lock of that name, waited for; empty when somebody has it all that time.
    public static Optional<StateLock> await(Path stateFolder, String name, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Optional<StateLock> lock = take(stateFolder, name);
        while (lock.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(AGAIN);
            lock = take(stateFolder, name);
        }
        return lock;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
