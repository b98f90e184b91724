package dev.watchkeeper.tool;

import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.state.Feedback;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was said of findings before: the diagnoses of incidents that had them, with what a person
/// said of each. Whoever investigates the same again begins where the last one ended.
final class PastDiagnoses {

    private static final int MOST = 5;
    private static final int LONGEST = 240;

    private PastDiagnoses() {}

    /// The newest first. A diagnosis rests on logs, and so on the words of strangers; a note is a
    /// person's.
    ///
    /// @param findings the ids of the findings that are open
    /// @param incidents the newest first
    /// @param said the last word on each incident, by its id
    static List<Map<String, @Nullable Object>> of(
            Collection<String> findings,
            List<IncidentSummary> incidents,
            Map<String, Feedback> said) {
        var past = new ArrayList<Map<String, @Nullable Object>>();
        for (IncidentSummary incident : incidents) {
            boolean same = incident.findings().stream().anyMatch(findings::contains);
            Feedback word = said.get(incident.id());
            if (same && past.size() < MOST && !(incident.cause().isEmpty() && word == null)) {
                var shown = new LinkedHashMap<String, @Nullable Object>();
                shown.put("incident", incident.id());
                shown.put("findings", incident.findings().stream().limit(MOST).toList());
                shown.put("diagnosis", Excerpt.head(incident.cause(), LONGEST));
                shown.put("person_said", word == null ? null : word.verdict().word());
                if (word != null && !word.note().isEmpty()) {
                    shown.put("person_note", Excerpt.head(word.note(), LONGEST));
                }
                past.add(shown);
            }
        }
        return past;
    }
}
