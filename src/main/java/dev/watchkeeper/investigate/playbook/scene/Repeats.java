package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The same thing several times for one request or job.
///
/// @param what the type of event, or the message with `<*>` for its numbers
/// @param times how often
/// @param millis from the first to the last
/// @param slowing whether the pauses grow, as they do with a back-off
/// @param quotes some of them as they were shown
public record Repeats(
        String what,
        int times,
        long millis,
        boolean slowing,
        List<String> quotes,
        String evidence) {

    private static final int QUOTED = 4;
    private static final int SEVERAL = 3;
    private static final int EVENTS_OUTWEIGH = 3;
    private static final Duration SAME_REQUEST = Duration.ofSeconds(10);
    private static final double GROWS = 1.6;

    /// Whether it came again within moments, without a pause to speak of.
    public boolean atOnce() {
        return millis <= SAME_REQUEST.toMillis() && !slowing;
    }

    /// What came most often for one request, or null. An event says what was done and a message
    /// only speaks of it, so an event is taken unless a message came more than three times as
    /// often.
    ///
    /// @param events the names of the event streams; rows of any other stream are log entries
    public static @Nullable Repeats in(Reply reply, List<String> events) {
        var rows = new LinkedHashMap<RowKind, List<Reply.Row>>();
        for (Reply.Row row : reply.rows()) {
            RowKind kind = RowKind.of(row, events);
            if (row.time("time") != null && !kind.text().isEmpty()) {
                rows.computeIfAbsent(kind, _ -> new ArrayList<>()).add(row);
            }
        }
        Repeats event = null;
        Repeats message = null;
        for (var entry : rows.entrySet()) {
            Repeats each = of(entry.getKey().text(), entry.getValue(), reply.evidence());
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

    private static Repeats more(@Nullable Repeats most, Repeats next) {
        return most == null || next.times() > most.times() ? next : most;
    }

    private static @Nullable Repeats of(String what, List<Reply.Row> rows, String evidence) {
        var times = new ArrayList<Instant>();
        for (Reply.Row row : rows) {
            Instant time = row.time("time");
            if (time != null) {
                times.add(time);
            }
        }
        if (times.size() < SEVERAL) {
            return null;
        }
        return new Repeats(
                what,
                times.size(),
                Duration.between(times.getFirst(), times.getLast()).toMillis(),
                slowing(times),
                rows.stream().limit(QUOTED).map(row -> row.text("what")).toList(),
                evidence);
    }

    private static boolean slowing(List<Instant> times) {
        long first = Duration.between(times.get(0), times.get(1)).toMillis();
        long second = Duration.between(times.get(1), times.get(2)).toMillis();
        return first > 300 && second > GROWS * first;
    }
}
