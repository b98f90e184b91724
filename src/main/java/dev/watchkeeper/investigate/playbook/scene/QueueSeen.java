package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A queue as `get_queue_stats` tells of it.
///
/// @param parts verdict by part: `depth`, `wait`, `enqueued` …
/// @param why a sentence by part
/// @param state whether it fills, drains or is steady, in the answer's words
/// @param workers those that were seen in the last day
public record QueueSeen(
        String name,
        Map<String, Part> parts,
        Map<String, String> why,
        String state,
        List<Worker> workers,
        String evidence) {

    /// One number of it.
    public record Part(double now, double median, double max, String usual, String verdict) {

        /// Whether it is out of the ordinary now.
        public boolean odd() {
            return verdict.equals("concerning") || verdict.equals("unusual");
        }
    }

    /// One worker.
    ///
    /// @param events what it did in the time looked at
    /// @param last how long ago it was last seen, in words
    /// @param state `works`, `lags`, `silent` …
    public record Worker(String name, double events, String last, String state) {

        /// Whether nothing of it is seen any more.
        public boolean silent() {
            return state.equals("silent");
        }
    }

    static QueueSeen of(String name, Reply reply) {
        var parts = new LinkedHashMap<String, Part>();
        for (Reply.Row row : reply.rows()) {
            parts.put(
                    row.text("part"),
                    new Part(
                            row.text("now").isEmpty() ? Double.NaN : row.number("now"),
                            row.number("median"),
                            row.number("max"),
                            row.text("usual"),
                            row.text("verdict")));
        }
        var workers = new ArrayList<Worker>();
        if (reply.content().get("workers") instanceof Map<?, ?> table) {
            for (Reply.Row row : Reply.rows(table)) {
                workers.add(
                        new Worker(
                                row.text("name"),
                                row.number("events"),
                                row.text("last"),
                                row.text("state")));
            }
        }
        String state =
                reply.content().get("flow") instanceof Map<?, ?> flow
                        ? String.valueOf(flow.get("state"))
                        : "";
        return new QueueSeen(name, parts, why(reply), state, workers, reply.evidence());
    }

    static Map<String, String> why(Reply reply) {
        var why = new LinkedHashMap<String, String>();
        if (reply.content().get("why") instanceof Map<?, ?> all) {
            all.forEach(
                    (part, sentence) -> why.put(String.valueOf(part), String.valueOf(sentence)));
        }
        return why;
    }

    /// Whether a part of it is out of the ordinary now.
    public boolean odd(String part) {
        Part one = parts.get(part);
        return one != null && one.odd();
    }

    /// The workers of which nothing is seen any more.
    public List<Worker> silent() {
        return workers.stream().filter(Worker::silent).toList();
    }
}
