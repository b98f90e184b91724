package dev.watchkeeper.source.lines;

import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The path of a log, and what it stands for: the current file and its rotated predecessors. A path
/// with `*`, `?`, `[` or `{` is a pattern, in any of its parts; one without stands for itself and
/// for the names that logrotate and loguru give to its predecessors.
///
/// Links: the one that the path itself names is followed wherever it leads, since the operator
/// chose it. One that was found by a pattern or as a predecessor, which whoever writes the logs may
/// have made, is followed only within the folder that the path names.
public final class FileGlob {

    /// `.1`, `.2.gz`, `-20261120`, `-20261120.gz`, `.old`, `.gz`.
    private static final Pattern AFTER =
            Pattern.compile("[.-](?:\\d[\\dT_.:-]*+|old)(?:\\.?gz)?|\\.gz");

    /// `.2026-11-20_00-00-00_123456`, `-1`: what loguru puts before the ending.
    private static final Pattern BETWEEN = Pattern.compile("[._-]\\d[\\dT_.:-]*");

    private static final Pattern INODE = Pattern.compile("ino=(\\d+)");
    private static final Pattern PACKED =
            Pattern.compile(".*\\.(?:zst|xz|bz2|zip|lz4|tar|7z|br|tgz|gz\\.tmp)");

    private final String source;
    private final String path;
    private final boolean predecessors;

    /// `source` is the name in tools.yaml, for messages.
    public FileGlob(String source, String path) {
        this(source, path, true);
    }

    private FileGlob(String source, String path, boolean predecessors) {
        this.source = source;
        this.path = path;
        this.predecessors = predecessors;
    }

    /// Files that are no logs: a plain name stands for itself alone.
    public static FileGlob alone(String source, String path) {
        return new FileGlob(source, path, false);
    }

    String source() {
        return source;
    }

    String path() {
        return path;
    }

    /// The files that are there now, in no order.
    ///
    /// @param unreadable how many of them are packed in a way that is not understood
    /// @param outside how many are links that lead out of the folder or nowhere
    record Found(List<FoundFile> files, int unreadable, int outside) {}

    Found find() {
        var files = new ArrayList<FoundFile>();
        // A link named `current` beside the file it points to is the same log.
        var seen = new HashSet<Object>();
        int unreadable = 0;
        int outside = 0;
        var folders = new Folders(path);
        try {
            for (Path candidate : candidates()) {
                if (PACKED.matcher(candidate.toString()).matches()) {
                    unreadable++;
                    continue;
                }
                try {
                    Place place = folders.place(candidate);
                    if (place == null) {
                        outside++;
                        continue;
                    }
                    var attributes =
                            Files.readAttributes(
                                    place.path(),
                                    BasicFileAttributes.class,
                                    LinkOption.NOFOLLOW_LINKS);
                    Object key = attributes.fileKey();
                    if (attributes.isRegularFile() && (key == null || seen.add(key))) {
                        files.add(
                                new FoundFile(
                                        candidate,
                                        place,
                                        inode(attributes),
                                        attributes.size(),
                                        attributes.lastModifiedTime().toMillis()));
                    }
                } catch (NoSuchFileException rotatedAway) {
                    // Its new name is among the candidates, or will be at the next read.
                }
            }
        } catch (AccessDeniedException e) {
            throw denied(String.valueOf(e.getFile()));
        } catch (IOException e) {
            throw new SourceUnavailable(
                    source, "cannot list the files of " + path + ": " + e.getMessage(), e);
        }
        if (files.isEmpty() && outside > 0) {
            throw new SourceUnavailable(
                    source,
                    "what matches "
                            + path
                            + " are links that lead out of "
                            + folders.root()
                            + " or nowhere, and are not followed; name in path what they lead to");
        }
        if (files.isEmpty()) {
            throw new SourceUnavailable(
                    source,
                    "no file matches "
                            + path
                            + "; correct path, or let the application write there first");
        }
        return new Found(files, unreadable, outside);
    }

    /// What is there now, and when each was last written; for files that are no logs.
    ///
    /// @throws SourceUnavailable when there is none, or the folder may not be read
    public List<WrittenFile> written() {
        return find().files().stream()
                .map(file ->
                        new WrittenFile(
                                file.path(),
                                Instant.ofEpochMilli(file.modified()),
                                file.size(),
                                file.place()))
                .toList();
    }

    /// The first lines of the file changed last that has any, without blank ones.
    public List<String> sample(int count) {
        var files = new ArrayList<>(find().files());
        files.sort(Comparator.comparingLong(FoundFile::modified).reversed());
        var sample = new ArrayList<String>();
        for (FoundFile file : files) {
            try (var lines = LineAt.of(file, 0)) {
                for (Line line; sample.size() < count && (line = lines.next()) != null; ) {
                    if (!line.blank() && !line.oversized()) {
                        sample.add(line.text());
                    }
                }
            } catch (AccessDeniedException e) {
                throw denied(String.valueOf(e.getFile()));
            } catch (IOException unreadable) {
                sample.clear();
            }
            if (!sample.isEmpty()) {
                return sample;
            }
        }
        return sample;
    }

    SourceUnavailable denied(String what) {
        return new SourceUnavailable(
                source,
                "permission denied for "
                        + what
                        + "; give the user that this runs as the right to read it, for example by"
                        + " its group");
    }

    /// What the file system calls the file, or 0 where it has no such name.
    static long inode(Place place) throws IOException {
        return inode(
                Files.readAttributes(
                        place.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    private List<Path> candidates() throws IOException {
        Path whole = Path.of(path);
        Path parent = whole.getParent();
        String last = String.valueOf(whole.getFileName());
        var folders = parent == null ? List.of(Path.of("")) : expand(parent);
        var found = new ArrayList<Path>();
        for (Path folder : folders) {
            if (isGlob(last)) {
                list(folder, last, found);
            } else if (!predecessors) {
                found.add(folder.resolve(last));
            } else {
                siblings(folder, last, found);
            }
        }
        return found;
    }

    private List<Path> expand(Path folder) throws IOException {
        if (!isGlob(folder.toString())) {
            return List.of(folder);
        }
        Path parent = folder.getParent();
        String last = String.valueOf(folder.getFileName());
        var found = new ArrayList<Path>();
        for (Path above : parent == null ? List.of(Path.of("")) : expand(parent)) {
            if (isGlob(last)) {
                list(above, last, found);
            } else {
                found.add(above.resolve(last));
            }
        }
        return found;
    }

    private void list(Path folder, String glob, List<Path> into) throws IOException {
        try (var entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(into::add);
        } catch (NoSuchFileException | NotDirectoryException missing) {
            // Nothing is found there, which find() reports.
        } catch (PatternSyntaxException e) {
            throw new SourceUnavailable(
                    source, "path " + path + " is not a valid pattern; see * ? [a-z] {a,b}", e);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void siblings(Path folder, String name, List<Path> into) throws IOException {
        int dot = name.lastIndexOf('.');
        String stem = dot <= 0 ? name : name.substring(0, dot);
        String ending = dot <= 0 ? "" : name.substring(dot);
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String other = String.valueOf(entry.getFileName());
                if (other.equals(name) || rotated(other, name, stem, ending)) {
                    into.add(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException missing) {
            // Nothing is found there, which find() reports.
        } catch (AccessDeniedException e) {
            // The folder may be closed and the file in it open.
            if (!Files.exists(folder.resolve(name))) {
                throw e;
            }
            into.add(folder.resolve(name));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean rotated(String other, String name, String stem, String ending) {
        if (other.startsWith(name)) {
            return AFTER.matcher(other.substring(name.length())).matches();
        }
        String plain = other.endsWith(".gz") ? other.substring(0, other.length() - 3) : other;
        return plain.startsWith(stem)
                && plain.endsWith(ending)
                && plain.length() > stem.length() + ending.length()
                && BETWEEN.matcher(plain.substring(stem.length(), plain.length() - ending.length()))
                        .matches();
    }

    static boolean isGlob(String text) {
        return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static long inode(BasicFileAttributes attributes) {
        Matcher matcher = INODE.matcher(String.valueOf(attributes.fileKey()));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
