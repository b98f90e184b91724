package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the rules make of the numbers: queues, APIs against their limits, and the host.
final class ReviewNumbers {

    private static final Set<String> OF_QUEUES =
            Set.of("depth", "wait", "oldest", "enqueued", "completed", "dead", "overflow");
    private static final double NEAR = 90;

    private final Questions questions;
    private final ReviewDraft draft;
    private final String from;
    private final String until;
    private final String hours;
    private final List<String> untold = new ArrayList<>();

    ReviewNumbers(Questions questions, ReviewDraft draft, ReviewPeriod period) {
        this.questions = questions;
        this.draft = draft;
        this.from = period.range().from().toString();
        this.until = period.range().until().toString();
        this.hours = length(period.range().length());
    }

    private static String length(Duration length) {
        return length.toMinutes() % 60 == 0 && length.toHours() > 0
                ? length.toHours() + " h"
                : length.toMinutes() + " min";
    }

    /// The queues among the metrics of these names.
    static Set<String> queues(Set<String> metrics) {
        return owners(metrics, OF_QUEUES);
    }

    /// The APIs among the metrics of these names.
    static Set<String> apis(Set<String> metrics) {
        return owners(metrics, Set.of("calls"));
    }

    private static Set<String> owners(Set<String> metrics, Set<String> parts) {
        var owners = new TreeSet<String>();
        for (String name : metrics) {
            int point = name.indexOf('.');
            if (point > 0 && parts.contains(name.substring(point + 1))) {
                owners.add(name.substring(0, point));
            }
        }
        return owners;
    }

    void queue(String name) {
        questions
                .ask(
                        "get_queue_stats",
                        OrderedFields.of(
                                "queue", name, "from", from, "until", until, "compare", "1d"))
                .ifPresent(reply -> queue(name, reply));
    }

    private void queue(String name, Reply reply) {
        for (Reply.Row row : reply.rows()) {
            String part = row.text("part");
            boolean counted = row.cells().get("total") != null;
            String unit = row.text("unit");
            draft.number(
                    (counted ? "total " : "p95 of ") + name + " " + part + ", " + hours,
                    row.cells().get(counted ? "total" : "p95"),
                    counted ? "" : unit,
                    usual(row, counted),
                    reply.evidence());
            verdict(name + "." + part, row, reply, part);
        }
        if (reply.content().get("workers") instanceof Map<?, ?> workers) {
            for (Reply.Row worker : nested(workers)) {
                if (!Set.of("works", "").contains(worker.text("state"))) {
                    draft.pattern(
                            "Worker "
                                    + Wording.head(worker.text("name"), 60)
                                    + " of "
                                    + name
                                    + ": "
                                    + worker.text("state")
                                    + ", last seen "
                                    + worker.text("last"),
                            reply.evidence(),
                            true);
                }
            }
        }
    }

    private static String usual(Reply.Row row, boolean counted) {
        String normal = row.text("normal");
        if (!normal.isEmpty()) {
            return normal;
        }
        String then = counted ? "" : row.text("then_p95");
        return then.isEmpty() ? row.text("usual") : then + " the day before";
    }

    void api(String name) {
        questions
                .ask("get_api_usage", OrderedFields.of("api", name, "from", from, "until", until))
                .ifPresent(reply -> api(name, reply));
    }

    private void api(String name, Reply reply) {
        if (reply.content().get("calls") instanceof Map<?, ?> calls) {
            draft.number(
                    "calls to " + name + ", " + hours,
                    calls.get("in_range"),
                    "",
                    "",
                    reply.evidence());
        }
        draft.number(
                "429 from " + name + ", " + hours,
                reply.content().get("status_429"),
                "",
                "",
                reply.evidence());
        for (Reply.Row row : reply.rows()) {
            String limit = row.text("limit");
            String most = row.text("most");
            draft.number(
                    "peak of " + name + " " + limit,
                    row.cells().get("peak"),
                    "",
                    "limit " + most,
                    reply.evidence());
            String reached = row.text("reached");
            if (!reached.isEmpty()) {
                draft.issue(
                        Severity.SEV3,
                        name + " reached its limit of " + most + " (" + limit + ") " + reached,
                        reply.evidence());
                draft.recommend(
                        "Lower the rate of calls to "
                                + name
                                + " below "
                                + most
                                + " ("
                                + limit
                                + "): fewer at once, and back-off with jitter on 429",
                        "prevent");
            } else if (row.number("most") > 0
                    && 100 * row.number("peak") / row.number("most") >= NEAR) {
                draft.pattern(
                        name + " came to 90% of its limit of " + most + " (" + limit + ") or more",
                        reply.evidence(),
                        true);
            }
        }
        if (reply.content().get("parts") instanceof Map<?, ?> parts) {
            for (Reply.Row row : nested(parts)) {
                verdict(name + "." + row.text("name"), row, reply, row.text("name"));
            }
        }
    }

    private void verdict(String metric, Reply.Row row, Reply reply, String part) {
        switch (row.text("verdict")) {
            case "concerning" ->
                    draft.issue(
                            Severity.SEV3,
                            metric + " is concerning: " + why(reply, part),
                            reply.evidence());
            case "unusual" ->
                    draft.pattern(
                            metric + " is unusual: " + why(reply, part), reply.evidence(), true);
            case "cannot tell" -> untold.add(metric);
            case "source down" -> {
                draft.pattern(metric + " is unobserved: source down", reply.evidence(), true);
                draft.gap(metric + " could not be read: its source does not answer");
            }
            default -> {}
        }
    }

    private static String why(Reply reply, String part) {
        return reply.content().get("why") instanceof Map<?, ?> why && why.get(part) != null
                ? String.valueOf(why.get(part))
                : "no reason was given";
    }

    void host() {
        Optional<Reply> asked = questions.ask("get_host_metrics", Map.of());
        if (asked.isEmpty()) {
            return;
        }
        Reply reply = asked.get();
        if (reply.content().get("disk") instanceof Map<?, ?> disk) {
            for (Reply.Row row : nested(disk)) {
                disk(row, reply);
            }
        }
        if (reply.content().get("memory") instanceof Map<?, ?> memory) {
            draft.number("memory in use", memory.get("used_percent"), "%", "", reply.evidence());
        }
        if (reply.content().get("history") instanceof Map<?, ?> history) {
            sentences(history.get("concerning"))
                    .forEach(s -> draft.issue(Severity.SEV3, "host " + s, reply.evidence()));
            sentences(history.get("unusual"))
                    .forEach(s -> draft.pattern("host " + s, reply.evidence(), true));
        } else {
            draft.gap("The host has no history: watchkeeper collect or serve --http takes it");
        }
    }

    private void disk(Reply.Row row, Reply reply) {
        String mount = Wording.head(row.text("mount"), 40);
        String full = row.text("full_in");
        draft.number(
                "used of disk " + mount,
                row.cells().get("used_percent"),
                "%",
                full.isEmpty() ? "" : "full in " + full,
                reply.evidence());
        if (row.number("used_percent") >= NEAR && row.text("read_only").isEmpty()) {
            draft.issue(
                    Severity.SEV3,
                    "disk " + mount + " is " + row.text("used_percent") + "% full",
                    reply.evidence());
            draft.recommend(
                    "Free space on "
                            + mount
                            + "; get_host_metrics with parts [\"directories\"] shows what takes it",
                    "mitigate");
        }
    }

    private static List<String> sentences(@Nullable Object byName) {
        var sentences = new ArrayList<String>();
        if (byName instanceof Map<?, ?> all) {
            all.forEach((name, why) -> sentences.add(name + ": " + why));
        }
        return sentences;
    }

    private static List<Reply.Row> nested(Map<?, ?> table) {
        return Reply.rows(table);
    }

    /// Says what could not be judged.
    void untold() {
        if (!untold.isEmpty()) {
            draft.gap("Whether these are normal cannot be told yet: " + String.join(", ", untold));
        }
    }
}
