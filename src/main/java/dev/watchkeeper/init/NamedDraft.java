package dev.watchkeeper.init;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A source with the names that it and what stands over it were given.
///
/// @param asleep why it stands there as a comment, or null
record NamedDraft(
        Draft draft,
        String source,
        List<String> streams,
        List<String> jobs,
        @Nullable String asleep) {}
