package dev.watchkeeper.source.git;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.CommitHistory;
import java.util.Optional;

/// How the commits of a repository hang together.
record GitHistory(GitSource source) implements CommitHistory {

    @Override
    public Optional<String> commit(String version) {
        return source.ask(repository -> repository.resolved(version));
    }

    @Override
    public Holds holds(String of, String commit, Deadline deadline) {
        return source.ask(repository -> {
            Optional<Commit> wanted = repository.commit(commit);
            Optional<Commit> tip = repository.commit(of);
            if (wanted.isEmpty() || tip.isEmpty()) {
                return Holds.UNKNOWN;
            }
            return new Ancestry(repository).holds(of, commit, wanted.get().time(), deadline);
        });
    }
}
