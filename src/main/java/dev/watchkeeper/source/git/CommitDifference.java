package dev.watchkeeper.source.git;

import dev.watchkeeper.model.ChangedFile;
import dev.watchkeeper.model.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one commit changed, compared with the commit before it.
final class CommitDifference {

    private static final int MOST_FILES = 300;
    private static final int MOST_OF_A_FILE = 1 << 20;
    private static final long MOST_OF_ALL = 16L << 20;
    private static final int MOST_CHARACTERS = 12_000;
    private static final int LOOKED_AT_FOR_ZERO = 8_000;

    private final Repository repository;
    private final Deadline deadline;
    private final List<ChangedFile> files = new ArrayList<>();
    private final StringBuilder diff = new StringBuilder();
    private final List<String> remarks = new ArrayList<>();
    private long read;
    private boolean cut;
    private boolean uncounted;

    private CommitDifference(Repository repository, Deadline deadline) {
        this.repository = repository;
        this.deadline = deadline;
    }

    static CommitDifference of(Repository repository, Commit commit, Deadline deadline)
            throws IOException {
        var difference = new CommitDifference(repository, deadline);
        difference.compare(commit);
        return difference;
    }

    List<ChangedFile> files() {
        return files;
    }

    /// Null where there is nothing to show line by line.
    @Nullable String diff() {
        return diff.isEmpty() ? null : diff.toString();
    }

    List<String> remarks() {
        return remarks;
    }

    private void compare(Commit commit) throws IOException {
        Optional<Commit> before =
                commit.parents().isEmpty()
                        ? Optional.empty()
                        : repository.commit(commit.parents().getFirst());
        if (before.isEmpty() && !commit.parents().isEmpty()) {
            remarks.add("The commit before it is not here, so what it changed cannot be told.");
            return;
        }
        if (commit.parents().size() > 1) {
            remarks.add("It is a merge: compared with the first of the commits before it.");
        }
        TreeDifference trees =
                TreeDifference.of(
                        repository,
                        before.map(Commit::tree).orElse(null),
                        commit.tree(),
                        MOST_FILES,
                        deadline);
        for (TreeDifference.File file : trees.files()) {
            add(file);
        }
        if (!trees.complete()) {
            remarks.add("Not all of its files are listed: the first " + files.size() + " are.");
        }
        if (cut) {
            remarks.add("The diff is cut at " + MOST_CHARACTERS + " characters.");
        }
        if (uncounted) {
            remarks.add("Of files that are no text or are large, lines are not counted.");
        }
    }

    private void add(TreeDifference.File file) throws IOException {
        List<String> old = lines(file.before());
        List<String> now = lines(file.after());
        if (old == null || now == null) {
            uncounted = true;
            files.add(new ChangedFile(file.path(), file.how(), null, null));
            return;
        }
        FileDifference difference = FileDifference.of(old, now);
        files.add(
                new ChangedFile(file.path(), file.how(), difference.added(), difference.removed()));
        String head =
                "--- "
                        + (file.before() == null ? "/dev/null" : "a/" + file.path())
                        + "\n+++ "
                        + (file.after() == null ? "/dev/null" : "b/" + file.path())
                        + "\n";
        if (cut || diff.length() + head.length() > MOST_CHARACTERS) {
            cut = true;
            return;
        }
        diff.append(head);
        cut = !difference.write(diff, MOST_CHARACTERS);
    }

    /// The lines of a file; none where it is not there, null where they are not looked at.
    private @Nullable List<String> lines(@Nullable TreeEntry entry) throws IOException {
        if (entry == null) {
            return List.of();
        }
        if (!entry.text() || read > MOST_OF_ALL || deadline.passed()) {
            return null;
        }
        try {
            Optional<RawObject> object = repository.objects().read(entry.id(), MOST_OF_A_FILE);
            if (object.isEmpty() || binary(object.get().bytes())) {
                return null;
            }
            read += object.get().bytes().length;
            return new String(object.get().bytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (TooLarge e) {
            return null;
        }
    }

    /// As git tells: a zero byte near the beginning.
    private static boolean binary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, LOOKED_AT_FOR_ZERO); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
