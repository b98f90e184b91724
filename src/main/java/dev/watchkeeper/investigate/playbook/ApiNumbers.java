package dev.watchkeeper.investigate.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an answer of `get_api_usage` says of limits that are near or reached.
final class ApiNumbers {

    private static final double NEAR = 90;

    private ApiNumbers() {}

    static List<NumberSeen> in(String api, Reply reply) {
        var seen = new ArrayList<NumberSeen>();
        for (Reply.Row row : reply.rows()) {
            String reached = row.text("reached");
            if (row.number("percent") >= NEAR || !reached.isEmpty()) {
                seen.add(
                        new NumberSeen(
                                api
                                        + ": "
                                        + String.format(
                                                Locale.ROOT,
                                                "%.0f of %.0f",
                                                row.number("used"),
                                                row.number("most"))
                                        + " allowed by "
                                        + Wording.head(row.text("limit"), 60)
                                        + " are used"
                                        + (reached.isEmpty()
                                                ? ""
                                                : ", the limit was reached " + reached)
                                        + refused(reply),
                                why(reply),
                                reply.evidence(),
                                true));
            }
        }
        return seen;
    }

    private static String refused(Reply reply) {
        return reply.content().get("status_429") instanceof Number many
                        && many.longValue() > 0
                        && reply.content().get("calls") instanceof Map<?, ?> calls
                ? "; "
                        + many
                        + " of "
                        + calls.get("in_range")
                        + " calls in two hours were refused with 429"
                : "";
    }

    private static @Nullable String why(Reply reply) {
        return reply.content().get("why") instanceof Map<?, ?> why
                        && why.get("calls") instanceof String sentence
                ? sentence
                : null;
    }
}
