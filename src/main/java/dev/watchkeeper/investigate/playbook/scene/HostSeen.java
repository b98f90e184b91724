package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The machine as `get_host_metrics` tells of it.
///
/// @param odd what is out of the ordinary, a sentence by name such as `disk_used_percent./`
/// @param concerning the names of those that are declared or judged to need a look
/// @param growing folders that grow, the fastest first
/// @param fullIn when a file system will be full, in words, by where it is mounted
public record HostSeen(
        Map<String, String> odd,
        List<String> concerning,
        List<Growing> growing,
        Map<String, String> fullIn,
        String evidence) {

    /// A folder that grows.
    public record Growing(String folder, double gigabytesPerDay) {}

    static HostSeen of(Reply reply) {
        var odd = new LinkedHashMap<String, String>();
        var concerning = new ArrayList<String>();
        if (reply.content().get("history") instanceof Map<?, ?> history) {
            for (String verdict : List.of("concerning", "unusual")) {
                if (history.get(verdict) instanceof Map<?, ?> sentences) {
                    sentences.forEach((name, sentence) ->
                            odd.put(String.valueOf(name), String.valueOf(sentence)));
                    if (verdict.equals("concerning")) {
                        sentences.keySet().forEach(name -> concerning.add(String.valueOf(name)));
                    }
                }
            }
        }
        var growing = new ArrayList<Growing>();
        if (reply.content().get("growing_directories") instanceof Map<?, ?> table) {
            Reply.rows(table)
                    .forEach(row ->
                            growing.add(new Growing(row.text("folder"), row.number("gb_per_day"))));
        }
        growing.sort((a, b) -> Double.compare(b.gigabytesPerDay(), a.gigabytesPerDay()));
        return new HostSeen(odd, concerning, growing, fullIn(reply), reply.evidence());
    }

    private static Map<String, String> fullIn(Reply reply) {
        var full = new LinkedHashMap<String, String>();
        if (reply.content().get("disk") instanceof Map<?, ?> table) {
            for (Reply.Row row : Reply.rows(table)) {
                if (!row.text("full_in").isEmpty()) {
                    full.put(row.text("mount"), row.text("full_in"));
                }
            }
        }
        if (reply.content().get("samples") instanceof Map<?, ?> table) {
            for (Reply.Row row : Reply.rows(table)) {
                if (!row.text("full_in").isEmpty()) {
                    String metric = row.text("metric");
                    full.put(metric.substring(metric.indexOf('.') + 1), row.text("full_in"));
                }
            }
        }
        return full;
    }
}
