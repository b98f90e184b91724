package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Demand;
import dev.watchkeeper.investigate.playbook.scene.Flow;
import dev.watchkeeper.investigate.playbook.scene.Group;
import dev.watchkeeper.investigate.playbook.scene.QueueSeen;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Share;
import dev.watchkeeper.investigate.playbook.scene.SlowGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// More is asked of the service than it can do, by everybody or by one customer.
final class DemandSurge implements Hypothesis {

    private static final Duration AFTER = Duration.ofMinutes(6);

    @Override
    public String name() {
        return "demand surge";
    }

    @Override
    public double prior() {
        return -9;
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                RateLimit.class,
                SlowProcessing.class,
                SlowDependency.class,
                PoolExhausted.class,
                DatabaseLocked.class,
                MemoryPressure.class,
                ErrorBurst.class,
                FailingDependency.class,
                DataLoss.class,
                StalePipeline.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Demand demand = scene.demand();
        Optional<Flow> served = demand.steady() ? Optional.empty() : surgedWork(scene);
        if (!demand.more() && served.isEmpty()) {
            to.add(
                    Channel.NUMBERS,
                    demand.known() ? -15 : -4,
                    demand.known()
                            ? demand.what()
                                    + " comes "
                                    + Clues.figure(demand.ratio())
                                    + " times as often as before the onset: no more is asked"
                            : "no number tells how much was asked",
                    null,
                    demand.known()
                            ? demand.evidence()
                            : java.util.List.of(scene.overview().evidence()));
            return;
        }
        String what = demand.more() ? demand.what() : served.map(Flow::type).orElse("");
        double ratio = demand.more() ? demand.ratio() : served.map(Flow::ratio).orElse(1.0);
        java.util.List<String> shown =
                demand.more()
                        ? demand.evidence()
                        : served.map(Flow::evidence).orElse(java.util.List.of());
        to.add(
                Channel.NUMBERS,
                ratio >= 2.5 ? 16 : 9,
                what + " comes " + Clues.figure(ratio) + " times as often as before",
                null,
                shown);
        @Nullable Instant rose = demand.rose();
        if (demand.more() && rose != null) {
            boolean first = !rose.isAfter(scene.onset().plus(AFTER));
            to.add(
                    Channel.TIME,
                    first ? 6 : -12,
                    what
                            + " rose at "
                            + Wording.clock(rose)
                            + " UTC, "
                            + (first
                                    ? "before or with the first symptom"
                                    : "after the first symptom"),
                    null,
                    shown);
        }
        oneAlone(scene, to);
        for (QueueSeen queue : scene.measured().queues()) {
            if (queue.silent().isEmpty() && !queue.workers().isEmpty()) {
                to.add(
                        Channel.GROUPS,
                        3,
                        "the workers of " + queue.name() + " all work",
                        queue.evidence());
            } else if (!queue.silent().isEmpty()) {
                to.add(
                        Channel.GROUPS,
                        -8,
                        "a worker of " + queue.name() + " is silent",
                        queue.evidence());
            }
        }
        @Nullable Share one =
                scene.dominant(
                        what.contains(".") && scene.overview().number(what).isPresent()
                                ? typeOf(scene, what)
                                : what);
        failingAlone(scene, one, to);
        if (one != null) {
            to.add(
                    Channel.GROUPS,
                    8,
                    String.format(
                            "%s of it have %s=%s, before %s",
                            percent(one.since()),
                            one.field(),
                            Wording.head(one.value(), 60),
                            percent(one.before())),
                    null,
                    one.evidence());
        }
        String limit =
                scene.measured().apis().stream()
                        .filter(api -> api.atLimit() || api.odd("rate_limited"))
                        .map(api -> "; calls to " + api.name() + " reach its rate limit (429)")
                        .findFirst()
                        .orElse("");
        String queue =
                scene.measured().queues().stream()
                        .filter(q -> q.odd("depth") || q.odd("wait"))
                        .map(q -> "; the queue " + q.name() + " grows")
                        .findFirst()
                        .orElse("");
        to.cause(
                        "demand surge: "
                                + what
                                + " comes "
                                + Clues.figure(ratio)
                                + " times as often as before"
                                + Clues.since(rose == null ? scene.onset() : rose)
                                + (one == null
                                        ? ""
                                        : ", "
                                                + percent(one.since())
                                                + " of it from "
                                                + last(one.field())
                                                + " "
                                                + Wording.head(one.value(), 60))
                                + ", more than the service can do"
                                + queue
                                + limit)
                .since(rose)
                .disprovedBy(
                        "the symptoms going on after "
                                + what
                                + " is back at its usual rate, or having begun before it rose");
        if (one != null) {
            to.remedy(
                            "mitigate",
                            "Limit "
                                    + last(one.field())
                                    + " "
                                    + Wording.head(one.value(), 60)
                                    + " to its share, or set its work aside, and ask it what it does")
                    .remedy(
                            "prevent",
                            "Give each "
                                    + last(one.field())
                                    + " a limit of its own, so that one cannot take all");
        } else {
            to.remedy(
                            "mitigate",
                            "Add workers or let less in until "
                                    + what
                                    + " is back at its usual rate")
                    .remedy(
                            "prevent",
                            "Know how much the service can do, and warn at four fifths of it");
        }
    }

    /// Too much for the service hurts all who use it, or at least those most who ask for most.
    private static void failingAlone(Scene scene, @Nullable Share most, Weighing to) {
        scene.groups().stream()
                .filter(Group::tells)
                .filter(group -> most == null || !most.value().equals(group.value()))
                .findFirst()
                .ifPresent(group ->
                        to.add(
                                Channel.GROUPS,
                                -8,
                                group.words() + ": too much would hurt all alike",
                                group.evidence()));
    }

    /// More of the usual work is slow for all alike.
    private static void oneAlone(Scene scene, Weighing to) {
        SlowGroup slow = Slowness.own(scene).map(scene.pace()::group).orElse(null);
        if (slow != null && slow.tells()) {
            to.add(
                    Channel.GROUPS,
                    -8,
                    "only the work of "
                            + slow.name()
                            + " "
                            + Wording.head(slow.value(), 60)
                            + " is slow, that of others as fast as before",
                    slow.evidence().toArray(String[]::new));
        }
    }

    /// Where nothing tells what arrives: what is done far more often than before without failing.
    /// What hardly ever came before is no more of what was asked: it is what goes wrong.
    private static Optional<Flow> surgedWork(Scene scene) {
        return scene.flows().stream()
                .filter(flow -> !flow.fails() && flow.surged() && !flow.erupted())
                .filter(flow -> Clues.named(scene, flow.type()).isEmpty())
                .max(Comparator.comparingDouble(Flow::ratio));
    }

    /// The type of event that a queue's arrivals are most likely counted of.
    private static String typeOf(Scene scene, String metric) {
        String queue = metric.substring(0, metric.lastIndexOf('.'));
        return scene.flows().stream()
                .filter(flow -> flow.surged() && !flow.fails())
                .max(
                        Comparator.comparing((Flow flow) ->
                                        flow.type()
                                                .toLowerCase(java.util.Locale.ROOT)
                                                .contains(queue.toLowerCase(java.util.Locale.ROOT)))
                                .thenComparing(flow ->
                                        flow.type()
                                                .matches(
                                                        "(?i).*(queue|enqueue|accept|receiv|creat|submit).*"))
                                .thenComparingDouble(Flow::ratio))
                .map(Flow::type)
                .orElse(metric);
    }

    private static String last(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    private static String percent(double share) {
        return Math.round(100 * share) + "%";
    }
}
