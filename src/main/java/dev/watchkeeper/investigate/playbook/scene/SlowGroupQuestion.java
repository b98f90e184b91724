package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether what is slow has a worker, a version, a customer in common that what is not has not. The
/// comparison is within the time since the onset, so that whatever else changed then has changed
/// for all of them.
final class SlowGroupQuestion {

    private static final int MOST_FIELDS = 3;
    private static final int ENOUGH = 3;

    /// One in twenty or more is slow, so that three of one value may all be slow by chance.
    private static final int ENOUGH_OF_A_TAIL = 5;

    /// So many times as long as before is slow, and up to so many is not.
    private static final double SLOW = 2;

    private static final double NOT_SLOW = 1.5;

    private final Questions questions;
    private final Instant now;

    SlowGroupQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    /// The value that stands out; all alike where none does though there are several; or null where
    /// nothing can be compared.
    @Nullable SlowGroup ask(Overview.Stream stream, Slowed slowed, Instant onset) {
        var compared = new ArrayList<String>();
        var carried = new LinkedHashMap<String, String>();
        double took = 0;
        for (String field :
                stream.fields().stream()
                        .filter(name -> !stream.ids().contains(name))
                        .filter(GroupsQuestion::groups)
                        .limit(MOST_FIELDS)
                        .toList()) {
            Optional<Reply> reply = took(slowed, field, onset);
            if (reply.isEmpty()) {
                continue;
            }
            List<Reply.Row> rows =
                    reply.get().rows().stream()
                            .filter(row -> !row.text(field).isEmpty() && row.number("p50") > 0)
                            .toList();
            nearlyAll(rows, field).ifPresent(value -> carried.put(field, value));
            SlowGroup group = standsOut(slowed, field, rows, reply.get().evidence());
            if (group != null) {
                return group;
            }
            boolean several =
                    rows.stream().filter(row -> row.number("count") >= ENOUGH).count() >= 2;
            if (several || carried.containsKey(field)) {
                compared.add(reply.get().evidence());
                took = median(rows);
            }
        }
        return compared.isEmpty()
                ? null
                : new SlowGroup("", "", took, took, usual(slowed), carried, compared);
    }

    private static Optional<String> nearlyAll(List<Reply.Row> rows, String field) {
        double all = rows.stream().mapToDouble(row -> row.number("count")).sum();
        return rows.stream()
                .filter(row -> row.number("count") >= Math.max(ENOUGH, 0.9 * all))
                .map(row -> row.text(field))
                .findFirst();
    }

    private static @Nullable SlowGroup standsOut(
            Slowed slowed, String field, List<Reply.Row> rows, String evidence) {
        // of a tail the middle is as before, and what lies above it is what takes longer
        double middle = slowed.tail() ? median(rows) : 0;
        int enough = slowed.tail() ? ENOUGH_OF_A_TAIL : ENOUGH;
        Reply.Row most =
                rows.stream()
                        .filter(row -> row.number("count") >= enough)
                        .max(
                                Comparator.comparingDouble(
                                        row -> row.number("count") * (row.number("p50") - middle)))
                        .orElse(null);
        if (most == null) {
            return null;
        }
        List<Reply.Row> others =
                rows.stream().filter(row -> !row.text(field).equals(most.text(field))).toList();
        double rest = median(others);
        double usual = slowed.tail() ? rest : slowed.before();
        boolean comparable =
                others.stream().mapToDouble(row -> row.number("count")).sum() >= ENOUGH;
        return comparable
                        && most.number("p50") >= SLOW * usual
                        && most.number("p50") >= SLOW * rest
                        && rest <= NOT_SLOW * usual
                ? new SlowGroup(
                        field,
                        most.text(field),
                        most.number("p50"),
                        rest,
                        usual,
                        Map.of(field, most.text(field)),
                        List.of(evidence))
                : null;
    }

    /// Of a tail the middle before is not known.
    private static double usual(Slowed slowed) {
        return slowed.tail() ? Double.NaN : slowed.before();
    }

    /// The median of the values' medians, each counted as often as it came.
    private static double median(List<Reply.Row> rows) {
        double all = rows.stream().mapToDouble(row -> row.number("count")).sum();
        double passed = 0;
        for (Reply.Row row :
                rows.stream()
                        .sorted(Comparator.comparingDouble(row -> row.number("p50")))
                        .toList()) {
            passed += row.number("count");
            if (passed >= all / 2) {
                return row.number("p50");
            }
        }
        return 0;
    }

    private Optional<Reply> took(Slowed slowed, String field, Instant onset) {
        return questions.ask(
                "query_events",
                OrderedFields.of(
                        "stream",
                        slowed.stream(),
                        "from",
                        onset.toString(),
                        "until",
                        now.toString(),
                        "types",
                        List.of(slowed.type()),
                        "group_by",
                        List.of(field),
                        "value",
                        slowed.field(),
                        "limit",
                        120));
    }
}
