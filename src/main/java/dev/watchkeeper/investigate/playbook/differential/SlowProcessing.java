package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Demand;
import dev.watchkeeper.investigate.playbook.scene.QueueSeen;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.SlowGroup;
import dev.watchkeeper.investigate.playbook.scene.Slowed;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The service's own work takes longer than before.
final class SlowProcessing implements Hypothesis {

    @Override
    public String name() {
        return "slow processing";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(ErrorBurst.class, PoolExhausted.class, StalePipeline.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Slowed> slowed = Slowness.own(scene);
        slowed.ifPresent(each ->
                to.add(
                        Channel.NUMBERS,
                        each.tail() ? 7 : each.times() >= 3 ? 12 : 8,
                        each.type()
                                + " takes "
                                + Clues.figure(each.times())
                                + " times as long: "
                                + each.figure()
                                + " "
                                + Clues.figure(each.since())
                                + ", before "
                                + Clues.figure(each.before()),
                        null,
                        each.evidence()));
        if (slowed.isEmpty()) {
            to.add(
                    Channel.NUMBERS,
                    -10,
                    "no kind of work takes twice as long as before",
                    scene.overview().evidence());
            return;
        }
        Demand demand = scene.demand();
        if (demand.steady()) {
            to.add(
                    Channel.TIME,
                    3,
                    demand.what()
                            + " comes "
                            + Clues.figure(demand.ratio())
                            + " times as often as before: it is not more work",
                    null,
                    demand.evidence());
        }
        for (QueueSeen queue : scene.measured().queues()) {
            if (queue.odd("depth") || queue.odd("wait")) {
                to.add(Channel.CHECKS, 4, "the queue " + queue.name() + " grows", queue.evidence());
            }
        }
        Slowed worst = slowed.get();
        SlowGroup group = scene.pace().group(worst);
        String whose = whose(group, to);
        to.cause(
                        "slow processing: "
                                + worst.type()
                                + whose
                                + " takes "
                                + Clues.figure(worst.times())
                                + " times as long as before ("
                                + Clues.figure(worst.since())
                                + ", before "
                                + Clues.figure(worst.before())
                                + ")"
                                + Clues.since(scene.onset()))
                .since(scene.onset())
                .disprovedBy(worst.type() + " taking as long as before while the queue still grows")
                .remedy(
                        "mitigate",
                        !whose.isEmpty() && group != null
                                ? "Set the work of "
                                        + group.name()
                                        + " "
                                        + Wording.head(group.value(), 60)
                                        + " aside or limit it, and compare what is in it with that of others"
                                : "Add workers until " + worst.type() + " is as fast as before")
                .remedy(
                        "fix",
                        "Profile "
                                + worst.type()
                                + " (py-spy dump or jstack of a busy worker) and compare with the version before")
                .remedy(
                        "detect",
                        "Declare the median time of "
                                + worst.type()
                                + " as a metric with a bound of twice its usual");
    }

    /// The one value whose work is slow, to stand in a cause; or empty.
    private static String whose(@Nullable SlowGroup group, Weighing to) {
        if (group == null || !group.tells()) {
            return "";
        }
        String value = group.name() + " " + Wording.head(group.value(), 60);
        to.add(
                Channel.GROUPS,
                10,
                "the work of "
                        + value
                        + " takes "
                        + Clues.figure(group.took())
                        + ", that of all others "
                        + Clues.figure(group.others())
                        + ": it is larger or harder, or its "
                        + group.name()
                        + " is slow",
                null,
                group.evidence());
        return " of " + value + " alone";
    }
}
