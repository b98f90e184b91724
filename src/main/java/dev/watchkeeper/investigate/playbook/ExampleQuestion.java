package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.model.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one entry looks like in the source's own words.
final class ExampleQuestion {

    private final Questions questions;
    private final Instant now;

    ExampleQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    /// One of the first entries of a symptom.
    Observations.@Nullable Example early(Symptom leading, Instant onset) {
        Map<String, Object> arguments =
                OrderedFields.of(
                        "stream",
                        leading.stream(),
                        "from",
                        onset.minusSeconds(1).toString(),
                        "until",
                        now.toString(),
                        "level",
                        "WARN",
                        "first",
                        "oldest",
                        "limit",
                        5);
        if (leading.constant().length() >= 4) {
            arguments.put("contains", List.of(leading.constant()));
        }
        Optional<Reply> reply = questions.ask("query_logs", arguments);
        return reply.filter(r -> !r.rows().isEmpty())
                .map(r -> example(r.rows().getFirst(), r.evidence()))
                .orElse(null);
    }

    private static Observations.@Nullable Example example(Reply.Row row, String evidence) {
        Instant time = row.time("time");
        return time == null
                ? null
                : new Observations.Example(
                        time,
                        row.text("logger"),
                        row.text("message"),
                        row.text("exception"),
                        row.text("ref"),
                        evidence);
    }

    /// The last entry of a stream that fell silent.
    Observations.@Nullable Example last(Finding main) {
        return questions
                .ask(
                        "query_logs",
                        OrderedFields.of(
                                "stream", main.subject(),
                                "from", main.first().minus(Duration.ofHours(1)).toString(),
                                "until", now.toString(),
                                "limit", 5))
                .filter(reply -> !reply.rows().isEmpty())
                .map(reply -> example(reply.rows().getFirst(), reply.evidence()))
                .orElse(null);
    }
}
