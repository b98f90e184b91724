package dev.watchkeeper.source.git;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.CommitHistory;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

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

    @Override
    public Set<String> held(String of, Collection<String> commits, Deadline deadline) {
        return source.ask(repository -> {
            var ancestry = new Ancestry(repository);
            var held = new LinkedHashSet<String>();
            for (String commit : commits) {
                Optional<Commit> wanted = repository.commit(commit);
                if (wanted.isPresent()
                        && ancestry.holds(of, commit, wanted.get().time(), deadline) == Holds.YES) {
                    held.add(commit);
                }
            }
            return held;
        });
    }
}
