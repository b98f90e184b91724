package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.model.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What else is new: errors and warnings of all logs that the days before did not have.
final class SymptomsQuestion {

    private static final Duration BEFORE = Duration.ofMinutes(30);

    private final Questions questions;
    private final Instant now;

    SymptomsQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    /// The kinds of errors and warnings that are new or surged, the earliest first.
    List<Symptom> ask(List<String> logs, Instant began) {
        var symptoms = new ArrayList<Symptom>();
        for (String stream : logs) {
            Map<String, Object> arguments =
                    OrderedFields.of(
                            "stream",
                            stream,
                            "from",
                            began.minus(BEFORE).toString(),
                            "until",
                            now.toString(),
                            "level",
                            "WARN",
                            "baseline",
                            "2d",
                            "limit",
                            40);
            questions
                    .ask("find_log_patterns", arguments)
                    .ifPresent(reply ->
                            reply.rows()
                                    .forEach(row ->
                                            symptom(stream, row, reply.evidence(), symptoms)));
        }
        symptoms.sort(Comparator.comparing(Symptom::first));
        return symptoms;
    }

    private static void symptom(
            String stream, Reply.Row row, String evidence, List<Symptom> symptoms) {
        Instant first = row.time("first");
        String change = row.text("change");
        if (first != null && (change.equals("new") || change.equals("surged"))) {
            symptoms.add(
                    new Symptom(
                            stream,
                            change,
                            row.text("level"),
                            (long) row.number("count"),
                            first,
                            row.text("template"),
                            row.text("example").isEmpty() ? null : row.text("example"),
                            row.text("ref"),
                            evidence));
        }
    }

    /// The symptom to look at closely: the finding's own, or the most frequent error.
    static @Nullable Symptom leading(List<Symptom> symptoms, Finding main) {
        return symptoms.stream()
                .filter(s -> s.stream().equals(main.subject()) || !main.check().equals("errors"))
                .max(
                        Comparator.comparing((Symptom s) -> s.template().equals(main.title()))
                                .thenComparing(s -> !s.level().equals("WARN"))
                                .thenComparingLong(Symptom::count))
                .orElse(null);
    }
}
