package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.model.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was changed shortly before, and whether it speaks of what fails.
final class SuspectsQuestion {

    private static final Duration BEFORE = Duration.ofMinutes(30);
    private static final double RARE = 0.5;

    private final Questions questions;

    SuspectsQuestion(Questions questions) {
        this.questions = questions;
    }

    /// Messages before the onset that speak of a change and are rare, or that were never seen
    /// before.
    List<Suspect> ask(
            List<String> logs, Instant onset, Set<String> failing, List<Symptom> symptoms) {
        var suspects = new ArrayList<Suspect>();
        for (String stream : logs) {
            Map<String, Object> arguments =
                    OrderedFields.of(
                            "stream",
                            stream,
                            "from",
                            onset.minus(BEFORE).toString(),
                            "until",
                            onset.toString(),
                            "regex",
                            Words.CHANGE,
                            "baseline",
                            "2d",
                            "limit",
                            60);
            Optional<Reply> reply = questions.ask("find_log_patterns", arguments);
            if (reply.isEmpty()) {
                continue;
            }
            for (Reply.Row row : reply.get().rows()) {
                Instant time = row.time("last");
                String message =
                        row.text("example").isEmpty() ? row.text("template") : row.text("example");
                if (time != null
                        && row.number("expected") <= RARE
                        && symptoms.stream()
                                .noneMatch(s -> s.template().equals(row.text("template")))) {
                    suspects.add(
                            new Suspect(
                                    stream,
                                    time,
                                    List.of(message),
                                    Words.shared(Words.of(message), failing),
                                    reply.get().evidence()));
                }
            }
        }
        return Suspect.ranked(Suspect.gathered(suspects), onset);
    }

    /// The words of what fails.
    static Set<String> failing(
            List<Symptom> symptoms, Observations.@Nullable Example example, Finding main) {
        var words = new HashSet<>(Words.of(main.title() + " " + main.subject()));
        for (Symptom symptom : symptoms) {
            words.addAll(
                    Words.of(
                            symptom.template()
                                    + " "
                                    + (symptom.example() == null ? "" : symptom.example())));
        }
        if (example != null) {
            words.addAll(
                    Words.of(
                            example.logger()
                                    + " "
                                    + example.message()
                                    + " "
                                    + example.exception()));
        }
        return words;
    }
}
