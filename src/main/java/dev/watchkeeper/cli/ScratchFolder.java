package dev.watchkeeper.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A temporary folder that is gone when it is closed.
record ScratchFolder(Path path) implements AutoCloseable {

    static ScratchFolder make() {
        try {
            return new ScratchFolder(Files.createTempDirectory("watchkeeper-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // What is left lies in the folder for temporary files.
        }
    }
}
