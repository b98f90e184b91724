package dev.watchkeeper.source;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.util.function.Predicate;

/// What was changed, and when. Thread-safe, streaming; see [LogSource].
public interface ChangeSource {

    /// Gives the changes of that time to `visitor`, the newest first, until it answers false.
    ///
    /// @throws SourceUnavailable when the source does not answer
    ReadReport changes(TimeRange range, Predicate<Change> visitor);
}
