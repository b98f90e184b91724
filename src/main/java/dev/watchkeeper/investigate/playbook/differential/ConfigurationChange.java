package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Shift;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A setting was changed, and what depends on it fails.
final class ConfigurationChange implements Hypothesis {

    @Override
    public String name() {
        return "configuration change";
    }

    @Override
    public double prior() {
        return -8;
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                RetryStorm.class,
                ErrorBurst.class,
                SlowProcessing.class,
                PoolExhausted.class,
                CacheCold.class,
                MemoryPressure.class,
                CrashLoop.class,
                LostWorker.class,
                DeadLoop.class,
                DataLoss.class,
                RateLimit.class,
                SlowDependency.class,
                FailingDependency.class,
                StalePipeline.class,
                Credentials.class,
                NameResolution.class,
                CronOverlap.class,
                DiskFull.class,
                DatabaseLocked.class,
                DoneTwice.class,
                ContractChange.class,
                ProcessLimit.class,
                NothingArrives.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Blame> blamed =
                scene.shifts().stream()
                        .filter(shift -> shift.kind() == Shift.Sort.CONFIGURATION)
                        .map(shift -> Blame.of(shift, scene))
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .max(Comparator.comparingDouble(Blame::weight));
        if (blamed.isEmpty()) {
            to.add(
                    Channel.TIME,
                    -12,
                    "no change of a setting is known in the three hours before it began",
                    scene.overview().evidence());
            return;
        }
        Blame blame = blamed.get();
        blame.into(to);
        Kind leading = scene.leading();
        to.cause(
                        "configuration change: "
                                + (leading == null
                                        ? "it fails"
                                        : Clues.quoted(leading)
                                                + " in "
                                                + Clues.where(scene, leading))
                                + " since "
                                + blame.words()
                                + "; "
                                + blame.link().words())
                .since(blame.shift().time())
                .trigger(new Trigger(blame.shift(), blame.link().words(), blame.words()))
                .disprovedBy(
                        "the same symptoms going on with the old setting, or having begun before the change")
                .remedy(
                        "mitigate",
                        "Set back what "
                                + blame.words()
                                + " changed, and see whether the symptoms end")
                .remedy(
                        "prevent",
                        "Try a changed setting on one process first, and refuse values that cannot work when they are read");
    }
}
