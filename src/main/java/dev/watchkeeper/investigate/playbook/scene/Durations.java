package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How long each type of event took since the onset, against before.
final class Durations {

    private static final Pattern LENGTH =
            Pattern.compile(
                    "(?i)(.*_)?(duration|took|elapsed|latency|ms|seconds|secs|millis|runtime|time_ms|process(ing)?_time)(_ms|_s|_seconds)?");

    /// What waits is not worked on.
    private static final Pattern WAITS =
            Pattern.compile("(?i)wait|lag|delay|queue|held|idle|(^|_)age|since|until|left|timeout");

    private static final int ENOUGH = 5;
    private static final int ENOUGH_OF_A_TAIL = 15;
    private static final double TAIL = 4;

    private final Questions questions;
    private final Instant now;

    Durations(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    /// Those that take at least twice as long, the slowest first; and those of which one in twenty
    /// takes four times as long as one in twenty did, because what makes some of them slow does not
    /// move the middle.
    List<Slowed> ask(Overview.Stream stream, Instant onset) {
        Optional<String> field =
                stream.fields().stream()
                        .filter(name ->
                                LENGTH.matcher(name.substring(name.lastIndexOf('.') + 1)).matches())
                        .filter(name ->
                                !WAITS.matcher(name.substring(name.lastIndexOf('.') + 1)).find())
                        .findFirst();
        if (field.isEmpty()) {
            return List.of();
        }
        Duration length = Duration.between(onset, now);
        Duration back = length.compareTo(Duration.ofHours(1)) < 0 ? Duration.ofHours(1) : length;
        Optional<Reply> since = took(stream.name(), field.get(), onset, now);
        Optional<Reply> before =
                took(
                        stream.name(),
                        field.get(),
                        onset.minus(back),
                        onset.minus(Duration.ofMinutes(2)));
        if (since.isEmpty() || before.isEmpty()) {
            return List.of();
        }
        Map<String, Reply.Row> past = new HashMap<>();
        before.get().rows().forEach(row -> past.put(row.text("type"), row));
        var slowed = new ArrayList<Slowed>();
        for (Reply.Row row : since.get().rows()) {
            Reply.Row then = past.get(row.text("type"));
            if (then == null || Math.min(row.number("count"), then.number("count")) < ENOUGH) {
                continue;
            }
            boolean most = slower(row, then, "p50", 2);
            boolean some =
                    row.number("count") >= ENOUGH_OF_A_TAIL && slower(row, then, "p95", TAIL);
            if (most || some) {
                String which = most ? "p50" : "p95";
                slowed.add(
                        new Slowed(
                                stream.name(),
                                field.get(),
                                row.text("type"),
                                then.number(which),
                                row.number(which),
                                !most,
                                List.of(since.get().evidence(), before.get().evidence())));
            }
        }
        slowed.sort(Comparator.comparingDouble(each -> -each.times()));
        return slowed;
    }

    private static boolean slower(Reply.Row row, Reply.Row then, String which, double times) {
        return then.number(which) > 0 && row.number(which) >= times * then.number(which);
    }

    private Optional<Reply> took(String stream, String field, Instant from, Instant until) {
        return questions.ask(
                "query_events",
                OrderedFields.of(
                        "stream",
                        stream,
                        "from",
                        from.toString(),
                        "until",
                        until.toString(),
                        "value",
                        field,
                        "limit",
                        80));
    }
}
