package dev.watchkeeper.tool;

import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.incident.Likeness;
import dev.watchkeeper.state.Feedback;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Theories that a person marked wrong, and that are given again.
final class WrongTheories {

    private static final int MOST = 3;
    private static final int LONGEST_NOTE = 240;
    private static final String CANNOT_TELL = "cannot tell";

    private WrongTheories() {}

    /// Which past diagnoses that were marked wrong a cause repeats, a sentence each, the newest
    /// first: for whoever is about to give it, and for whoever reads it.
    ///
    /// @param cause as it is given now
    /// @param findings the ids of the findings that it is to explain
    /// @param incidents the past ones, the newest first
    /// @param said the last word on each incident, by its id
    static List<String> of(
            String cause,
            Collection<String> findings,
            List<IncidentSummary> incidents,
            Map<String, Feedback> said) {
        return of(
                cause,
                incident -> incident.findings().stream().anyMatch(findings::contains),
                incidents,
                said);
    }

    /// The same for incidents that are like the present one in whatever way.
    static List<String> of(
            String cause,
            Predicate<IncidentSummary> like,
            List<IncidentSummary> incidents,
            Map<String, Feedback> said) {
        if (cause.strip().toLowerCase(Locale.ROOT).startsWith(CANNOT_TELL)) {
            return List.of();
        }
        var sentences = new ArrayList<String>();
        for (IncidentSummary incident : incidents) {
            Feedback word = said.get(incident.id());
            if (sentences.size() < MOST
                    && word != null
                    && word.verdict() == Feedback.Verdict.WRONG
                    && like.test(incident)
                    && Likeness.same(cause, incident.cause())) {
                sentences.add(sentence(incident, word));
            }
        }
        return List.copyOf(sentences);
    }

    private static String sentence(IncidentSummary incident, Feedback word) {
        return "this theory was given on "
                + day(incident)
                + " ("
                + incident.id()
                + ") and marked wrong by "
                + word.author()
                + (word.note().isEmpty()
                        ? ""
                        : ": \"" + Excerpt.head(word.note(), LONGEST_NOTE) + "\"");
    }

    private static String day(IncidentSummary incident) {
        @Nullable Instant detected = incident.detected();
        return detected == null
                ? incident.id().substring(0, 10)
                : detected.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
