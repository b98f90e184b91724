package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import java.util.List;
import java.util.Optional;

/// One kind of place in which changes of a machine show.
interface ChangePart {

    /// No more changes than this are kept of one part.
    int MOST = 5_000;

    /// The changes of that time, the newest ones where there are too many, in any order.
    Found find(TimeRange range, Deadline deadline);

    /// The change with that reference, as it is now.
    Optional<Change> change(String ref);

    /// What was found.
    ///
    /// @param examined how many lines, files or records were looked at
    /// @param complete false when time was up
    /// @param remarks what could not be read, as sentences of our own
    record Found(List<Change> changes, long examined, boolean complete, List<String> remarks) {

        static Found nothing(String remark) {
            return new Found(List.of(), 0, true, List.of(remark));
        }
    }
}
