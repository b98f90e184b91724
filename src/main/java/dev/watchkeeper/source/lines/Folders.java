package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says of the files that a path stands for where they really are, for one look at them.
final class Folders {

    private final @Nullable Path named;
    private final Path root;
    private final Map<Path, Path> real = new HashMap<>();

    Folders(String path) {
        Path whole = Path.of(path);
        Path folder = whole.toAbsolutePath().getParent();
        while (folder != null && FileGlob.isGlob(folder.toString())) {
            folder = folder.getParent();
        }
        named = FileGlob.isGlob(path) ? null : whole;
        root = folder == null ? Path.of("/") : folder;
    }

    /// The folder that the path names, up to the first part that is a pattern.
    Path root() {
        return root;
    }

    /// Where a file is, or null for a link that leads out of the folder or nowhere.
    ///
    /// @throws NoSuchFileException when there is none any more
    @Nullable Place place(Path candidate) throws IOException {
        if (candidate.equals(named)) {
            Path target = candidate.toRealPath();
            return within(target, target.getParent());
        }
        Path target;
        if (Files.isSymbolicLink(candidate)) {
            try {
                target = candidate.toRealPath();
            } catch (AccessDeniedException e) {
                return null;
            } catch (NoSuchFileException rotatedAway) {
                throw rotatedAway;
            } catch (FileSystemException endless) {
                return null;
            }
        } else {
            Path folder = candidate.toAbsolutePath().getParent();
            target = real(folder == null ? root : folder).resolve(candidate.getFileName());
        }
        return within(target, real(root));
    }

    private static @Nullable Place within(Path target, @Nullable Path folder) {
        return folder == null || !target.startsWith(folder) || target.equals(folder)
                ? null
                : new Place(folder, folder.relativize(target));
    }

    private Path real(Path folder) throws IOException {
        Path known = real.get(folder);
        if (known == null) {
            known = folder.toRealPath();
            real.put(folder, known);
        }
        return known;
    }
}
