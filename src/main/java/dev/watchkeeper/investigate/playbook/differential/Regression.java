package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Shift;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A version that was started shortly before behaves worse than the one before it.
final class Regression implements Hypothesis {

    @Override
    public String name() {
        return "regression after a deploy";
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
                StalePipeline.class,
                DatabaseLocked.class,
                DiskFull.class,
                NameResolution.class,
                Credentials.class,
                CronOverlap.class,
                DoneTwice.class,
                ContractChange.class,
                ProcessLimit.class,
                NothingArrives.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Blame> blamed =
                scene.shifts().stream()
                        .filter(shift -> shift.kind() != Shift.Sort.CONFIGURATION)
                        .map(shift -> Blame.of(shift, scene))
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .max(Comparator.comparingDouble(Blame::weight));
        if (blamed.isEmpty()) {
            to.add(
                    Channel.TIME,
                    -12,
                    "no deploy or start is known in the three hours before it began",
                    scene.overview().evidence());
            return;
        }
        Blame blame = blamed.get();
        blame.into(to);
        Kind leading = scene.leading();
        if (blame.link().weight() > 0
                && leading != null
                && ErrorBurst.CODE.matcher(leading.words()).find()) {
            to.add(
                    Channel.WORDS,
                    4,
                    "what fails is thrown by code of the service's own: " + leading.template(),
                    leading.evidence());
        }
        to.cause(
                        "regression: "
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
                        "the same symptoms going on after "
                                + blame.words()
                                + " is rolled back, or having begun before it")
                .remedy(
                        "mitigate",
                        "Roll back "
                                + blame.words()
                                + " to the version before, and see whether the symptoms end")
                .remedy(
                        "prevent",
                        "Let a new version take a small part of the work first, and compare its errors and times with the old one");
    }
}
