package dev.watchkeeper.incident;

import dev.watchkeeper.model.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answer that a report cites, as it was shown.
///
/// @param id its evidence id
/// @param tool the name of the tool that gave it
/// @param arguments what was asked, in short; may hold text of strangers
/// @param range the time it covers, or null where it has none
/// @param rows what it showed, one text per row; written by strangers
public record CitedEvidence(
        String id, String tool, String arguments, @Nullable TimeRange range, List<String> rows) {

    public CitedEvidence {
        rows = List.copyOf(rows);
    }
}
