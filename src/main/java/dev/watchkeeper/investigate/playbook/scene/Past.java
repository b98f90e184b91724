package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.util.List;

/// An incident of the past that is like the present one.
///
/// @param detected when, as text; or empty
/// @param diagnosis what it was thought to be
/// @param said what a person said of that, such as `wrong`, or empty
/// @param note in that person's words, or empty
/// @param evidence the answer that shows it
public record Past(
        String incident,
        String detected,
        String like,
        String diagnosis,
        String said,
        String note,
        String evidence) {

    static List<Past> of(Reply reply) {
        return reply.rows().stream()
                .filter(row -> !row.text("diagnosis").isEmpty())
                .map(row ->
                        new Past(
                                row.text("incident"),
                                row.text("detected"),
                                row.text("like"),
                                row.text("diagnosis"),
                                row.text("person_said"),
                                row.text("person_note"),
                                reply.evidence()))
                .toList();
    }

    /// Whether a person said that it was something else.
    public boolean wrong() {
        return said.equals("wrong");
    }

    /// Whether a person said that it was that.
    public boolean right() {
        return said.equals("right") || said.equals("correct");
    }
}
