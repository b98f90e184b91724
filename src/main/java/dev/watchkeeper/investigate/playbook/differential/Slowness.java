package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.ask.Words;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Shift;
import dev.watchkeeper.investigate.playbook.scene.SlowGroup;
import dev.watchkeeper.investigate.playbook.scene.Slowed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is slow, and whether a change shares anything with it.
final class Slowness {

    private Slowness() {}

    /// The service's own work that takes longer than before, the slowest first; what is called is
    /// not its own.
    static Optional<Slowed> own(Scene scene) {
        return scene.pace().slowed().stream()
                .filter(each -> Clues.named(scene, each.type()).isEmpty())
                .findFirst();
    }

    /// Where work is slow and nothing fails: whether a change names what the slow work has in
    /// common. Work that is slow for all alike from a moment on fits a change of that moment better
    /// than work of one customer.
    static Optional<Link> link(Shift shift, Scene scene) {
        if (scene.leading() != null && scene.leading().fails()) {
            return Optional.empty();
        }
        Slowed slowed = own(scene).orElse(null);
        SlowGroup group = slowed == null ? null : scene.pace().group(slowed);
        if (slowed == null || group == null) {
            return Optional.empty();
        }
        for (var one : group.carried().entrySet()) {
            if (one.getValue().equals(shift.version())
                    || Words.names(shift.text(), one.getKey(), one.getValue())) {
                return Optional.of(
                        link(
                                12,
                                "the slow work carries "
                                        + one.getKey()
                                        + "="
                                        + Wording.head(one.getValue(), 60)
                                        + ", which it names",
                                group));
            }
        }
        if (group.tells()) {
            return Optional.of(
                    link(
                            -12,
                            "only the work of "
                                    + group.name()
                                    + "="
                                    + Wording.head(group.value(), 60)
                                    + " is slow, which it does not name",
                            group));
        }
        return Optional.of(
                link(
                        -1,
                        "it shares nothing with "
                                + slowed.type()
                                + " but the time since when all of it is slow alike",
                        group));
    }

    private static Link link(double weight, String words, SlowGroup group) {
        return new Link(weight, words, List.copyOf(group.evidence()), Set.of());
    }
}
