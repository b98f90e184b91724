package dev.watchkeeper.source;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeDetail;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.util.Optional;
import java.util.function.Predicate;

/// What was changed, and when. Thread-safe, streaming; see [LogSource].
public interface ChangeSource {

    /// Gives the changes of that time to `visitor`, the newest first, until it answers false. Takes
    /// a few seconds at most; a report that is not complete says so.
    ///
    /// @throws SourceUnavailable when the source does not answer
    ReadReport changes(TimeRange range, Predicate<Change> visitor);

    /// The same with a time by which to stop.
    default ReadReport changes(TimeRange range, Deadline deadline, Predicate<Change> visitor) {
        return changes(range, change -> !deadline.passed() && visitor.test(change));
    }

    /// All of the change that a [Change#ref()] names, as it is now; empty when it is gone.
    default Optional<ChangeDetail> detail(String ref, Deadline deadline) {
        return Optional.empty();
    }

    /// The commits behind it; empty where there are none.
    default Optional<CommitHistory> history() {
        return Optional.empty();
    }
}
