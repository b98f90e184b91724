package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which kinds of entries all logs have, and which the days before did not have or had and are
/// gone.
final class KindsQuestion {

    private static final Duration BEFORE = Duration.ofMinutes(30);

    private final Questions questions;
    private final Instant now;

    KindsQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    /// Of every level, the earliest first.
    List<Kind> ask(List<String> logs, Instant began) {
        var kinds = new ArrayList<Kind>();
        for (String stream : logs) {
            Map<String, Object> arguments =
                    OrderedFields.of(
                            "stream",
                            stream,
                            "from",
                            began.minus(BEFORE).toString(),
                            "until",
                            now.toString(),
                            "baseline",
                            "2d",
                            "limit",
                            80);
            questions
                    .ask("find_log_patterns", arguments)
                    .ifPresent(reply -> read(stream, reply, kinds));
        }
        kinds.sort(Comparator.comparing(Kind::first));
        return kinds;
    }

    static void read(String stream, Reply reply, List<Kind> kinds) {
        Map<String, String> notes = notes(reply);
        for (Reply.Row row : reply.rows()) {
            Instant first = row.time("first");
            Instant last = row.time("last");
            if (first != null) {
                String example = row.text("example");
                kinds.add(
                        new Kind(
                                stream,
                                row.text("change"),
                                row.text("level"),
                                (long) row.number("count"),
                                row.number("expected"),
                                first,
                                last == null ? first : last,
                                row.text("template"),
                                example.isEmpty() ? null : example,
                                row.text("ref"),
                                note(row.text("template") + " " + example, notes),
                                reply.evidence()));
            }
        }
    }

    /// What tools.yaml notes, by the text that a message must contain.
    private static Map<String, String> notes(Reply reply) {
        var notes = new LinkedHashMap<String, String>();
        if (reply.content().get("notes") instanceof List<?> all) {
            for (Object one : all) {
                String text = String.valueOf(one);
                int end = text.indexOf("\": ", 1);
                if (text.startsWith("\"") && end > 1) {
                    notes.put(text.substring(1, end), text.substring(end + 3));
                }
            }
        }
        return notes;
    }

    private static @Nullable String note(String words, Map<String, String> notes) {
        String lower = words.toLowerCase(Locale.ROOT);
        return notes.entrySet().stream()
                .filter(note -> lower.contains(note.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
