package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Demand;
import dev.watchkeeper.investigate.playbook.scene.Flow;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.List;
import java.util.Set;

/// Nobody reaches the service: all that arrives has all but stopped, at the same time.
final class NothingArrives implements Hypothesis {

    private static final double HARDLY = 0.3;
    private static final double ENOUGH = 12;

    @Override
    public String name() {
        return "requests do not arrive";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                DeadLoop.class,
                StalePipeline.class,
                LostWorker.class,
                DataLoss.class,
                SlowProcessing.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        List<Flow> arrivals = arrivals(scene);
        if (!stopped(scene)) {
            to.add(
                    Channel.NUMBERS,
                    -12,
                    arrivals.isEmpty()
                            ? "no number tells how much arrives"
                            : arrivals.getFirst().type() + " still arrives",
                    null,
                    arrivals.isEmpty()
                            ? List.of(scene.overview().evidence())
                            : arrivals.getFirst().evidence());
            return;
        }
        for (Flow flow : arrivals) {
            to.add(
                    Channel.NUMBERS,
                    15,
                    flow.type()
                            + " came "
                            + Clues.figure(flow.since())
                            + " times since the onset, in as long a time before "
                            + Clues.figure(flow.before())
                            + " and the day before "
                            + Clues.figure(flow.dayBefore()),
                    null,
                    flow.evidence());
        }
        to.cause(
                        "requests do not arrive any more: "
                                + String.join(
                                        ", ", arrivals.stream().limit(3).map(Flow::type).toList())
                                + " all but stopped together"
                                + Clues.since(scene.onset())
                                + "; what is before the service (its name, certificate, proxy, network) or whoever calls it has to be looked at")
                .since(scene.onset())
                .disprovedBy(
                        "a request from outside being answered as usual (curl -v from another host)")
                .remedy(
                        "mitigate",
                        "Send a request from another host (curl -v) and see where it ends: name, certificate, proxy or firewall; then look into the log of the proxy")
                .remedy(
                        "detect",
                        "Let a probe from outside ask the service each minute, and alarm when three in a row are not answered");
    }

    /// What arrives, as far as the names of types say so.
    static List<Flow> arrivals(Scene scene) {
        return scene.flows().stream()
                .filter(flow -> Demand.arrives(flow.type()) && !flow.fails())
                .filter(flow -> Math.min(flow.before(), flow.dayBefore()) >= ENOUGH)
                .toList();
    }

    /// Whether all of it has all but stopped. One kind alone that stops has a cause of its own.
    static boolean stopped(Scene scene) {
        List<Flow> arrivals = arrivals(scene);
        return arrivals.size() >= 2
                && arrivals.stream()
                        .allMatch(flow ->
                                flow.since() <= HARDLY * Math.min(flow.before(), flow.dayBefore()));
    }
}
