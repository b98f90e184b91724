package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Counts first attempts and further ones, where events carry which attempt they are.
final class AttemptsQuestion {

    private static final Pattern ATTEMPT =
            Pattern.compile(
                    "(?i)(.*[_.])?(attempt|attempt_?(no|number|count)?|attempts|try|tries|try_?(no|number)|retry|retries|retry_?count|retry_?number)");
    private static final Duration BEFORE = Duration.ofHours(3);
    private static final int ENOUGH = 10;

    private final Questions questions;
    private final Instant now;

    AttemptsQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    Optional<Attempts> ask(Overview.Stream stream, Instant onset) {
        Optional<String> field =
                stream.fields().stream().filter(name -> ATTEMPT.matcher(name).matches()).findFirst();
        if (field.isEmpty()) {
            return Optional.empty();
        }
        Optional<Reply> since = count(stream.name(), field.get(), onset, now);
        Optional<Reply> before = count(stream.name(), field.get(), onset.minus(BEFORE), onset);
        if (since.isEmpty() || before.isEmpty()) {
            return Optional.empty();
        }
        double firstSince = first(since.get(), field.get());
        double firstBefore = first(before.get(), field.get());
        if (firstSince < ENOUGH || firstBefore < ENOUGH) {
            return Optional.empty();
        }
        double minutes = Math.max(1, Duration.between(onset, now).toSeconds() / 60.0);
        return Optional.of(
                new Attempts(
                        field.get(),
                        all(since.get(), field.get()) / firstSince,
                        all(before.get(), field.get()) / firstBefore,
                        firstSince / minutes / (firstBefore / BEFORE.toMinutes()),
                        List.of(since.get().evidence(), before.get().evidence())));
    }

    /// How many carry the lowest number, 0 or 1.
    private static double first(Reply reply, String field) {
        double zero = of(reply, field, "0");
        return zero > 0 ? zero : of(reply, field, "1");
    }

    private static double of(Reply reply, String field, String value) {
        return reply.rows().stream()
                .filter(row -> row.text(field).equals(value))
                .mapToDouble(row -> row.number("count"))
                .sum();
    }

    private static double all(Reply reply, String field) {
        return reply.rows().stream()
                .filter(row -> row.text(field).matches("\\d+"))
                .mapToDouble(row -> row.number("count"))
                .sum();
    }

    private Optional<Reply> count(String stream, String field, Instant from, Instant until) {
        return questions.ask(
                "query_events",
                OrderedFields.of(
                        "stream",
                        stream,
                        "from",
                        from.toString(),
                        "until",
                        until.toString(),
                        "group_by",
                        List.of(field),
                        "limit",
                        60));
    }
}
