package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The review without a model: asks for the overview, each queue, each API, the host, and what is
/// new in each log, and puts down what rules can say of it.
final class PlaybookReview {

    private static final int MOST_OF_A_KIND = 8;

    private final Questions questions;
    private final ReviewPeriod period;
    private final ReviewDraft draft = new ReviewDraft();
    private final Set<String> told = new HashSet<>();

    PlaybookReview(Questions questions, ReviewPeriod period) {
        this.questions = questions;
        this.period = period;
    }

    /// The report in the form of `write_review`.
    Map<String, Object> report() {
        Optional<Reply> overview =
                questions.ask(
                        "get_overview",
                        Map.of("within", period.range().length().toMinutes() + "m"));
        Set<String> metrics = overview.map(PlaybookReview::metrics).orElse(Set.of());
        overview.ifPresent(this::findings);
        List<String> logs = overview.map(reply -> streams(reply, "logs")).orElse(List.of());
        List<String> events = overview.map(reply -> streams(reply, "events")).orElse(List.of());
        var numbers = new ReviewNumbers(questions, draft, period);
        Set<String> queues = ReviewNumbers.queues(metrics);
        Set<String> apis = ReviewNumbers.apis(metrics);
        queues.stream().limit(MOST_OF_A_KIND).forEach(numbers::queue);
        apis.stream().limit(MOST_OF_A_KIND).forEach(numbers::api);
        numbers.host();
        logs.stream().limit(MOST_OF_A_KIND).forEach(this::patterns);
        numbers.untold();
        questions.failures().forEach(failure -> draft.gap("A tool could not answer: " + failure));
        return draft.report(
                counted(logs.size() + events.size(), "stream")
                        + ", "
                        + counted(queues.size(), "queue")
                        + ", "
                        + counted(apis.size(), "API")
                        + " and the host");
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static Set<String> metrics(Reply overview) {
        var names = new LinkedHashSet<String>();
        if (overview.content().get("numbers") instanceof Map<?, ?> numbers) {
            Reply.rows(numbers).forEach(row -> names.add(row.text("name")));
            if (numbers.get("not_read_in_time") instanceof List<?> unread) {
                unread.forEach(name -> names.add(String.valueOf(name)));
            }
        }
        return names;
    }

    private List<String> streams(Reply overview, String kind) {
        var names = new ArrayList<String>();
        for (Map<?, ?> stream : maps(overview.content().get(kind))) {
            String name = String.valueOf(stream.get("stream"));
            names.add(name);
            if (stream.get("unavailable") != null) {
                draft.issue(
                        Severity.SEV3,
                        "Stream " + name + " is unobserved: " + stream.get("unavailable"),
                        overview.evidence());
            }
            long entries = 0;
            for (Object count : values(stream.get(kind.equals("logs") ? "levels" : "types"))) {
                entries += count instanceof Number number ? number.longValue() : 0;
            }
            if (kind.equals("logs") && stream.get("levels") instanceof Map<?, ?> levels) {
                draft.number("errors of " + name, levels.get("ERROR"), "", "", overview.evidence());
            }
            if (entries == 0 && stream.get("unavailable") == null) {
                draft.pattern(
                        "Stream "
                                + name
                                + " has nothing in this time, newest "
                                + stream.get("newest")
                                + ": unobserved, not quiet",
                        overview.evidence(),
                        true);
            }
        }
        return names;
    }

    private static Iterable<?> values(@Nullable Object map) {
        return map instanceof Map<?, ?> known ? known.values() : List.of();
    }

    private void findings(Reply overview) {
        var grave = new ArrayList<String>();
        for (Map<?, ?> finding : maps(overview.content().get("findings"))) {
            told.add(finding.get("stream") + " " + finding.get("title"));
            Severity severity = Severity.valueOf(String.valueOf(finding.get("severity")));
            String facts =
                    finding.get("facts") instanceof List<?> all
                            ? String.join("; ", all.stream().map(String::valueOf).toList())
                            : "";
            String what =
                    finding.get("stream")
                            + ", "
                            + finding.get("state")
                            + ": "
                            + Wording.head(String.valueOf(finding.get("title")), 220)
                            + " ("
                            + facts
                            + ")";
            if (severity.atLeast(Severity.SEV3)) {
                draft.issue(severity, what, overview.evidence());
                grave.add(String.valueOf(finding.get("id")));
            } else if (!"ongoing".equals(finding.get("state"))) {
                draft.pattern(severity + " " + what, overview.evidence(), false);
            }
        }
        if (!grave.isEmpty()) {
            draft.recommend(
                    "Run: watchkeeper investigate"
                            + (grave.size() == 1 ? " " + grave.getFirst() : "")
                            + ", which writes an incident of "
                            + String.join(", ", grave),
                    "mitigate");
        }
        Object open = overview.content().get("findings_open");
        draft.number("findings open", open, "", "", overview.evidence());
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        var maps = new ArrayList<Map<?, ?>>();
        if (list instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    private void patterns(String stream) {
        Map<String, Object> arguments =
                OrderedFields.of(
                        "stream",
                        stream,
                        "from",
                        period.range().from().toString(),
                        "until",
                        period.range().until().toString(),
                        "level",
                        "WARN",
                        "baseline",
                        period.afterDeploy() ? "1d" : "3d",
                        "limit",
                        40);
        questions
                .ask("find_log_patterns", arguments)
                .ifPresent(reply ->
                        reply.rows().stream()
                                .filter(row ->
                                        Set.of("new", "surged", "gone")
                                                .contains(row.text("change")))
                                .filter(row -> !told.contains(stream + " " + row.text("template")))
                                .limit(MOST_OF_A_KIND)
                                .forEach(row -> pattern(stream, row, reply)));
    }

    private void pattern(String stream, Reply.Row row, Reply reply) {
        String change = row.text("change");
        boolean error = Set.of("ERROR", "FATAL").contains(row.text("level"));
        draft.pattern(
                stream
                        + ", "
                        + change
                        + ", "
                        + row.text("level")
                        + ", "
                        + row.text("count")
                        + " times: "
                        + Wording.head(row.text("template"), 220),
                reply.evidence(),
                error && !change.equals("gone"));
    }
}
