package dev.watchkeeper.source.git;

import dev.watchkeeper.model.ChangedFile.How;
import dev.watchkeeper.model.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which files differ between two folders. Folders that are the same are not entered, so that it
/// takes as long as the difference is large.
final class TreeDifference {

    private static final int DEEPEST = 64;

    private final Repository repository;
    private final int idLength;
    private final int most;
    private final Deadline deadline;
    private final List<File> files = new ArrayList<>();
    private boolean complete = true;

    /// A file that differs.
    ///
    /// @param before null where it was not there
    /// @param after null where it is not there any more
    record File(String path, @Nullable TreeEntry before, @Nullable TreeEntry after) {

        How how() {
            return before == null ? How.ADDED : after == null ? How.DELETED : How.MODIFIED;
        }
    }

    private TreeDifference(Repository repository, int idLength, int most, Deadline deadline) {
        this.repository = repository;
        this.idLength = idLength;
        this.most = most;
        this.deadline = deadline;
    }

    /// @param before the id of a folder, or null for none
    /// @param most how many files are wanted
    static TreeDifference of(
            Repository repository,
            @Nullable String before,
            String after,
            int most,
            Deadline deadline)
            throws IOException {
        var difference = new TreeDifference(repository, after.length() / 2, most, deadline);
        difference.compare("", before, after, 0);
        return difference;
    }

    /// In order of their paths.
    List<File> files() {
        return files;
    }

    /// False when there are more, or some could not be read.
    boolean complete() {
        return complete;
    }

    private void compare(String path, @Nullable String before, @Nullable String after, int depth)
            throws IOException {
        if (depth > DEEPEST || deadline.passed()) {
            complete = false;
            return;
        }
        List<TreeEntry> old = entries(before);
        List<TreeEntry> now = entries(after);
        int i = 0;
        int j = 0;
        while ((i < old.size() || j < now.size()) && files.size() < most) {
            TreeEntry left = i < old.size() ? old.get(i) : null;
            TreeEntry right = j < now.size() ? now.get(j) : null;
            int order = left == null ? 1 : right == null ? -1 : left.key().compareTo(right.key());
            if (order < 0) {
                i++;
                changed(path, left, null, depth);
            } else if (order > 0) {
                j++;
                changed(path, null, right, depth);
            } else {
                i++;
                j++;
                if (left != null && right != null && !left.equals(right)) {
                    changed(path, left, right, depth);
                }
            }
        }
        complete &= i == old.size() && j == now.size();
    }

    private void changed(
            String path, @Nullable TreeEntry before, @Nullable TreeEntry after, int depth)
            throws IOException {
        TreeEntry any = after == null ? before : after;
        if (any == null) {
            return;
        }
        if (any.folder()) {
            compare(
                    path + any.name() + "/",
                    before == null ? null : before.id(),
                    after == null ? null : after.id(),
                    depth + 1);
        } else {
            files.add(new File(path + any.name(), before, after));
        }
    }

    private List<TreeEntry> entries(@Nullable String id) throws IOException {
        if (id == null) {
            return List.of();
        }
        Optional<RawObject> object = repository.objects().read(id);
        if (object.isEmpty()) {
            complete = false;
            return List.of();
        }
        return TreeEntry.parse(object.get(), idLength);
    }
}
