package dev.watchkeeper.source.git;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Commits from some on backwards, the newest first; each once.
final class CommitWalk {

    private final Repository repository;
    private final PriorityQueue<Commit> next =
            new PriorityQueue<>(Comparator.comparing(Commit::time).reversed());
    private final Set<String> seen = new HashSet<>();
    private boolean cutShort;

    CommitWalk(Repository repository) {
        this.repository = repository;
    }

    /// Begins at a commit too.
    void from(String id) throws IOException {
        if (seen.add(id)) {
            Optional<Commit> commit = repository.commit(id);
            if (commit.isPresent()) {
                next.add(commit.get());
            } else {
                cutShort = true;
            }
        }
    }

    /// The newest of those that are left, which stays where it is; null when none is.
    @Nullable Commit peek() {
        return next.peek();
    }

    /// Takes the newest of those that are left.
    Commit take() throws IOException {
        Commit commit = next.remove();
        if (repository.endsAt(commit.id())) {
            cutShort = true;
        } else {
            for (String parent : commit.parents()) {
                from(parent);
            }
        }
        return commit;
    }

    /// True when commits are missing here that come before some that were given.
    boolean cutShort() {
        return cutShort;
    }

    /// How many commits were looked at.
    int size() {
        return seen.size();
    }
}
