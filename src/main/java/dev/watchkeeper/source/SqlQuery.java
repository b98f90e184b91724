package dev.watchkeeper.source;

import dev.watchkeeper.model.Deadline;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One run of a statement.
///
/// @param statement the text, from tools.yaml
/// @param parameters a value for each of [SqlStatement#parameters()], bound and never spliced:
///   text, a number, a boolean (1 or 0), null, or a list of those (its JSON text, for `json_each`)
/// @param maxRows how many rows are visited at most
/// @param deadline when to stop and say so
public record SqlQuery(
        String statement,
        Map<String, ? extends @Nullable Object> parameters,
        int maxRows,
        Deadline deadline) {}
