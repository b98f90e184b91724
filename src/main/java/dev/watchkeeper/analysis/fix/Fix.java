package dev.watchkeeper.analysis.fix;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether something was fixed.
///
/// @param because what that follows from, in a sentence
/// @param commit the commit that fixes it, or null
/// @param deployed when what fixes it was put into service, or null
public record Fix(
        State state, String because, @Nullable String commit, @Nullable Instant deployed) {

    /// What can be said.
    public enum State {
        NOT_FIXED,
        FIXED_NOT_DEPLOYED,
        STOPPED,
        RECURS,
        RECOVERED,
        CANNOT_TELL
    }

    static Fix of(State state, String because) {
        return new Fix(state, because, null, null);
    }

    /// The verdict in words, always one of six.
    public String words() {
        return switch (state) {
            case NOT_FIXED -> "not fixed";
            case FIXED_NOT_DEPLOYED ->
                    "fixed by commit " + String.valueOf(commit) + ", not yet deployed";
            case STOPPED -> "deployed, and it stopped";
            case RECURS -> "deployed, and it recurs";
            case RECOVERED -> "recovered with nothing changed: not fixed";
            case CANNOT_TELL -> "cannot tell";
        };
    }
}
