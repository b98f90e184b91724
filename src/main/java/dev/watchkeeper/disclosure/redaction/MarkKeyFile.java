package dev.watchkeeper.disclosure.redaction;

import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The file of the mark key: 64 hexadecimal digits and a newline, readable by its owner alone.
///
/// It is written beside its place and linked there, which never replaces a file: of several
/// processes that find none, one makes it and the others read that one. A file that is damaged is
/// never replaced, for marks in older incidents could no longer be joined.
final class MarkKeyFile {

    private static final String NAME = "redaction.key";
    private static final Set<PosixFilePermission> OWNER_ALONE =
            PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final Path file;

    MarkKeyFile(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.file = this.folder.resolve(NAME);
    }

    byte[] readOrMake() {
        try {
            try {
                return read();
            } catch (NoSuchFileException first) {
                make();
                return read();
            }
        } catch (IOException | UnsupportedOperationException failed) {
            throw unusable(
                    failed.getClass().getSimpleName() + " (" + failed.getMessage() + ")", failed);
        }
    }

    private byte[] read() throws IOException {
        Set<PosixFilePermission> rights =
                Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!OWNER_ALONE.containsAll(rights)) {
            throw unusable("others than its owner may use it; run chmod 600 " + file, null);
        }
        String text;
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            text = new String(in.readNBytes(4 * MarkKey.SIZE), StandardCharsets.ISO_8859_1).strip();
        }
        try {
            byte[] key = HexFormat.of().parseHex(text);
            if (key.length == MarkKey.SIZE) {
                return key;
            }
        } catch (IllegalArgumentException damaged) {
            // Told below, without the content.
        }
        throw unusable(
                "it is not "
                        + 2 * MarkKey.SIZE
                        + " hexadecimal digits; restore it, or remove it and lose the connection to"
                        + " older marks",
                null);
    }

    private void make() throws IOException {
        Files.createDirectories(folder);
        var random = new SecureRandom();
        byte[] key = new byte[MarkKey.SIZE];
        random.nextBytes(key);
        byte[] suffix = new byte[8];
        random.nextBytes(suffix);
        Path temporary = folder.resolve("." + NAME + "-" + HexFormat.of().formatHex(suffix));
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            temporary,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(OWNER_ALONE))) {
                String text = HexFormat.of().formatHex(key) + "\n";
                ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException made) {
            // Another process was first; its key is the one.
        } finally {
            Files.deleteIfExists(temporary);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private SourceUnavailable unusable(String problem, @Nullable Throwable cause) {
        String message = "cannot use " + file + ": " + problem;
        return cause == null
                ? new SourceUnavailable("state", message)
                : new SourceUnavailable("state", message, cause);
    }
}
