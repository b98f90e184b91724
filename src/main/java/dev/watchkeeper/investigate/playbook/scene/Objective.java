package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.util.List;
import java.util.Map;

/// A declared objective as `get_slo_status` tells of it.
///
/// @param objective what is promised, such as `99%`
/// @param window over how long
/// @param left what is left of its budget in percent, below 0 where more than all is used; NaN
///   where that cannot be told
/// @param alert which alert fires, or `none` or `cannot tell`
/// @param evidence the answer that shows it
public record Objective(
        String name,
        String stream,
        String objective,
        String window,
        double left,
        String alert,
        String usedUp,
        String evidence) {

    static List<Objective> of(Reply reply) {
        return reply.content().get("slos") instanceof Map<?, ?> table
                ? Reply.rows(table).stream().map(row -> of(row, reply.evidence())).toList()
                : List.of();
    }

    private static Objective of(Reply.Row row, String evidence) {
        return new Objective(
                row.text("name"),
                row.text("stream"),
                row.text("objective"),
                row.text("window"),
                row.text("budget_left_percent").isEmpty()
                        ? Double.NaN
                        : row.number("budget_left_percent"),
                row.text("alert"),
                row.text("budget_used_up"),
                evidence);
    }

    /// Whether it is used up so fast that somebody has to be called.
    public boolean pages() {
        return alert.startsWith("page");
    }

    /// Whether its budget is used up faster than it may be.
    public boolean burns() {
        return alert.startsWith("page") || alert.startsWith("ticket");
    }
}
