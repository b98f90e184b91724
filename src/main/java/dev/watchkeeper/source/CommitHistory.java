package dev.watchkeeper.source;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import java.util.Optional;

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
}
