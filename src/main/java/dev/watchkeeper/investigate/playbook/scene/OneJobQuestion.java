package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether most of what fails is one and the same job.
final class OneJobQuestion {

    private static final int ENOUGH = 6;
    private static final double MOST = 0.5;
    private static final int MOST_IDS = 2;

    private final Questions questions;
    private final Instant now;

    OneJobQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    Optional<Share> ask(Overview.Stream stream, List<Flow> flows, Instant onset) {
        List<String> failing =
                flows.stream()
                        .filter(flow -> flow.stream().equals(stream.name()) && flow.fails())
                        .filter(flow -> flow.since() >= ENOUGH && flow.ratio() >= 1.7)
                        .map(Flow::type)
                        .toList();
        if (failing.isEmpty()) {
            return Optional.empty();
        }
        return stream.ids().stream()
                .limit(MOST_IDS)
                .map(field -> ask(stream.name(), field, failing, onset))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Share> ask(String stream, String field, List<String> types, Instant onset) {
        return questions
                .ask(
                        "query_events",
                        OrderedFields.of(
                                "stream",
                                stream,
                                "from",
                                onset.minusSeconds(60).toString(),
                                "until",
                                now.toString(),
                                "types",
                                types,
                                "group_by",
                                List.of(field),
                                "limit",
                                100))
                .flatMap(reply -> most(field, reply));
    }

    private static Optional<Share> most(String field, Reply reply) {
        double total =
                reply.content().get("total") instanceof Number all
                        ? all.doubleValue()
                        : reply.rows().stream().mapToDouble(row -> row.number("count")).sum();
        return reply.rows().stream()
                .filter(row -> !row.text(field).isEmpty())
                .max(Comparator.comparingDouble(row -> row.number("count")))
                .filter(row -> row.number("count") >= ENOUGH)
                .filter(row -> row.number("count") >= MOST * total)
                .map(row ->
                        new Share(
                                field,
                                row.text(field),
                                row.number("count") / total,
                                0,
                                row.number("count"),
                                List.of(reply.evidence())));
    }
}
