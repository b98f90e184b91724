package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Whether what fails has a worker, a version, a customer in common that what works has not.
final class GroupsQuestion {

    private static final int MOST_FIELDS = 4;

    private static final Pattern GROUPS =
            Pattern.compile(
                    "(?i)(.*_)?(worker|worker_?id|host|hostname|node|instance|pod|replica|by|version|build|rev|"
                            + "release|commit|region|zone|tenant|customer|account|org|client|team|user|user_?id|"
                            + "tenant_?id|customer_?id|account_?id|route|endpoint|path|model|provider|shard|queue|source)");

    /// Words by which a type of event says that something did not succeed.
    static final Pattern FAILS =
            Pattern.compile(
                    "(?i)(error|fail|retr|dlq|dead|lost|buried|timeout|refus|reject|fault|exception|abort|"
                            + "drop|requeue|again|denied|unavailable|crash)");

    private final Questions questions;
    private final Instant now;

    GroupsQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    /// Of each field that groups, the value with most of what fails; those that tell something
    /// first. Where no type says by its name that something failed, what erupted with the onset is
    /// looked at.
    List<Group> ask(Overview.Stream stream, List<Flow> flows, Instant onset) {
        List<String> failing =
                flows.stream()
                        .filter(flow -> flow.stream().equals(stream.name()))
                        .filter(flow -> FAILS.matcher(flow.type()).find())
                        .filter(flow -> flow.since() >= 4 && flow.ratio() >= 1.7)
                        .map(Flow::type)
                        .toList();
        if (failing.isEmpty()) {
            failing =
                    flows.stream()
                            .filter(flow -> flow.stream().equals(stream.name()) && flow.erupted())
                            .map(Flow::type)
                            .toList();
        }
        if (failing.isEmpty()) {
            return List.of();
        }
        List<String> bad = failing;
        var groups = new ArrayList<Group>();
        stream.fields().stream()
                .filter(field -> !stream.ids().contains(field))
                .filter(GroupsQuestion::groups)
                .limit(MOST_FIELDS)
                .forEach(field -> ask(stream, field, bad, onset, groups));
        groups.sort(
                Comparator.comparing((Group group) -> !group.tells())
                        .thenComparingDouble(group -> group.usual() - group.share()));
        return groups;
    }

    /// Whether a field tells apart workers, versions, customers or the like.
    static boolean groups(String field) {
        return GROUPS.matcher(last(field)).matches();
    }

    private void ask(
            Overview.Stream stream,
            String field,
            List<String> failing,
            Instant onset,
            List<Group> groups) {
        questions
                .ask(
                        "query_events",
                        OrderedFields.of(
                                "stream",
                                stream.name(),
                                "from",
                                onset.minusSeconds(60).toString(),
                                "until",
                                now.toString(),
                                "group_by",
                                List.of("type", field),
                                "limit",
                                300))
                .ifPresent(reply -> read(field, failing, reply, groups));
    }

    private static void read(String field, List<String> failing, Reply reply, List<Group> groups) {
        Map<String, Double> bad = new HashMap<>();
        Map<String, Double> fine = new HashMap<>();
        for (Reply.Row row : reply.rows()) {
            String value = row.text(field);
            if (!value.isEmpty()) {
                (failing.contains(row.text("type")) ? bad : fine)
                        .merge(value, row.number("count"), Double::sum);
            }
        }
        bad.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(most ->
                        groups.add(
                                new Group(
                                        field,
                                        most.getKey(),
                                        most.getValue(),
                                        sum(bad),
                                        fine.getOrDefault(most.getKey(), 0.0),
                                        sum(fine),
                                        fine.keySet().stream()
                                                .anyMatch(v -> !v.equals(most.getKey())),
                                        reply.evidence())));
    }

    private static double sum(Map<String, Double> counts) {
        return counts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String last(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }
}
