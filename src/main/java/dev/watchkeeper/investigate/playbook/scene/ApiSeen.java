package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An API as `get_api_usage` tells of it.
///
/// @param calls in two hours
/// @param refused with 429 in two hours
/// @param statuses how many of each class, `2xx` and so on
/// @param declared how many limits of it are declared
/// @param limits its declared limits that are used to nine tenths, or were reached
/// @param parts its numbers by part: `calls`, `errors`, `rate_limited`, `latency`
public record ApiSeen(
        String name,
        double calls,
        double refused,
        Map<String, Double> statuses,
        int declared,
        List<Limit> limits,
        Map<String, Figure> parts,
        Map<String, String> why,
        String evidence) {

    private static final double NEAR = 90;

    /// A limit that is near or was reached.
    public record Limit(String name, double used, double most, String reached) {}

    static ApiSeen of(String name, Reply reply) {
        var limits = new ArrayList<Limit>();
        for (Reply.Row row : reply.rows()) {
            if (row.number("percent") >= NEAR || !row.text("reached").isEmpty()) {
                limits.add(
                        new Limit(
                                row.text("limit"),
                                row.number("used"),
                                row.number("most"),
                                row.text("reached")));
            }
        }
        var statuses = new LinkedHashMap<String, Double>();
        if (reply.content().get("statuses") instanceof Map<?, ?> all) {
            all.forEach((status, count) ->
                    statuses.put(
                            String.valueOf(status),
                            count instanceof Number n ? n.doubleValue() : 0.0));
        }
        var parts = new LinkedHashMap<String, Figure>();
        if (reply.content().get("parts") instanceof Map<?, ?> all) {
            for (Reply.Row row : Reply.rows(all)) {
                parts.put(row.text("name"), Figure.of(row, reply.evidence()));
            }
        }
        return new ApiSeen(
                name,
                reply.content().get("calls") instanceof Map<?, ?> calls
                                && calls.get("in_range") instanceof Number many
                        ? many.doubleValue()
                        : 0,
                reply.content().get("status_429") instanceof Number many ? many.doubleValue() : 0,
                statuses,
                reply.rows().size(),
                limits,
                parts,
                QueueSeen.why(reply),
                reply.evidence());
    }

    /// Whether a part of it is out of the ordinary now.
    public boolean odd(String part) {
        Figure one = parts.get(part);
        return one != null && one.odd();
    }

    /// Whether a limit was reached.
    public boolean atLimit() {
        return !limits.isEmpty();
    }
}
