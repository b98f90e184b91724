package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A periodic job is started while its last run still goes on.
final class CronOverlap implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)still (going|running|in progress|active)|already (running|in progress|started|locked)|overlap|"
                            + "previous run|last run|another (instance|run|copy)|lock ?file .{0,20}(exists|held)|skipp\\w+ .{0,30}running|concurrent run");

    @Override
    public String name() {
        return "runs of a periodic job overlap";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                DatabaseLocked.class,
                SlowDependency.class,
                SlowProcessing.class,
                MemoryPressure.class,
                ErrorBurst.class,
                PoolExhausted.class,
                FailingDependency.class,
                DeadLoop.class,
                StalePipeline.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said =
                Clues.said(scene, to, WORDS, 17, "that a run began while the one before went on");
        if (said.isEmpty()) {
            to.add(
                    Channel.WORDS,
                    -10,
                    "no entry speaks of a run that was still going on",
                    scene.overview().evidence());
            return;
        }
        Kind kind = said.get();
        scene.findings("heartbeat")
                .forEach(f ->
                        to.add(
                                Channel.CHECKS,
                                5,
                                Wording.head(f.title(), 150) + ": runs no longer end",
                                scene.overview().evidence()));
        to.cause(
                        "runs of a periodic job overlap: "
                                + Clues.quoted(kind)
                                + " ("
                                + kind.stream()
                                + "); they load the same things at the same time"
                                + Clues.since(kind.first()))
                .since(kind.first())
                .disprovedBy(
                        "the symptoms going on while only one run is active, or having begun before the first overlap")
                .remedy(
                        "mitigate",
                        "End the older run that is still going on (ps -ef, then kill its process), and hold the schedule until it is through")
                .remedy(
                        "fix",
                        "Let a run skip while the last one holds a lock (flock -n), and find why runs take longer than their interval");
    }
}
