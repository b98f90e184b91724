package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// How often events of each type came since the onset, just before, and the day before.
final class FlowsQuestion {

    private static final Duration LATELY = Duration.ofMinutes(10);
    private static final int MOST_STREAMS = 2;

    private final Questions questions;
    private final Instant now;

    FlowsQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    List<Flow> ask(List<Overview.Stream> streams, Instant onset) {
        var flows = new ArrayList<Flow>();
        Duration length = Duration.between(onset, now);
        if (length.toMinutes() < 1) {
            return flows;
        }
        for (Overview.Stream stream : streams.stream().limit(MOST_STREAMS).toList()) {
            Optional<Reply> since = count(stream.name(), onset, now);
            Optional<Reply> before = count(stream.name(), onset.minus(length), onset);
            Optional<Reply> dayBefore =
                    count(
                            stream.name(),
                            onset.minus(Duration.ofDays(1)),
                            now.minus(Duration.ofDays(1)));
            if (since.isPresent() && before.isPresent() && dayBefore.isPresent()) {
                Optional<Reply> lately =
                        length.compareTo(LATELY.multipliedBy(2)) < 0
                                ? Optional.empty()
                                : count(stream.name(), now.minus(LATELY), now);
                read(stream, length, since.get(), before.get(), dayBefore.get(), lately, flows);
            }
        }
        return flows;
    }

    private static void read(
            Overview.Stream stream,
            Duration length,
            Reply since,
            Reply before,
            Reply dayBefore,
            Optional<Reply> lately,
            List<Flow> flows) {
        Map<String, Double> present = counts(since);
        Map<String, Double> past = counts(before);
        Map<String, Double> yesterday = counts(dayBefore);
        var evidence =
                new ArrayList<>(List.of(since.evidence(), before.evidence(), dayBefore.evidence()));
        lately.ifPresent(reply -> evidence.add(reply.evidence()));
        var names = new TreeSet<>(present.keySet());
        names.addAll(past.keySet());
        names.addAll(yesterday.keySet());
        for (String name : names) {
            flows.add(
                    new Flow(
                            stream.name(),
                            name,
                            present.getOrDefault(name, 0.0),
                            past.getOrDefault(name, 0.0),
                            yesterday.getOrDefault(name, 0.0),
                            lately.map(reply -> counts(reply).getOrDefault(name, 0.0)).orElse(null),
                            length.toSeconds() / 60.0,
                            stream.meaning().getOrDefault(name, ""),
                            evidence));
        }
    }

    private static Map<String, Double> counts(Reply reply) {
        var counts = new HashMap<String, Double>();
        for (Reply.Row row : reply.rows()) {
            counts.merge(row.text("type"), row.number("count"), Double::sum);
        }
        return counts;
    }

    private Optional<Reply> count(String stream, Instant from, Instant until) {
        return questions.ask(
                "query_events",
                OrderedFields.of(
                        "stream",
                        stream,
                        "from",
                        from.toString(),
                        "until",
                        until.toString(),
                        "limit",
                        120));
    }
}
