package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.model.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rules have seen.
///
/// @param finding what is investigated, the gravest of the assignment
/// @param onset when it began: the first of its symptoms
/// @param symptoms what is new or surged since, the earliest first
/// @param suspects messages of a change before the onset, the likeliest first
/// @param example one symptom in the source's own words, or null
/// @param repeated what came again and again for one request or job, or null
/// @param rates how often events came, by stream
/// @param numbers what of the declared numbers is not as usual, the gravest first
/// @param shared a value that a likely change names and that the failing entries carry, or null
/// @param last for a silent stream: its last entry, or null
/// @param overview the answer of `get_overview`, or null
record Observations(
        Finding finding,
        Instant onset,
        List<Symptom> symptoms,
        List<Suspect> suspects,
        @Nullable Example example,
        @Nullable Repeated repeated,
        List<Rates> rates,
        List<NumberSeen> numbers,
        @Nullable Shared shared,
        @Nullable Example last,
        @Nullable String overview) {

    /// One entry as it was shown.
    record Example(
            Instant time,
            String logger,
            String message,
            String exception,
            String ref,
            String evidence) {}

    /// The same thing several times for one request or job.
    ///
    /// @param what the type of event, or the message with `<*>` for its numbers
    /// @param times how often
    /// @param quotes some of them as they were shown
    /// @param millis from the first to the last
    record Repeated(String what, int times, long millis, List<String> quotes, String evidence) {}

    /// A value that failing entries have in common.
    ///
    /// @param suspect the change that names it
    /// @param count how many failing entries carry it, at least
    /// @param of how many there are
    record Shared(
            Suspect suspect, String field, String value, long count, long of, String evidence) {}
}
