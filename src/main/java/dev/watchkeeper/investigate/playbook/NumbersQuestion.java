package dev.watchkeeper.investigate.playbook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the declared numbers say: an API near its limit, a queue that fills or whose workers are
/// lost, a metric that is not as usual. Only what the overview found out of the ordinary, or could
/// not read in time, is asked for more closely.
final class NumbersQuestion {

    private static final int MOST = 4;
    private static final Set<String> OF_APIS =
            Set.of("calls", "errors", "rate_limited", "latency", "tokens");
    private static final Set<String> OF_QUEUES =
            Set.of(
                    "depth",
                    "wait",
                    "oldest",
                    "enqueued",
                    "completed",
                    "retries",
                    "dead",
                    "overflow");

    private final Questions questions;

    NumbersQuestion(Questions questions) {
        this.questions = questions;
    }

    /// What is not as usual, the gravest first; nothing where no numbers are declared.
    List<NumberSeen> ask(Optional<Reply> overview) {
        var seen = new ArrayList<NumberSeen>();
        subjects(overview).stream()
                .limit(MOST)
                .forEach(subject -> {
                    Optional<Reply> reply = questions.ask(subject.tool(), subject.arguments());
                    reply.ifPresent(answer ->
                            seen.addAll(
                                    switch (subject.tool()) {
                                        case "get_api_usage" ->
                                                ApiNumbers.in(subject.name(), answer);
                                        case "get_queue_stats" ->
                                                QueueNumbers.in(subject.name(), answer);
                                        default -> metric(subject.name(), answer);
                                    }));
                });
        return seen.stream().sorted((a, b) -> Boolean.compare(b.grave(), a.grave())).toList();
    }

    /// What is asked, and of whom.
    private record Subject(String tool, String key, String name) {

        Map<String, Object> arguments() {
            return OrderedFields.of(key, name);
        }

        static Subject of(String metric) {
            int point = metric.lastIndexOf('.');
            String part = metric.substring(point + 1);
            if (point > 0 && !metric.startsWith("host.")) {
                if (OF_APIS.contains(part)) {
                    return new Subject("get_api_usage", "api", metric.substring(0, point));
                }
                if (OF_QUEUES.contains(part)) {
                    return new Subject("get_queue_stats", "queue", metric.substring(0, point));
                }
            }
            return new Subject("assess_metric", "metric", metric);
        }
    }

    private static Set<Subject> subjects(Optional<Reply> overview) {
        var subjects = new LinkedHashSet<Subject>();
        if (overview.isEmpty()
                || !(overview.get().content().get("numbers") instanceof Map<?, ?> all)) {
            return subjects;
        }
        add("concerning", all, subjects);
        if (all.get("not_read_in_time") instanceof List<?> unread) {
            unread.forEach(name -> subjects.add(Subject.of(String.valueOf(name))));
        }
        add("unusual", all, subjects);
        return subjects;
    }

    private static void add(String verdict, Map<?, ?> numbers, Set<Subject> to) {
        for (Reply.Row row : Reply.rows(numbers)) {
            if (row.text("verdict").equals(verdict)) {
                to.add(Subject.of(row.text("name")));
            }
        }
    }

    private static List<NumberSeen> metric(String name, Reply reply) {
        String verdict = String.valueOf(reply.content().get("verdict"));
        if (!(reply.content().get("why") instanceof List<?> why)
                || why.isEmpty()
                || !(verdict.equals("concerning") || verdict.equals("unusual"))) {
            return List.of();
        }
        String sentence = String.valueOf(why.getFirst());
        return List.of(
                new NumberSeen(
                        name + " is " + verdict + ": " + sentence,
                        sentence,
                        reply.evidence(),
                        verdict.equals("concerning")));
    }
}
