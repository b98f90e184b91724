package dev.watchkeeper.scenario;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one world was judged.
///
/// @param early findings graver than SEV4 before anything was wrong
/// @param seen whether a check saw it in time; in a healthy world always true
/// @param verdict whether there is an incident that calls it an issue where it is one, and none
///   that does where it is not
/// @param onset how far the written onset is off, or null where none was written or is none
/// @param cause whether the cause was named
/// @param abstained whether the report said that it cannot tell
/// @param blamed what innocent was given as the cause
/// @param problems why evidence does not hold
/// @param change the place of the true cause in the answer of find_changes, from 1; 0 where it is
///   not among the first, null where it was not asked
record Score(
        String scenario,
        String flavour,
        long seed,
        boolean issue,
        List<String> early,
        boolean seen,
        boolean verdict,
        @Nullable Duration onset,
        boolean onsetRight,
        boolean cause,
        boolean abstained,
        List<String> blamed,
        List<String> problems,
        @Nullable Integer change,
        long tokens,
        int calls,
        Duration took,
        String said) {

    boolean evidence() {
        return problems.isEmpty();
    }
}
