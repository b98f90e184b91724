package dev.watchkeeper.investigate.playbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one failing request looks like, and what it did several times within moments.
final class RepeatedAttemptsQuestion {

    private static final int QUOTED = 4;
    private static final int SEVERAL = 3;
    private static final int EVENTS_OUTWEIGH = 3;
    private static final Duration SAME_REQUEST = Duration.ofSeconds(10);

    private final Questions questions;

    RepeatedAttemptsQuestion(Questions questions) {
        this.questions = questions;
    }

    /// What surrounds a failing entry: everything of its request or job, in order of time.
    Optional<Reply> context(Symptom leading, Observations.@Nullable Example example) {
        return questions.ask(
                "get_log_context",
                OrderedFields.of(
                        "stream",
                        leading.stream(),
                        "ref",
                        example == null ? leading.ref() : example.ref(),
                        "within",
                        "2m",
                        "limit",
                        60));
    }

    /// What came most often for one request, or null. An event says what was done and a message
    /// only speaks of it, so an event is taken unless a message came more than three times as
    /// often.
    ///
    /// @param events the names of the event streams; rows of any other stream are log entries
    static Observations.@Nullable Repeated repeated(Reply reply, List<String> events) {
        var rows = new LinkedHashMap<RowKind, List<Reply.Row>>();
        for (Reply.Row row : reply.rows()) {
            RowKind kind = RowKind.of(row, events);
            if (row.time("time") != null && !kind.text().isEmpty()) {
                rows.computeIfAbsent(kind, _ -> new ArrayList<>()).add(row);
            }
        }
        Observations.Repeated event = null;
        Observations.Repeated message = null;
        for (var entry : rows.entrySet()) {
            Observations.Repeated each =
                    repeated(entry.getKey().text(), entry.getValue(), reply.evidence());
            if (each == null) {
                continue;
            }
            if (entry.getKey().event()) {
                event = more(event, each);
            } else {
                message = more(message, each);
            }
        }
        if (event == null || message == null) {
            return event == null ? message : event;
        }
        return EVENTS_OUTWEIGH * event.times() >= message.times() ? event : message;
    }

    private static Observations.Repeated more(
            Observations.@Nullable Repeated most, Observations.Repeated next) {
        return most == null || next.times() > most.times() ? next : most;
    }

    private static Observations.@Nullable Repeated repeated(
            String what, List<Reply.Row> rows, String evidence) {
        Instant first = rows.getFirst().time("time");
        Instant last = rows.getLast().time("time");
        if (first == null || last == null || rows.size() < SEVERAL) {
            return null;
        }
        Duration length = Duration.between(first, last);
        return length.compareTo(SAME_REQUEST) > 0
                ? null
                : new Observations.Repeated(
                        what,
                        rows.size(),
                        length.toMillis(),
                        rows.stream().limit(QUOTED).map(row -> row.text("what")).toList(),
                        evidence);
    }
}
