package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks what a person on call would ask, in that order: what is wrong and since when, what else is
/// new, what was changed shortly before, what does one failing request look like, and did the load
/// change.
final class Inquiry {

    private static final Duration BEFORE = Duration.ofMinutes(30);
    private static final Duration TOGETHER = Duration.ofMinutes(2);
    private static final int QUOTED = 4;
    private static final double RARE = 0.5;
    private static final int FEW = 3;
    private static final double NEARLY_ALL = 0.9;
    private static final Duration SAME_REQUEST = Duration.ofSeconds(10);

    private final Questions questions;
    private final Instant now;

    Inquiry(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    Observations into(List<Finding> findings) {
        Finding main = main(findings);
        Optional<Reply> overview = questions.ask("get_overview", Map.of());
        List<String> logs = streams(overview, "logs");
        List<String> events = streams(overview, "events");
        Instant began = began(findings, main);
        List<Symptom> all = symptoms(logs, began);
        List<Symptom> symptoms =
                all.stream().filter(s -> !s.first().isBefore(began.minus(TOGETHER))).toList();
        Instant onset =
                symptoms.stream()
                        .map(Symptom::first)
                        .min(Instant::compareTo)
                        .filter(first -> main.check().equals("errors"))
                        .orElse(began);
        @Nullable Symptom leading = leading(symptoms, main);
        Observations.@Nullable Example example = leading == null ? null : example(leading, onset);
        Set<String> failing = failing(symptoms, example, main);
        Optional<Reply> context = leading == null ? Optional.empty() : context(leading, example);
        List<Suspect> suspects = suspects(logs, onset, failing, symptoms);
        return new Observations(
                main,
                onset,
                symptoms,
                suspects,
                example,
                context.map(Inquiry::repeated).orElse(null),
                rates(events, onset),
                leading == null ? null : shared(leading, context, suspects, onset),
                logs.contains(main.subject()) && !main.check().equals("errors") ? last(main) : null,
                overview.map(Reply::evidence).orElse(null));
    }

    private static Finding main(List<Finding> findings) {
        return findings.stream()
                .min(Comparator.comparing(Finding::severity).thenComparing(Finding::first))
                .orElseThrow();
    }

    /// When what is new among the findings began.
    private static Instant began(List<Finding> findings, Finding main) {
        return findings.stream()
                .filter(f ->
                        f.severity().atLeast(Severity.SEV3) && f.state() != FindingState.ONGOING)
                .filter(f -> f.check().equals(main.check()))
                .map(Finding::first)
                .min(Instant::compareTo)
                .orElse(main.first());
    }

    private static List<String> streams(Optional<Reply> overview, String kind) {
        var names = new ArrayList<String>();
        if (overview.isPresent() && overview.get().content().get(kind) instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> stream
                        && stream.get("stream") instanceof String name) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private List<Symptom> symptoms(List<String> logs, Instant began) {
        var symptoms = new ArrayList<Symptom>();
        for (String stream : logs) {
            Map<String, Object> arguments =
                    arguments(
                            "stream",
                            stream,
                            "from",
                            began.minus(BEFORE).toString(),
                            "until",
                            now.toString(),
                            "level",
                            "WARN",
                            "baseline",
                            "2d",
                            "limit",
                            40);
            questions
                    .ask("find_log_patterns", arguments)
                    .ifPresent(reply ->
                            reply.rows()
                                    .forEach(row ->
                                            symptom(stream, row, reply.evidence(), symptoms)));
        }
        symptoms.sort(Comparator.comparing(Symptom::first));
        return symptoms;
    }

    private static void symptom(
            String stream, Reply.Row row, String evidence, List<Symptom> symptoms) {
        Instant first = row.time("first");
        String change = row.text("change");
        if (first != null && (change.equals("new") || change.equals("surged"))) {
            symptoms.add(
                    new Symptom(
                            stream,
                            change,
                            row.text("level"),
                            (long) row.number("count"),
                            first,
                            row.text("template"),
                            row.text("example").isEmpty() ? null : row.text("example"),
                            row.text("ref"),
                            evidence));
        }
    }

    /// The symptom to look at closely: the finding's own, or the most frequent error.
    private static @Nullable Symptom leading(List<Symptom> symptoms, Finding main) {
        return symptoms.stream()
                .filter(s -> s.stream().equals(main.subject()) || !main.check().equals("errors"))
                .max(
                        Comparator.comparing((Symptom s) -> s.template().equals(main.title()))
                                .thenComparing(s -> !s.level().equals("WARN"))
                                .thenComparingLong(Symptom::count))
                .orElse(null);
    }

    private Observations.@Nullable Example example(Symptom leading, Instant onset) {
        Map<String, Object> arguments =
                arguments(
                        "stream",
                        leading.stream(),
                        "from",
                        onset.minusSeconds(1).toString(),
                        "until",
                        now.toString(),
                        "level",
                        "WARN",
                        "first",
                        "oldest",
                        "limit",
                        5);
        if (leading.constant().length() >= 4) {
            arguments.put("contains", List.of(leading.constant()));
        }
        Optional<Reply> reply = questions.ask("query_logs", arguments);
        return reply.filter(r -> !r.rows().isEmpty())
                .map(r -> example(r.rows().getFirst(), r.evidence()))
                .orElse(null);
    }

    private static Observations.@Nullable Example example(Reply.Row row, String evidence) {
        Instant time = row.time("time");
        return time == null
                ? null
                : new Observations.Example(
                        time,
                        row.text("logger"),
                        row.text("message"),
                        row.text("exception"),
                        row.text("ref"),
                        evidence);
    }

    private static Set<String> failing(
            List<Symptom> symptoms, Observations.@Nullable Example example, Finding main) {
        var words = new HashSet<>(Words.of(main.title() + " " + main.subject()));
        for (Symptom symptom : symptoms) {
            words.addAll(
                    Words.of(
                            symptom.template()
                                    + " "
                                    + (symptom.example() == null ? "" : symptom.example())));
        }
        if (example != null) {
            words.addAll(
                    Words.of(
                            example.logger()
                                    + " "
                                    + example.message()
                                    + " "
                                    + example.exception()));
        }
        return words;
    }

    /// Messages before the onset that speak of a change and are rare, or that were never seen
    /// before.
    private List<Suspect> suspects(
            List<String> logs, Instant onset, Set<String> failing, List<Symptom> symptoms) {
        var suspects = new ArrayList<Suspect>();
        for (String stream : logs) {
            Map<String, Object> arguments =
                    arguments(
                            "stream",
                            stream,
                            "from",
                            onset.minus(BEFORE).toString(),
                            "until",
                            onset.toString(),
                            "regex",
                            Words.CHANGE,
                            "baseline",
                            "2d",
                            "limit",
                            60);
            Optional<Reply> reply = questions.ask("find_log_patterns", arguments);
            if (reply.isEmpty()) {
                continue;
            }
            for (Reply.Row row : reply.get().rows()) {
                Instant time = row.time("last");
                String message =
                        row.text("example").isEmpty() ? row.text("template") : row.text("example");
                if (time != null
                        && row.number("expected") <= RARE
                        && symptoms.stream()
                                .noneMatch(s -> s.template().equals(row.text("template")))) {
                    suspects.add(
                            new Suspect(
                                    stream,
                                    time,
                                    List.of(message),
                                    Words.shared(Words.of(message), failing),
                                    reply.get().evidence()));
                }
            }
        }
        return Suspect.ranked(Suspect.gathered(suspects), onset);
    }

    private Optional<Reply> context(Symptom leading, Observations.@Nullable Example example) {
        return questions.ask(
                "get_log_context",
                arguments(
                        "stream",
                        leading.stream(),
                        "ref",
                        example == null ? leading.ref() : example.ref(),
                        "within",
                        "2m",
                        "limit",
                        60));
    }

    /// A value of a failing entry that a change before the onset names, such as a worker or a
    /// version, when nearly all failing entries carry it.
    private Observations.@Nullable Shared shared(
            Symptom leading, Optional<Reply> context, List<Suspect> suspects, Instant onset) {
        if (context.isEmpty()
                || !(context.get().content().get("entry") instanceof Map<?, ?> entry)
                || !(entry.get("fields") instanceof Map<?, ?> fields)) {
            return null;
        }
        for (Suspect suspect : suspects) {
            for (var field : fields.entrySet()) {
                String value = String.valueOf(field.getValue());
                if (value.length() >= 3 && Words.names(suspect.text(), value)) {
                    Observations.Shared shared =
                            carrying(
                                    leading, suspect, String.valueOf(field.getKey()), value, onset);
                    if (shared != null) {
                        return shared;
                    }
                }
            }
        }
        return null;
    }

    private Observations.@Nullable Shared carrying(
            Symptom leading, Suspect suspect, String field, String value, Instant onset) {
        Map<String, Object> arguments =
                arguments(
                        "stream",
                        leading.stream(),
                        "from",
                        onset.minusSeconds(1).toString(),
                        "until",
                        now.toString(),
                        "level",
                        "WARN",
                        "fields",
                        Map.of(field, value),
                        "limit",
                        100);
        if (leading.constant().length() >= 4) {
            arguments.put("contains", List.of(leading.constant()));
        }
        Optional<Reply> reply = questions.ask("query_logs", arguments);
        if (reply.isEmpty()) {
            return null;
        }
        long count = reply.get().rows().size();
        boolean more = reply.get().content().get("next_cursor") != null;
        return count >= FEW && (more || count >= NEARLY_ALL * leading.count())
                ? new Observations.Shared(
                        suspect, field, value, count, leading.count(), reply.get().evidence())
                : null;
    }

    /// What one failing request did several times within moments.
    private static Observations.@Nullable Repeated repeated(Reply reply) {
        var times = new LinkedHashMap<String, List<Instant>>();
        var quotes = new HashMap<String, List<String>>();
        for (Reply.Row row : reply.rows()) {
            Instant time = row.time("time");
            if (time != null) {
                String what = kind(row.text("what"));
                times.computeIfAbsent(what, key -> new ArrayList<>()).add(time);
                quotes.computeIfAbsent(what, key -> new ArrayList<>()).add(row.text("what"));
            }
        }
        Observations.Repeated most = null;
        for (var entry : times.entrySet()) {
            Instant first = entry.getValue().getFirst();
            Instant last = entry.getValue().getLast();
            int count = entry.getValue().size();
            boolean close = Duration.between(first, last).compareTo(SAME_REQUEST) <= 0;
            if (count >= 3 && close && (most == null || count > most.times())) {
                most =
                        new Observations.Repeated(
                                entry.getKey(),
                                count,
                                Duration.between(first, last).toMillis(),
                                quotes.getOrDefault(entry.getKey(), List.of()).stream()
                                        .limit(QUOTED)
                                        .toList(),
                                reply.evidence());
            }
        }
        return most;
    }

    /// What a row is, without its values: the type of an event, or the words of a message before
    /// its first number.
    private static String kind(String what) {
        int end = 0;
        while (end < what.length()
                && !Character.isDigit(what.charAt(end))
                && what.charAt(end) != '='
                && what.charAt(end) != '\n') {
            end++;
        }
        String head = what.substring(0, end);
        int word = head.lastIndexOf(' ');
        boolean fields = end < what.length() && what.charAt(end) == '=';
        return (fields && word > 0 ? head.substring(0, word) : head).strip();
    }

    private List<Rates> rates(List<String> events, Instant onset) {
        var rates = new ArrayList<Rates>();
        Duration length = Duration.between(onset, now);
        if (length.toMinutes() < 1) {
            return rates;
        }
        for (String stream : events) {
            Optional<Reply> since = count(stream, onset, now);
            Optional<Reply> before = count(stream, onset.minus(length), onset);
            Optional<Reply> dayBefore =
                    count(stream, onset.minus(Duration.ofDays(1)), now.minus(Duration.ofDays(1)));
            if (since.isPresent() && before.isPresent() && dayBefore.isPresent()) {
                rates.add(Rates.of(stream, since.get(), before.get(), dayBefore.get()));
            }
        }
        return rates;
    }

    private Optional<Reply> count(String stream, Instant from, Instant until) {
        return questions.ask(
                "query_events",
                arguments("stream", stream, "from", from.toString(), "until", until.toString()));
    }

    private Observations.@Nullable Example last(Finding main) {
        return questions
                .ask(
                        "query_logs",
                        arguments(
                                "stream", main.subject(),
                                "from", main.first().minus(Duration.ofHours(1)).toString(),
                                "until", now.toString(),
                                "limit", 5))
                .filter(reply -> !reply.rows().isEmpty())
                .map(reply -> example(reply.rows().getFirst(), reply.evidence()))
                .orElse(null);
    }

    private static Map<String, Object> arguments(Object... pairs) {
        var arguments = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            arguments.put((String) pairs[i], pairs[i + 1]);
        }
        return arguments;
    }
}
