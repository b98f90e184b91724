package dev.watchkeeper.investigate.playbook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A kind of error or warning that is new or surged.
///
/// @param stream the log stream
/// @param change `new` or `surged`
/// @param first when it began within the time looked at
/// @param template its template, as the answer shows it
/// @param example a message of it, or null where the template says all
/// @param ref where the example is
/// @param evidence the answer that shows it
record Symptom(
        String stream,
        String change,
        String level,
        long count,
        Instant first,
        String template,
        @Nullable String example,
        String ref,
        String evidence) {

    /// The longest run of constant words of the template: what every message of it contains.
    String constant() {
        String longest = "";
        // an exception's template begins with its type and place, which no message contains
        String message = template.replaceFirst("^\\S+ in \\S+: ", "");
        for (String part : message.split("<\\*>|…\\[[^\\]]*\\]…", -1)) {
            if (part.strip().length() > longest.length()) {
                longest = part.strip();
            }
        }
        return longest;
    }
}
