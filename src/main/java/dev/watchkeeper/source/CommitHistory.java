package dev.watchkeeper.source;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// How the commits of a repository hang together. Thread-safe.
///
/// @see ChangeSource#changes for the commits themselves
public interface CommitHistory {

    /// Whether the history of a commit holds another.
    enum Holds {
        YES,
        NO,
        /// Its history is not here to its end (a shallow clone), or time was up.
        UNKNOWN
    }

    /// The full id of the commit that a version names: an id or its beginning, a tag, a branch, or
    /// a text that holds one of them, such as `v1.2-3-g1a2b3c4`. Empty when there is none here.
    ///
    /// @throws SourceUnavailable when the repository cannot be read
    Optional<String> commit(String version);

    /// Whether `commit` is `of` or was made before it on the same line of development.
    ///
    /// @param of the full id of a commit
    /// @param commit the full id of a commit
    /// @throws SourceUnavailable when the repository cannot be read
    Holds holds(String of, String commit, Deadline deadline);

    /// Those of `commits` that are `of` or were made before it on the same line of development, as
    /// far as the history is here.
    ///
    /// @param of the full id of a commit
    /// @param commits full ids
    /// @throws SourceUnavailable when the repository cannot be read
    default Set<String> held(String of, Collection<String> commits, Deadline deadline) {
        var held = new LinkedHashSet<String>();
        for (String commit : commits) {
            if (holds(of, commit, deadline) == Holds.YES) {
                held.add(commit);
            }
        }
        return held;
    }
}
