package dev.watchkeeper.investigate.playbook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the failing entries have a value in common that a change names.
final class SharedValueQuestion {

    private static final int FEW = 3;
    private static final double NEARLY_ALL = 0.9;

    private final Questions questions;
    private final Instant now;

    SharedValueQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    /// A value of a failing entry that a change before the onset names, such as a worker or a
    /// version, when nearly all failing entries carry it.
    Observations.@Nullable Shared ask(
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
                OrderedFields.of(
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
}
