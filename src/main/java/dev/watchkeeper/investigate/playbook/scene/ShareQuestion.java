package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether one customer makes most of what arrives.
final class ShareQuestion {

    private static final Pattern WHO =
            Pattern.compile(
                    "(?i)(.*_)?(tenant|customer|account|org|organi[sz]ation|client|team|user|caller|project|workspace|"
                            + "api_?key|ip|source|origin|partner|shop|company)(_?id)?");
    private static final double MOST = 0.5;
    private static final double GAINED = 0.3;

    private final Questions questions;
    private final Instant now;

    ShareQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    @Nullable Share ask(List<Overview.Stream> streams, String type, Instant onset) {
        for (Overview.Stream stream : streams) {
            if (!stream.types().containsKey(type)) {
                continue;
            }
            for (String field :
                    stream.fields().stream()
                            .filter(name ->
                                    WHO.matcher(name.substring(name.lastIndexOf('.') + 1))
                                            .matches())
                            .limit(2)
                            .toList()) {
                Share share = ask(stream.name(), type, field, onset);
                if (share != null) {
                    return share;
                }
            }
        }
        return null;
    }

    private @Nullable Share ask(String stream, String type, String field, Instant onset) {
        Optional<Reply> since = count(stream, type, field, onset, now);
        Optional<Reply> before =
                count(stream, type, field, onset.minus(Duration.ofHours(2)), onset);
        if (since.isEmpty() || before.isEmpty() || since.get().rows().isEmpty()) {
            return null;
        }
        Reply.Row top =
                since.get().rows().stream()
                        .filter(row -> !row.text(field).isEmpty())
                        .max((a, b) -> Double.compare(a.number("count"), b.number("count")))
                        .orElse(null);
        if (top == null) {
            return null;
        }
        double now = top.number("count") / total(since.get());
        double then =
                before.get().rows().stream()
                                .filter(row -> row.text(field).equals(top.text(field)))
                                .mapToDouble(row -> row.number("count"))
                                .sum()
                        / Math.max(1, total(before.get()));
        return now >= MOST && now - then >= GAINED
                ? new Share(
                        field,
                        top.text(field),
                        now,
                        then,
                        top.number("count"),
                        List.of(since.get().evidence(), before.get().evidence()))
                : null;
    }

    private static double total(Reply reply) {
        double shown = reply.rows().stream().mapToDouble(row -> row.number("count")).sum();
        return reply.content().get("total") instanceof Number total
                ? Math.max(shown, total.doubleValue())
                : shown;
    }

    private Optional<Reply> count(
            String stream, String type, String field, Instant from, Instant until) {
        return questions.ask(
                "query_events",
                OrderedFields.of(
                        "stream",
                        stream,
                        "from",
                        from.toString(),
                        "until",
                        until.toString(),
                        "types",
                        List.of(type),
                        "group_by",
                        List.of(field),
                        "limit",
                        100));
    }
}
