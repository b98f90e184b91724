package dev.watchkeeper.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The lock under which one patrol at a time works on a state. The kernel gives it back when its
/// process dies, however it dies.
record PatrolLock(FileChannel channel, FileLock lock) implements AutoCloseable {

    /// The lock, or empty when another process has it.
    static Optional<PatrolLock> take(Path stateFolder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        stateFolder.resolve("patrol.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new PatrolLock(channel, lock));
            }
        } catch (OverlappingFileLockException e) {
            // this process has it already: as good as another one
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
