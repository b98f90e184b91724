package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Where a file is: a folder that the operator chose, and the way from there.
///
/// @param root without links in it
/// @param below relative to it. Whoever writes logs may put a link at any step of it at any moment,
///   so none is followed when the file is opened
public record Place(Path root, Path below) {

    private static final Set<OpenOption> READING =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /// The whole of it.
    public Path path() {
        return root.resolve(below);
    }

    /// Its bytes. Pipes and devices are no file.
    ///
    /// @throws NoSuchFileException when there is no file any more
    public FileChannel open() throws IOException {
        // A pipe would keep whoever opens it waiting for a writer.
        if (!Files.isRegularFile(path(), LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(path().toString(), null, "there is no file any more");
        }
        if (below.getNameCount() == 1) {
            return FileChannel.open(path(), READING);
        }
        try (var folder = Files.newDirectoryStream(root)) {
            return folder instanceof SecureDirectoryStream<Path> secure
                    ? open(secure, below)
                    : FileChannel.open(path(), READING);
        }
    }

    /// Step by step, each relative to the folder that was opened before it (openat(2)).
    private static FileChannel open(SecureDirectoryStream<Path> folder, Path below)
            throws IOException {
        if (below.getNameCount() == 1) {
            SeekableByteChannel channel = folder.newByteChannel(below, READING);
            if (channel instanceof FileChannel file) {
                return file;
            }
            channel.close();
            throw new IOException("no file channel for " + below);
        }
        try (var next = folder.newDirectoryStream(below.getName(0), LinkOption.NOFOLLOW_LINKS)) {
            return open(next, below.subpath(1, below.getNameCount()));
        }
    }
}
