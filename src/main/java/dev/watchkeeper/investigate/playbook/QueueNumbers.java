package dev.watchkeeper.investigate.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an answer of `get_queue_stats` says of a queue that fills, overflows or lost its workers.
final class QueueNumbers {

    private static final Set<String> SYMPTOMS =
            Set.of("depth", "wait", "oldest", "overflow", "dead");

    private QueueNumbers() {}

    static List<NumberSeen> in(String queue, Reply reply) {
        var seen = new ArrayList<NumberSeen>();
        if (reply.content().get("workers") instanceof Map<?, ?> workers) {
            var silent = new ArrayList<String>();
            for (Reply.Row row : Reply.rows(workers)) {
                if (row.text("state").equals("silent")) {
                    silent.add(
                            Wording.head(row.text("name"), 40)
                                    + " (last "
                                    + Wording.head(row.text("last"), 30)
                                    + ")");
                }
            }
            if (!silent.isEmpty()) {
                seen.add(
                        new NumberSeen(
                                "workers of the queue "
                                        + queue
                                        + " that are silent: "
                                        + String.join(", ", silent),
                                null,
                                reply.evidence(),
                                true));
            }
        }
        for (Reply.Row row : reply.rows()) {
            String verdict = row.text("verdict");
            if (SYMPTOMS.contains(row.text("part"))
                    && (verdict.equals("concerning") || verdict.equals("unusual"))) {
                seen.add(
                        new NumberSeen(
                                queue
                                        + "."
                                        + row.text("part")
                                        + " is "
                                        + verdict
                                        + ": "
                                        + (row.text("now") + " " + row.text("unit")).strip()
                                        + " now, usually "
                                        + row.text("usual"),
                                why(reply, row.text("part")),
                                reply.evidence(),
                                verdict.equals("concerning")));
            }
        }
        return seen;
    }

    private static @Nullable String why(Reply reply, String part) {
        return reply.content().get("why") instanceof Map<?, ?> why
                        && why.get(part) instanceof String sentence
                ? sentence
                : null;
    }
}
