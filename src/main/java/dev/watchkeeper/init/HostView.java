package dev.watchkeeper.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The files of a host, below a root folder that is `/` for the host itself. Remembers what this
/// user may not read.
final class HostView {

    private static final int MOST_TEXT = 256 * 1024;
    private static final int MOST_LISTED = 10_000;

    private final Path root;
    private final Instant now;
    private final Set<Path> denied = new TreeSet<>();

    HostView(Path root, Instant now) {
        this.root = root.toAbsolutePath().normalize();
        this.now = now;
    }

    Instant now() {
        return now;
    }

    Path root() {
        return root;
    }

    /// The folder or file that has this absolute path on the host.
    Path at(String path) {
        return root.resolve(path.replaceFirst("^/+", "")).normalize();
    }

    /// The beginning of a small text file; empty when there is none, when it is no regular file, or
    /// when it may not be read.
    Optional<String> text(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8));
        } catch (AccessDeniedException e) {
            denied.add(file);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// What a folder holds, sorted, the first 10,000 of it; nothing when there is no such folder.
    List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                found.add(entry);
                if (found.size() == MOST_LISTED) {
                    break;
                }
            }
        } catch (AccessDeniedException e) {
            denied.add(folder);
        } catch (IOException | DirectoryIteratorException e) {
            // It went away, or its file system does not answer: nothing is known of it.
        }
        Collections.sort(found);
        return found;
    }

    /// The same without links, and folders only.
    List<Path> folders(Path folder) {
        return list(folder).stream()
                .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    void deny(Path path) {
        denied.add(path);
    }

    /// The files and folders that this user may not read.
    Set<Path> denied() {
        return Collections.unmodifiableSet(denied);
    }
}
