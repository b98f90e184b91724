package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Demand;
import dev.watchkeeper.investigate.playbook.scene.QueueSeen;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Slowed;
import java.util.Optional;
import java.util.Set;

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
        Optional<Slowed> slowed =
                scene.slowed().stream()
                        .filter(each -> Clues.named(scene, each.type()).isEmpty())
                        .findFirst();
        slowed.ifPresent(each ->
                to.add(
                        Channel.NUMBERS,
                        each.times() >= 3 ? 12 : 8,
                        each.type()
                                + " takes "
                                + Clues.figure(each.times())
                                + " times as long: median "
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
        to.cause(
                        "slow processing: "
                                + worst.type()
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
                .remedy("mitigate", "Add workers until " + worst.type() + " is as fast as before")
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
}
