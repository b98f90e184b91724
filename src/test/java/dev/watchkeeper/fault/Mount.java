package dev.watchkeeper.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A small file system in memory over a folder, to be filled or made read-only. Only root can mount
/// one: elsewhere such tests are skipped.
final class Mount implements AutoCloseable {

    private final Path folder;
    private final Path filler;

    Mount(Path folder, String size) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.filler = folder.resolve("filler");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()),
                "SKIPPED: only root may mount a file system to be filled");
    }

    /// Leaves only so much room.
    void leave(int kilobytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        byte[] page = new byte[4096];
        try (var out =
                Files.newOutputStream(
                        filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long rest = free - kilobytes * 1024L; rest >= page.length; rest -= page.length) {
                out.write(page);
            }
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(filler);
    }

    void readOnly(boolean yes) throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount," + (yes ? "ro" : "rw"), folder.toString())) {
            throw new IOException("cannot remount " + folder);
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
