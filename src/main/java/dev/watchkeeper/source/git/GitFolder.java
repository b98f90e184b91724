package dev.watchkeeper.source.git;

import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.lines.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The files of a repository. Whoever may write there may put a link anywhere, so none is followed
/// below the folder that tools.yaml names.
///
/// @param root the folder that tools.yaml names, without links in it
/// @param own where `HEAD` is: of this checkout
/// @param common where objects and refs are: shared with other checkouts of the same repository
record GitFolder(Path root, Path own, Path common) {

    private static final int MOST_LISTED = 100_000;
    private static final int LONGEST_POINTER = 4_096;

    /// Finds the repository of a checkout, or a repository without one.
    ///
    /// @param source its name in tools.yaml, for messages
    /// @param path as tools.yaml names it
    /// @param repository a second folder that tools.yaml names, where the checkout's `.git` may
    ///   lead; empty when there is none
    static GitFolder find(String source, Path path, Optional<Path> repository) {
        try {
            Path checkout = path.toRealPath();
            Path root = repository.isPresent() ? repository.get().toRealPath() : checkout;
            Path git = checkout.resolve(".git");
            Path own;
            if (Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
                own = git;
            } else if (Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
                own = led(checkout, git);
            } else if (Files.isRegularFile(checkout.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)) {
                own = checkout;
            } else {
                throw new SourceUnavailable(
                        source, path + " is no git checkout: there is no .git in it");
            }
            Path within = own.startsWith(checkout) ? checkout : root;
            Path common = common(within, own);
            if (!own.startsWith(within)) {
                throw outside(source, path, within);
            }
            if (!common.startsWith(within)) {
                throw outside(source, path, within);
            }
            return new GitFolder(within, own, common);
        } catch (NoSuchFileException e) {
            throw new SourceUnavailable(
                    source, "there is no " + path + ", or its .git leads nowhere", e);
        } catch (IOException e) {
            throw new SourceUnavailable(
                    source,
                    "the repository of "
                            + path
                            + " cannot be read; give the user that this runs as the right to read"
                            + " it",
                    e);
        }
    }

    private static SourceUnavailable outside(String source, Path path, Path within) {
        return new SourceUnavailable(
                source,
                "the .git of "
                        + path
                        + " leads out of "
                        + within
                        + " and is not followed; name in git_dir the folder of the repository"
                        + " itself");
    }

    /// Where a `.git` leads that is a link, or a file with `gitdir: PATH` as worktrees have it.
    private static Path led(Path checkout, Path git) throws IOException {
        if (Files.isSymbolicLink(git)) {
            return git.toRealPath();
        }
        String pointer = text(new Place(checkout, Path.of(".git")), LONGEST_POINTER).strip();
        if (!pointer.startsWith("gitdir: ")) {
            throw new BrokenRepository("its .git is a file that names no folder");
        }
        return real(checkout, pointer.substring("gitdir: ".length()));
    }

    private static Path common(Path root, Path own) throws IOException {
        Path pointer = own.resolve("commondir");
        return own.startsWith(root) && Files.isRegularFile(pointer, LinkOption.NOFOLLOW_LINKS)
                ? real(
                        own,
                        text(new Place(root, root.relativize(pointer)), LONGEST_POINTER).strip())
                : own;
    }

    private static Path real(Path from, String pointer) throws IOException {
        try {
            return from.resolve(pointer).toRealPath();
        } catch (java.nio.file.InvalidPathException e) {
            throw new BrokenRepository("its .git names no folder");
        }
    }

    /// Opens a file.
    ///
    /// @throws NoSuchFileException when there is none
    FileChannel open(Path file) throws IOException {
        return open(new Place(root, root.relativize(file)));
    }

    private static FileChannel open(Place place) throws IOException {
        try {
            return place.open();
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new BrokenRepository("a folder in it is a link, and is not followed");
        }
    }

    /// The text of a file, its end where it is longer than `most` bytes; empty when there is none.
    Optional<String> text(Path file, int most) throws IOException {
        try {
            return Optional.of(text(new Place(root, root.relativize(file)), most));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    private static String text(Place place, int most) throws IOException {
        try (var channel = open(place)) {
            long size = channel.size();
            var bytes = ByteBuffer.allocate((int) Math.min(size, most));
            long from = size - bytes.capacity();
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, from + bytes.position());
                if (read < 0) {
                    break;
                }
            }
            return new String(
                    Arrays.copyOf(bytes.array(), bytes.position()), StandardCharsets.UTF_8);
        }
    }

    /// What a folder holds, links left out; nothing when there is no such folder.
    List<Path> list(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !folder.toRealPath().startsWith(root)) {
            return found;
        }
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!Files.isSymbolicLink(entry) && found.size() < MOST_LISTED) {
                    found.add(entry);
                }
            }
        } catch (NoSuchFileException e) {
            return found;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }
}
