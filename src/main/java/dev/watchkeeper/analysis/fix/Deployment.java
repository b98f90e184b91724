package dev.watchkeeper.analysis.fix;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A version of the application that was put into service after the trouble began.
///
/// @param version as its log calls it, or null
/// @param known true when the commit behind it is known
/// @param holds the ids of those [Candidate]s that it has
/// @param back true when it is an older version than the one that ran when it began
public record Deployment(
        Instant time, @Nullable String version, boolean known, Set<String> holds, boolean back) {

    /// It in words.
    String words() {
        return "the deploy" + (version == null ? "" : " of " + version) + " at " + time;
    }
}
