package dev.watchkeeper.investigate.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the report leaves to a person: what to do now, and what could not be seen.
final class NextSteps {

    private final Observations seen;
    private final LikelyCause cause;

    NextSteps(Observations seen, LikelyCause cause) {
        this.seen = seen;
        this.cause = cause;
    }

    List<Map<String, Object>> actions() {
        Optional<Suspect> change = cause.change();
        var actions = new ArrayList<Map<String, Object>>();
        if (change.isPresent()) {
            actions.add(
                    action(
                            "Undo what \""
                                    + Wording.head(change.get().text(), 200)
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
                                            : Wording.head(example.logger(), 80)),
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

    /// What was not declared or not answered, a sentence each.
    List<String> gaps(List<String> failures) {
        var gaps = new ArrayList<String>();
        gaps.add(
                "No deploys, commits or restarts are declared: what was changed is read from log messages alone.");
        failures.stream()
                .limit(5)
                .map(failure -> Wording.head("Not answered: " + failure, 280))
                .forEach(gaps::add);
        return gaps;
    }

    private static Map<String, Object> action(String what, String kind) {
        return OrderedFields.of("what", Wording.head(what, 390), "kind", kind);
    }
}
