package dev.watchkeeper.cli;

import dev.watchkeeper.model.BadRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// A file for a person's eyes that did not exist before: it appears whole or not at all, mode 0640,
/// and never over another.
final class NewFile {

    private static final String MODE = "rw-r-----";

    private NewFile() {}

    /// @throws BadRequest when there is a file of that name, or none can be made there
    static void write(Path file, String text) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path draft = null;
        try {
            draft = Files.createTempFile(folder, ".watchkeeper-", ".tmp");
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(MODE));
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (NoSuchFileException e) {
            throw new BadRequest(
                    "there is no folder " + folder + " to write " + file.getFileName() + " to");
        } catch (IOException e) {
            throw new BadRequest(
                    "cannot write " + file + " here; give another place with --output FILE");
        } finally {
            delete(draft);
        }
    }

    static BadRequest exists(Path file) {
        return new BadRequest(
                "there is already a file "
                        + file
                        + ", which is never overwritten; write the proposal beside it with --output "
                        + file
                        + ".new and compare: diff "
                        + file
                        + " "
                        + file
                        + ".new");
    }

    private static void delete(@org.jspecify.annotations.Nullable Path draft) {
        if (draft != null) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException e) {
                // A draft left behind begins with a dot and is nobody's configuration.
            }
        }
    }
}
