package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import dev.watchkeeper.investigate.playbook.ask.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What was changed before the onset: what logs say of changes, and events of such types.
final class ShiftsQuestion {

    private static final double RARE = 0.6;
    private static final int FEW = 12;
    private static final Pattern TYPE =
            Pattern.compile(
                    "(?i)(deploy|releas|version|config|setting|flag|restart|start(ed|up)?|boot|migrat|upgrad|"
                            + "rollout|reload|switch|maintenance|failover)");
    private static final Pattern SUBJECT =
            Pattern.compile(
                    "(?i)(version|build|rev|release|commit|service|component|worker|host|name|"
                            + "key|setting|what|from|to|value|by|by_whom|text|message|note|detail)");

    private final Questions questions;

    ShiftsQuestion(Questions questions) {
        this.questions = questions;
    }

    /// What `find_changes` tells of, where it answers, else messages of a range that speak of a
    /// change and are rare; and events of such types.
    ///
    /// @param told the answer of `find_changes`, or empty
    List<Shift> ask(Overview overview, Optional<Reply> told, Instant from, Instant until) {
        var shifts = new ArrayList<Shift>();
        told.ifPresent(reply -> Changed.shifts(reply, until, shifts));
        for (String stream : told.isPresent() ? List.<String>of() : overview.logNames()) {
            questions
                    .ask(
                            "find_log_patterns",
                            OrderedFields.of(
                                    "stream",
                                    stream,
                                    "from",
                                    from.toString(),
                                    "until",
                                    until.toString(),
                                    "regex",
                                    Words.CHANGE,
                                    "baseline",
                                    "2d",
                                    "limit",
                                    60))
                    .ifPresent(reply -> logged(stream, reply, from, until, shifts));
        }
        overview.events().forEach(stream -> counted(stream, from, until, shifts));
        return Shift.gathered(shifts);
    }

    private static void logged(
            String stream, Reply reply, Instant from, Instant until, List<Shift> shifts) {
        double hours = Duration.between(from, until).toMinutes() / 60.0;
        for (Reply.Row row : reply.rows()) {
            Instant time = row.time("last");
            String text =
                    row.text("example").isEmpty() ? row.text("template") : row.text("example");
            boolean rare = row.number("expected") <= RARE * Math.max(1, hours);
            boolean bad = row.text("level").matches("WARN(ING)?|ERROR|CRITICAL|FATAL");
            if (time != null && rare && row.number("count") <= FEW && !bad) {
                shifts.add(
                        new Shift(
                                stream,
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

    private void counted(Overview.Stream stream, Instant from, Instant until, List<Shift> shifts) {
        List<String> types =
                stream.types().entrySet().stream()
                        .filter(type -> TYPE.matcher(type.getKey()).find())
                        .filter(type -> type.getValue() <= FEW)
                        .map(Map.Entry::getKey)
                        .toList();
        if (types.isEmpty()) {
            return;
        }
        var group = new ArrayList<>(List.of("type"));
        stream.fields().stream()
                .filter(field -> SUBJECT.matcher(last(field)).matches())
                .limit(5)
                .forEach(group::add);
        Optional<Reply> reply =
                questions.ask(
                        "query_events",
                        OrderedFields.of(
                                "stream",
                                stream.name(),
                                "from",
                                from.toString(),
                                "until",
                                until.toString(),
                                "types",
                                types,
                                "group_by",
                                group,
                                "bucket",
                                "1m",
                                "limit",
                                60));
        reply.ifPresent(answer ->
                answer.rows().forEach(row -> event(stream.name(), group, row, answer, shifts)));
    }

    private static void event(
            String stream, List<String> group, Reply.Row row, Reply reply, List<Shift> shifts) {
        Instant time = row.time("bucket");
        if (time == null) {
            return;
        }
        var text = new StringBuilder();
        String version = null;
        for (String field : group) {
            String value = row.text(field);
            if (!value.isEmpty()) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(field.equals("type") ? value : last(field) + "=" + value);
                if (last(field).matches("(?i)version|build|rev|release|commit")) {
                    version = value;
                }
            }
        }
        shifts.add(
                new Shift(
                        stream,
                        Shift.sort(text.toString().replace('_', ' ').replace('.', ' ')),
                        time,
                        List.of(text.toString()),
                        null,
                        version,
                        false,
                        "",
                        reply.evidence()));
    }

    private static String last(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }
}
