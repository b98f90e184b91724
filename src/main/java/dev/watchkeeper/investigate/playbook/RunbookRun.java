package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.runbook.AnswerCondition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the steps of a finding's runbook one after the other, and says what each showed: which of
/// its conditions hold for the answer.
///
/// @param runbook the name of the runbook, or null when the finding has none
/// @param taken the steps in their order
record RunbookRun(@Nullable String runbook, List<Taken> taken) {

    /// A runbook that asks each of many logs must not take the time of all other questions.
    private static final int MOST_CALLS = 16;

    /// As many as a report takes in one list.
    private static final int MOST_IN_REPORT = 40;

    RunbookRun {
        taken = List.copyOf(taken);
    }

    /// One step, and what came of it.
    ///
    /// @param number which step of the runbook, from 1
    /// @param tool the tool that was asked
    /// @param lookFor what a person would look for in the answer, or null
    /// @param evidence the `evidence_id` of the answer, or null when there is none
    /// @param shows what the answer shows, as the runbook puts it
    /// @param rulesOut explanations that the answer excludes, and the condition that says so
    /// @param answer the answer, or null
    record Taken(
            int number,
            String tool,
            @Nullable String lookFor,
            @Nullable String evidence,
            List<String> shows,
            Map<String, String> rulesOut,
            @Nullable Reply answer) {

        Taken {
            shows = List.copyOf(shows);
        }

        /// The outcome in words.
        private String outcome() {
            return !shows.isEmpty()
                    ? String.join("; ", shows)
                    : lookFor != null
                            ? tool + ", for a person to read: " + lookFor
                            : tool + " shows nothing that the runbook has a name for";
        }
    }

    /// Runs the runbook of a finding; nothing is asked for one that names none.
    static RunbookRun of(Finding finding, Questions questions) {
        if (finding.runbook() == null) {
            return new RunbookRun(null, List.of());
        }
        Optional<Reply> runbook =
                questions.ask(
                        "get_runbook",
                        OrderedFields.of("name", finding.runbook(), "finding", finding.id()));
        var taken = new ArrayList<Taken>();
        if (runbook.isPresent() && runbook.get().content().get("steps") instanceof List<?> steps) {
            for (Object step : steps) {
                if (step instanceof Map<?, ?> fields
                        && !fields.containsKey("left_out")
                        && taken.size() < MOST_CALLS) {
                    taken.add(take(fields, questions));
                }
            }
        }
        return new RunbookRun(finding.runbook(), taken);
    }

    private static Taken take(Map<?, ?> step, Questions questions) {
        String tool = String.valueOf(step.get("tool"));
        int number = step.get("step") instanceof Number given ? given.intValue() : 0;
        var arguments = new LinkedHashMap<String, Object>();
        if (step.get("arguments") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> arguments.put(String.valueOf(key), value));
        }
        Optional<Reply> answer = questions.ask(tool, arguments);
        var shows = new ArrayList<String>();
        var rulesOut = new LinkedHashMap<String, String>();
        if (answer.isPresent() && step.get("means") instanceof List<?> means) {
            for (Object one : means) {
                if (one instanceof Map<?, ?> meaning && holds(meaning, answer.get())) {
                    if (meaning.get("shows") instanceof String text) {
                        shows.add(text);
                    }
                    if (meaning.get("rules_out") instanceof String text) {
                        rulesOut.put(text, String.valueOf(meaning.get("when")));
                    }
                }
            }
        }
        return new Taken(
                number,
                tool,
                step.get("look_for") instanceof String text ? text : null,
                answer.map(Reply::evidence).filter(id -> !id.isEmpty()).orElse(null),
                shows,
                rulesOut,
                answer.orElse(null));
    }

    private static boolean holds(Map<?, ?> meaning, Reply answer) {
        try {
            return AnswerCondition.parse(String.valueOf(meaning.get("when")))
                    .holds(answer.content());
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /// Puts what came of the steps into a report for `write_incident`: each as evidence, and what
    /// they exclude as ruled out.
    void into(Map<String, Object> report) {
        var evidence = new ArrayList<>(list(report, "evidence"));
        var ruledOut = new ArrayList<>(list(report, "ruled_out"));
        var known = new HashSet<Object>();
        ruledOut.forEach(
                one -> known.add(one instanceof Map<?, ?> map ? map.get("hypothesis") : one));
        for (Taken step : taken) {
            String id = step.evidence();
            if (id == null) {
                continue;
            }
            String name = "runbook " + runbook + ", step " + step.number();
            if (evidence.size() < MOST_IN_REPORT) {
                evidence.add(
                        OrderedFields.of(
                                "evidence_id",
                                id,
                                "supports",
                                Wording.head(name + ": " + step.outcome(), 590)));
            }
            step.rulesOut()
                    .forEach((hypothesis, when) -> {
                        if (ruledOut.size() < MOST_IN_REPORT && known.add(hypothesis)) {
                            ruledOut.add(
                                    OrderedFields.of(
                                            "hypothesis",
                                            Wording.head(hypothesis, 290),
                                            "why",
                                            Wording.head(
                                                    name + ": " + step.tool() + " says " + when,
                                                    390),
                                            "evidence",
                                            List.of(id)));
                        }
                    });
        }
        report.put("evidence", evidence);
        report.put("ruled_out", ruledOut);
    }

    private static List<Object> list(Map<String, Object> report, String key) {
        return report.get(key) instanceof List<?> all ? List.copyOf(all) : List.of();
    }
}
