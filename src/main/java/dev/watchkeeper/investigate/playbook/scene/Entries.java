package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Single log entries that matter.
public final class Entries {

    private static final Duration BACK = Duration.ofHours(6);

    private final Questions questions;
    private final Overview overview;
    private final Instant now;

    Entries(Questions questions, Overview overview, Instant now) {
        this.questions = questions;
        this.overview = overview;
        this.now = now;
    }

    /// The last entries of a log stream, the newest first.
    public List<Entry> last(String stream) {
        return questions
                .ask(
                        "query_logs",
                        OrderedFields.of(
                                "stream", stream, "from", now.minus(BACK).toString(), "limit", 5))
                .map(reply -> read(stream, reply))
                .orElse(List.of());
    }

    private static List<Entry> read(String stream, Reply reply) {
        var entries = new ArrayList<Entry>();
        for (Reply.Row row : reply.rows()) {
            Entry entry = Entry.ofRow(stream, row, reply.evidence());
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /// The entry that tells of a change, with its fields; or null where no log has it.
    public @Nullable Entry of(Shift shift) {
        return overview.logNames().contains(shift.stream())
                ? at(shift.stream(), shift.ref()).orElse(null)
                : null;
    }

    /// The example of a kind, with its fields.
    public Optional<Entry> of(Kind kind) {
        return at(kind.stream(), kind.ref());
    }

    private Optional<Entry> at(String stream, String ref) {
        return ref.isEmpty()
                ? Optional.empty()
                : questions
                        .ask(
                                "get_log_context",
                                OrderedFields.of(
                                        "stream", stream, "ref", ref, "within", "1s", "by", "time",
                                        "limit", 1))
                        .map(reply -> Entry.ofContext(ref, reply));
    }
}
