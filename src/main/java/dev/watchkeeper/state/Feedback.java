package dev.watchkeeper.state;

import java.time.Instant;
import java.util.Locale;

/// What a person said of the diagnosis of an incident, afterwards.
///
/// @param note in the person's words; empty when there are none
/// @param author who said it
public record Feedback(String incident, Verdict verdict, String note, String author, Instant said) {

    /// Whether the diagnosis held.
    public enum Verdict {
        RIGHT,
        WRONG,
        PARTLY;

        /// The word on the command line and in answers.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
