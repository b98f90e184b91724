package dev.watchkeeper.source.host;

import dev.watchkeeper.model.Deadline;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One walk through a folder. It follows no symbolic links, stays on the file system it began on,
/// counts a file with several names once, and ends early when time or entries run out.
final class DirectoryWalk {

    /// As many folders are open at once.
    private static final int DEEPEST = 100;

    /// Files with several names, which must be remembered; a backup made of hard links has many.
    private static final int MOST_LINKED = 300_000;

    private static final int CHILDREN = 20;
    private static final double LARGE = 0.05;

    private static final String ATTRIBUTES = "unix:mode,size,ino,dev,nlink";
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;

    private final Deadline deadline;
    private final long mostEntries;
    private final Set<Path> avoid;
    private final Set<Long> linked = new HashSet<>();
    private long device;
    private long entries;
    private long unreadable;
    private @Nullable String cut;

    private DirectoryWalk(Deadline deadline, long mostEntries, Set<Path> avoid) {
        this.deadline = deadline;
        this.mostEntries = mostEntries;
        this.avoid = avoid;
    }

    /// A folder with those large ones below that are known when its walk has ended.
    private static final class Node {
        final Path path;
        long bytes;
        long entries;
        List<Node> large = new ArrayList<>();

        Node(Path path) {
            this.path = path;
        }

        void add(Node child) {
            bytes += child.bytes;
            entries += child.entries;
            large.add(child);
        }

        /// A child that is small beside its parent is small beside all around that too.
        void prune(double least) {
            large.removeIf(child -> child.bytes < least);
            large.forEach(child -> child.prune(least));
        }

        /// Adds those with much that lies in none of the larger ones below them.
        void collect(double least, List<DirectorySizes.Folder> into) {
            long rest = bytes;
            long restEntries = entries;
            for (Node child : large) {
                var before = into.size();
                child.collect(least, into);
                for (var listed : into.subList(before, into.size())) {
                    rest -= listed.bytes();
                    restEntries -= listed.entries();
                }
            }
            if (rest >= least && rest > 0) {
                into.add(new DirectorySizes.Folder(path.toString(), rest, restEntries));
            }
        }
    }

    /// Walks a folder.
    ///
    /// @param mostEntries when to stop
    /// @param avoid places that are not even looked at: mounts from the network
    /// @throws IOException when the folder is not there or may not be read
    static DirectorySizes of(Path folder, Deadline deadline, long mostEntries, Set<Path> avoid)
            throws IOException {
        var walk = new DirectoryWalk(deadline, mostEntries, avoid);
        // The declared folder itself may be a link; those inside are not followed.
        Path root = folder.toRealPath();
        Map<String, Object> attributes = Files.readAttributes(root, ATTRIBUTES);
        walk.device = number(attributes, "dev");
        var top = new Node(folder);
        top.bytes = number(attributes, "size");
        var children = new ArrayList<DirectorySizes.Folder>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
            walk.fill(top, stream, 0, children);
        }
        var largest = new ArrayList<DirectorySizes.Folder>();
        double least = LARGE * top.bytes;
        top.prune(least);
        top.collect(least, largest);
        return new DirectorySizes(
                folder.toString(),
                top.bytes,
                walk.entries,
                walk.unreadable,
                walk.cut,
                sorted(largest),
                sorted(children));
    }

    private static List<DirectorySizes.Folder> sorted(List<DirectorySizes.Folder> folders) {
        return folders.stream()
                .sorted(
                        Comparator.comparingLong((DirectorySizes.Folder f) -> -f.bytes())
                                .thenComparing(DirectorySizes.Folder::path))
                .limit(CHILDREN)
                .toList();
    }

    private void fill(
            Node node,
            DirectoryStream<Path> stream,
            int depth,
            @Nullable List<DirectorySizes.Folder> children) {
        try {
            for (Path path : stream) {
                if (stop()) {
                    return;
                }
                if (!avoid.contains(path)) {
                    entry(node, stream, path, depth, children);
                }
            }
        } catch (DirectoryIteratorException e) {
            unreadable++;
        }
        node.prune(LARGE * node.bytes);
    }

    private void entry(
            Node node,
            DirectoryStream<Path> around,
            Path path,
            int depth,
            @Nullable List<DirectorySizes.Folder> children) {
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return; // deleted meanwhile
        }
        if (number(attributes, "dev") != device) {
            return;
        }
        entries++;
        if ((number(attributes, "mode") & TYPE) != DIRECTORY) {
            if (number(attributes, "nlink") > 1 && seen(number(attributes, "ino"))) {
                return;
            }
            node.bytes += number(attributes, "size");
            node.entries++;
            return;
        }
        var child = new Node(path);
        child.bytes = number(attributes, "size");
        child.entries = 1;
        descend(child, around, depth + 1);
        node.add(child);
        if (children != null) {
            children.add(
                    new DirectorySizes.Folder(child.path.toString(), child.bytes, child.entries));
            if (children.size() > 50 * CHILDREN) {
                var largest = sorted(children);
                children.clear();
                children.addAll(largest);
            }
        }
    }

    private void descend(Node child, DirectoryStream<Path> around, int depth) {
        if (depth > DEEPEST) {
            cut = "there are more than " + DEEPEST + " levels of folders";
            return;
        }
        try {
            if (around instanceof SecureDirectoryStream<Path> secure) {
                // The folder that was looked at, even when a link has taken its place since.
                try (var inner =
                        secure.newDirectoryStream(
                                child.path.getFileName(), LinkOption.NOFOLLOW_LINKS)) {
                    fill(child, inner, depth, null);
                }
            } else {
                try (var inner = Files.newDirectoryStream(child.path)) {
                    fill(child, inner, depth, null);
                }
            }
        } catch (IOException e) {
            unreadable++;
        }
    }

    private boolean seen(long inode) {
        if (linked.size() >= MOST_LINKED) {
            cut = "there are more than " + MOST_LINKED + " files with several names";
            return true;
        }
        return !linked.add(inode);
    }

    private boolean stop() {
        if (cut == null && entries >= mostEntries) {
            cut = "there are more than " + mostEntries + " entries";
        } else if (cut == null && deadline.passed()) {
            cut = "time ran out";
        }
        return cut != null;
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
