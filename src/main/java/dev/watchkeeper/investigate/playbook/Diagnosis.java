package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From what was seen to a report in the form of `write_incident`. A cause is named only where a
/// change came shortly before the onset and speaks of the part that fails; all else is "cannot
/// tell".
final class Diagnosis {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Duration NEAR = Duration.ofMinutes(20);

    private final Observations seen;
    private final List<String> failures;
    private final List<Map<String, Object>> claims = new ArrayList<>();
    private final List<Map<String, Object>> evidence = new ArrayList<>();
    private final List<Map<String, Object>> timeline = new ArrayList<>();
    private final List<Map<String, Object>> ruledOut = new ArrayList<>();

    Diagnosis(Observations seen, List<String> failures) {
        this.seen = seen;
        this.failures = failures;
    }

    Map<String, Object> report(List<String> findings) {
        Optional<Suspect> cause = cause();
        cause.ifPresent(this::change);
        symptoms();
        example();
        repeated();
        rates(cause.isPresent());
        otherChanges(cause);
        last();
        var report = new LinkedHashMap<String, Object>();
        report.put("title", title(cause));
        report.put("severity", seen.finding().severity().name());
        report.put("verdict", "issue");
        report.put("summary", summary(cause));
        report.put(
                "cause", dying() ? dyingText() : cause.map(this::causeText).orElse("cannot tell"));
        report.put("confidence", confidence(cause));
        report.put("onset", seen.onset().toString());
        report.put("claims", claims);
        report.put("evidence", evidence);
        timeline.sort(Comparator.comparing(moment -> String.valueOf(moment.get("time"))));
        report.put("timeline", timeline);
        if (cause.isPresent()) {
            report.put(
                    "disproved_by",
                    "the same symptoms going on after that change is undone, or having begun before it");
        }
        report.put("ruled_out", ruledOut);
        report.put("actions", actions(cause));
        report.put("tooling_gaps", gaps());
        report.put("findings", findings);
        return report;
    }

    /// The change that is likely the cause: one that names what all failing entries carry, or one
    /// that speaks of the part that fails.
    private Optional<Suspect> cause() {
        if (dying()) {
            return Optional.empty();
        }
        if (seen.shared() != null) {
            return Optional.of(seen.shared().suspect());
        }
        return seen.suspects().stream()
                .filter(s -> !s.about().isEmpty())
                .filter(s -> Duration.between(s.time(), seen.onset()).compareTo(NEAR) <= 0)
                .findFirst();
    }

    /// Whether the stream that fell silent ended in an error.
    private boolean dying() {
        return seen.last() != null && !seen.last().exception().isBlank();
    }

    private String dyingText() {
        Observations.Example last = Objects.requireNonNull(seen.last());
        return head(
                "the last that "
                        + seen.finding().subject()
                        + " logged before it fell silent, at "
                        + TIME.format(last.time())
                        + " UTC, was \""
                        + head(last.message(), 150)
                        + "\" with "
                        + head(last.exception().strip().lines().reduce("", (a, b) -> b), 150),
                390);
    }

    private String confidence(Optional<Suspect> cause) {
        if (dying()) {
            return "medium";
        }
        if (cause.isEmpty()) {
            return "unknown";
        }
        if (seen.shared() != null) {
            return "medium";
        }
        boolean several = cause.get().about().size() >= 2;
        boolean effect = seen.repeated() != null || surge().isPresent();
        return several && effect ? "medium" : "low";
    }

    private Optional<Rates.Type> surge() {
        return seen.rates().stream().map(Rates::surge).flatMap(Optional::stream).findFirst();
    }

    private String causeText(Suspect suspect) {
        var text = new StringBuilder();
        text.append('"')
                .append(head(suspect.text(), 150))
                .append("\" at ")
                .append(TIME.format(suspect.time()))
                .append(" UTC, ")
                .append(Span.words(Duration.between(suspect.time(), seen.onset())))
                .append(" before it began");
        if (seen.shared() != null) {
            text.append("; the failing entries carry ")
                    .append(head(seen.shared().field() + "=" + seen.shared().value(), 80));
        }
        surge().ifPresent(type ->
                text.append(
                        String.format(
                                "; since then %s comes %.1f times as often",
                                head(type.name(), 60), type.ratio())));
        if (seen.repeated() != null) {
            text.append("; one request shows ")
                    .append(seen.repeated().times())
                    .append(" times ")
                    .append(head(seen.repeated().what(), 60))
                    .append(" within ")
                    .append(Span.words(Duration.ofMillis(seen.repeated().millis())));
        }
        return text.toString();
    }

    private void change(Suspect suspect) {
        if (seen.shared() != null) {
            claims.add(
                    claim(
                            String.format(
                                    Locale.ROOT,
                                    "At least %d of %d failing entries carry %s=%s, which a change %s before names",
                                    seen.shared().count(),
                                    seen.shared().of(),
                                    head(seen.shared().field(), 60),
                                    head(seen.shared().value(), 80),
                                    Span.words(Duration.between(suspect.time(), seen.onset()))),
                            seen.shared().evidence()));
        }
        claims.add(
                claim(
                        "At "
                                + TIME.format(suspect.time())
                                + " UTC, "
                                + Span.words(Duration.between(suspect.time(), seen.onset()))
                                + " before the first symptom, a change was logged"
                                + (suspect.about().isEmpty()
                                        ? ""
                                        : " that speaks of the part that fails ("
                                                + String.join(
                                                        ", ",
                                                        suspect.about().stream().limit(5).toList())
                                                + ")")
                                + ". That it is the cause is inferred from time and "
                                + (seen.shared() == null ? "words" : "what failing entries carry"),
                        suspect.evidence()));
        suspect.messages()
                .forEach(message ->
                        cite(suspect.evidence(), message, "the change before the onset"));
        timeline.add(moment(suspect.time(), head(suspect.text(), 250), suspect.evidence()));
    }

    private void symptoms() {
        for (Symptom symptom : seen.symptoms().stream().limit(6).toList()) {
            claims.add(
                    claim(
                            String.format(
                                    Locale.ROOT,
                                    "%s since %s UTC, %d times: %s",
                                    symptom.change().equals("new")
                                            ? "New, not seen in the 2 days before,"
                                            : "Far more often than in the 2 days before,",
                                    TIME.format(symptom.first()),
                                    symptom.count(),
                                    head(symptom.template(), 300)),
                            symptom.evidence()));
            timeline.add(
                    moment(
                            symptom.first(),
                            "first: " + head(symptom.template(), 200),
                            symptom.evidence()));
        }
        if (seen.symptoms().isEmpty() && seen.overview() != null) {
            claims.add(
                    claim(
                            "The checks report: " + String.join("; ", seen.finding().facts()),
                            seen.overview()));
        }
    }

    private void example() {
        if (seen.example() != null) {
            cite(seen.example().evidence(), seen.example().message(), "an early example");
        }
    }

    private void repeated() {
        Observations.Repeated repeated = seen.repeated();
        if (repeated != null) {
            claims.add(
                    claim(
                            "One and the same request or job shows "
                                    + repeated.times()
                                    + " times \""
                                    + head(repeated.what(), 100)
                                    + "\" within "
                                    + Span.words(Duration.ofMillis(repeated.millis()))
                                    + ": it is attempted again at once",
                            repeated.evidence()));
            repeated.quotes()
                    .forEach(
                            quote -> cite(repeated.evidence(), quote, "attempted again and again"));
        }
    }

    private void rates(boolean caused) {
        for (Rates rates : seen.rates()) {
            rates.surge()
                    .ifPresent(type ->
                            claims.add(
                                    claim(
                                            String.format(
                                                    Locale.ROOT,
                                                    "%s came %.0f times since the onset, %.1f times as often as in as"
                                                            + " long a time before or at this time of the day before",
                                                    head(type.name(), 80),
                                                    type.now(),
                                                    type.ratio()),
                                            rates.evidence())));
            for (Rates.Type gone : rates.vanished().stream().limit(3).toList()) {
                claims.add(
                        claim(
                                String.format(
                                        Locale.ROOT,
                                        "%s has all but stopped: %.0f since the onset, %.0f in as long a time before",
                                        head(gone.name(), 80),
                                        gone.now(),
                                        gone.before()),
                                rates.evidence()));
            }
            List<Rates.Type> steady = rates.steady();
            if (!steady.isEmpty() && caused) {
                var figures = new ArrayList<String>();
                steady.forEach(type ->
                        figures.add(
                                String.format(
                                        Locale.ROOT,
                                        "%s %.2f times",
                                        head(type.name(), 60),
                                        type.ratio())));
                ruledOut.add(
                        ruledOut(
                                "more demand than usual",
                                "other events come as often as before: "
                                        + String.join(", ", figures),
                                rates.evidence()));
            }
        }
    }

    private void otherChanges(Optional<Suspect> cause) {
        seen.suspects().stream()
                .filter(s -> cause.isEmpty() || !s.text().equals(cause.get().text()))
                .filter(s -> s.about().isEmpty())
                .limit(3)
                .forEach(s ->
                        ruledOut.add(
                                ruledOut(
                                        "\""
                                                + head(s.text(), 200)
                                                + "\" at "
                                                + TIME.format(s.time())
                                                + " UTC",
                                        "it shares no word with anything that fails; only the time fits",
                                        List.of(s.evidence()))));
    }

    private void last() {
        Observations.Example last = seen.last();
        if (last != null) {
            claims.add(
                    claim(
                            "The last entry before the silence came at "
                                    + TIME.format(last.time())
                                    + " UTC",
                            last.evidence()));
            cite(last.evidence(), last.message(), "the last entry before the silence");
            timeline.add(moment(last.time(), "last entry before the silence", last.evidence()));
        }
    }

    private String title(Optional<Suspect> cause) {
        String what =
                seen.finding().check().equals("errors")
                        ? head(seen.finding().title().replaceFirst(": .*", ""), 70)
                        : head(seen.finding().title(), 70);
        return head(
                what
                        + " since "
                        + TIME.format(seen.onset())
                        + " UTC"
                        + cause.map(s -> ", after a change at " + TIME.format(s.time())).orElse(""),
                120);
    }

    private String summary(Optional<Suspect> cause) {
        String what =
                seen.symptoms().isEmpty()
                        ? String.join("; ", seen.finding().facts())
                        : seen.symptoms().size()
                                + (seen.symptoms().size() == 1
                                        ? " kind of errors or warnings is new or surged since "
                                        : " kinds of errors or warnings are new or surged since ")
                                + TIME.format(seen.onset())
                                + " UTC.";
        return head(
                what
                        + cause.map(s ->
                                        " Shortly before, this was logged: \""
                                                + head(s.text(), 200)
                                                + "\"; undoing it should show whether it is the cause.")
                                .orElse(
                                        dying()
                                                ? " Before it fell silent it logged an error with a traceback; see there."
                                                : " No change that speaks of the failing part was found before it.")
                        + " Written by rules; no model was involved.",
                800);
    }

    private List<Map<String, Object>> actions(Optional<Suspect> cause) {
        var actions = new ArrayList<Map<String, Object>>();
        if (cause.isPresent()) {
            actions.add(
                    action(
                            "Undo what \""
                                    + head(cause.get().text(), 200)
                                    + "\" brought, and see whether the"
                                    + " symptoms end",
                            "mitigate"));
        }
        Observations.Example example = seen.example();
        if (example != null) {
            actions.add(
                    action(
                            "Follow the entry "
                                    + example.ref()
                                    + " of "
                                    + seen.finding().subject()
                                    + " with get_log_context, and read the code of "
                                    + (example.logger().isEmpty()
                                            ? "the part it names"
                                            : head(example.logger(), 80)),
                            "fix"));
        } else {
            actions.add(
                    action(
                            "See on the host whether the process that writes "
                                    + seen.finding().subject()
                                    + " runs, and start it again if not",
                            "mitigate"));
        }
        return actions;
    }

    private List<String> gaps() {
        var gaps = new ArrayList<String>();
        gaps.add(
                "No deploys, commits or restarts are declared: what was changed is read from log messages alone.");
        failures.stream()
                .limit(5)
                .map(failure -> head("Not answered: " + failure, 280))
                .forEach(gaps::add);
        return gaps;
    }

    private void cite(String id, String quote, String supports) {
        // only the first line: a quote must stand in one value of the answer, and short ones are
        // read
        String line = quote.lines().findFirst().orElse("").strip();
        int cut = line.indexOf(" …[");
        String exact = cut > 0 ? line.substring(0, cut) : line;
        var citation = new LinkedHashMap<String, Object>();
        citation.put("evidence_id", id);
        if (exact.length() >= 8) {
            citation.put("quote", exact.length() <= 300 ? exact : exact.substring(0, 300));
        }
        citation.put("supports", supports);
        evidence.add(citation);
    }

    private static Map<String, Object> claim(String text, String evidence) {
        return claim(text, List.of(evidence));
    }

    private static Map<String, Object> claim(String text, List<String> evidence) {
        return map("text", head(text, 590), "evidence", evidence);
    }

    private static Map<String, Object> moment(Instant time, String what, String evidence) {
        return map("time", time.toString(), "what", head(what, 290), "evidence", List.of(evidence));
    }

    private static Map<String, Object> ruledOut(
            String hypothesis, String why, List<String> evidence) {
        return map(
                "hypothesis", head(hypothesis, 290), "why", head(why, 390), "evidence", evidence);
    }

    private static Map<String, Object> action(String what, String kind) {
        return map("what", head(what, 390), "kind", kind);
    }

    private static Map<String, Object> map(@Nullable Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), Objects.requireNonNull(pairs[i + 1]));
        }
        return map;
    }

    private static String head(String text, int characters) {
        String line = text.replace('\n', ' ').strip();
        return line.length() <= characters ? line : line.substring(0, characters - 1) + "…";
    }
}
