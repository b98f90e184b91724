package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks what a person on call would ask, in that order: what is wrong and since when, what else is
/// new, what was changed shortly before, what does one failing request look like, and did the load
/// change.
final class Inquiry {

    private static final Set<String> OF_STREAMS = Set.of("errors", "freshness");
    private static final Duration TOGETHER = Duration.ofMinutes(2);

    private final Questions questions;
    private final Instant now;

    Inquiry(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    Observations into(List<Finding> findings) {
        Finding main = main(findings);
        Optional<Reply> overview = questions.ask("get_overview", Map.of());
        List<String> logs = streams(overview, "logs");
        List<String> events = streams(overview, "events");
        Instant began = began(findings, main);
        List<Symptom> all = new SymptomsQuestion(questions, now).ask(logs, began);
        List<Symptom> symptoms =
                all.stream()
                        .filter(s -> surged(s) || !s.first().isBefore(began.minus(TOGETHER)))
                        .toList();
        Instant onset =
                first(symptoms.stream().filter(s -> !surged(s)))
                        .or(() -> first(symptoms.stream()))
                        .filter(first -> main.check().equals("errors"))
                        .orElse(began);
        @Nullable Symptom leading = SymptomsQuestion.leading(symptoms, main);
        var examples = new ExampleQuestion(questions, now);
        Observations.@Nullable Example example =
                leading == null ? null : examples.early(leading, onset);
        Set<String> failing = SuspectsQuestion.failing(symptoms, example, main);
        Optional<Reply> context =
                leading == null
                        ? Optional.empty()
                        : new RepeatedAttemptsQuestion(questions).context(leading, example);
        List<Suspect> suspects =
                new SuspectsQuestion(questions).ask(logs, onset, failing, symptoms);
        return new Observations(
                main,
                onset,
                symptoms,
                suspects,
                example,
                context.map(reply -> RepeatedAttemptsQuestion.repeated(reply, events)).orElse(null),
                new EventRatesQuestion(questions, now).ask(events, onset),
                new NumbersQuestion(questions).ask(overview),
                leading == null
                        ? null
                        : new SharedValueQuestion(questions, now)
                                .ask(leading, context, suspects, onset),
                logs.contains(main.subject()) && !main.check().equals("errors")
                        ? examples.last(main)
                        : null,
                overview.map(Reply::evidence).orElse(null));
    }

    /// The gravest; of as grave ones what a log or a stream says, which has entries to look at,
    /// before what numbers say; then the earliest.
    private static Finding main(List<Finding> findings) {
        return findings.stream()
                .min(
                        Comparator.comparing(Finding::severity)
                                .thenComparing(f -> !OF_STREAMS.contains(f.check()))
                                .thenComparing(Finding::first))
                .orElseThrow();
    }

    /// What surged was there before, so its first entry within a window is not its beginning.
    private static boolean surged(Symptom symptom) {
        return symptom.change().equals("surged");
    }

    private static Optional<Instant> first(Stream<Symptom> symptoms) {
        return symptoms.map(Symptom::first).min(Instant::compareTo);
    }

    /// When what is new among the findings began; where nothing is, when what escalates was first
    /// seen.
    private static Instant began(List<Finding> findings, Finding main) {
        List<Finding> fresh =
                findings.stream()
                        .filter(f ->
                                f.severity().atLeast(Severity.SEV3)
                                        && f.state() != FindingState.ONGOING
                                        && f.check().equals(main.check()))
                        .toList();
        return fresh.stream()
                .filter(f -> f.state() != FindingState.ESCALATING)
                .map(Finding::first)
                .min(Instant::compareTo)
                .or(() -> fresh.stream().map(Finding::first).min(Instant::compareTo))
                .orElse(main.first());
    }

    private static List<String> streams(Optional<Reply> overview, String kind) {
        var names = new ArrayList<String>();
        if (overview.isPresent() && overview.get().content().get(kind) instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> stream
                        && stream.get("stream") instanceof String name) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
