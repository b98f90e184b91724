package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `find_changes` answers, as the rules read it.
final class Changed {

    private Changed() {}

    /// Its rows of changes.
    static void shifts(Reply reply, Instant until, List<Shift> shifts) {
        for (Reply.Row row : reply.rows()) {
            Instant time = time(row.text("since"), until);
            if (row.text("kind").equals("change") && time != null) {
                String text = row.text("what").replaceFirst("^c\\d+: ", "");
                shifts.add(
                        new Shift(
                                row.text("in"),
                                Shift.sort(text),
                                time,
                                List.of(text),
                                null,
                                Shift.versionIn(text),
                                true,
                                row.text("ref"),
                                reply.evidence()));
            }
        }
    }

    /// Its rows of what differs.
    static List<Moved> moved(Reply reply, Instant until) {
        return reply.rows().stream()
                .filter(row -> !row.text("kind").equals("change"))
                .map(row ->
                        new Moved(
                                row.text("kind"),
                                row.text("what"),
                                row.text("how"),
                                row.number("usual"),
                                row.number("now"),
                                time(row.text("since"), until),
                                row.text("by"),
                                reply.evidence()))
                .toList();
    }

    /// When things began to differ, or null.
    static @Nullable Instant onset(Reply reply) {
        return reply.content().get("onset") instanceof Map<?, ?> onset
                        && onset.get("at") instanceof String at
                ? new Reply.Row(Map.of("at", at)).time("at")
                : null;
    }

    /// A time of day as the last such moment before another.
    private static @Nullable Instant time(String clock, Instant until) {
        try {
            LocalTime time = LocalTime.parse(clock.length() > 8 ? clock.substring(0, 8) : clock);
            Instant moment = until.atZone(ZoneOffset.UTC).with(time).toInstant();
            return moment.isAfter(until)
                    ? moment.atZone(ZoneOffset.UTC).minusDays(1).toInstant()
                    : moment;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
