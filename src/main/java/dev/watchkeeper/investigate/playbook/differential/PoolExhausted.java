package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// All connections of a pool are taken.
final class PoolExhausted implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)QueuePool limit|pool (is )?(exhausted|full|timeout)|PoolTimeout|no (free )?connection .{0,20}pool|"
                            + "connection pool|too many (open )?connections|remaining connection slots|no free connection|"
                            + "can ?not get a connection|pool of connections|acquire .{0,20}connection|max(imum)? connections");

    @Override
    public String name() {
        return "connection pool exhausted";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                ErrorBurst.class,
                SlowProcessing.class,
                RetryStorm.class,
                FailingDependency.class,
                SlowDependency.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said =
                Clues.said(scene, to, WORDS, 18, "that no connection of a pool was free");
        if (said.isEmpty()) {
            to.add(
                    Channel.WORDS,
                    -10,
                    "no entry speaks of connections that were not free",
                    scene.overview().evidence());
            return;
        }
        Kind kind = said.get();
        to.cause(
                        "connection pool exhausted: "
                                + Clues.quoted(kind)
                                + " in "
                                + Clues.where(scene, kind)
                                + Clues.alone(scene, kind)
                                + Clues.since(scene.onset()))
                .since(kind.first())
                .disprovedBy("the errors going on while the pool has free connections")
                .remedy(
                        "mitigate",
                        "Enlarge the connection pool behind "
                                + Clues.where(scene, kind)
                                + " or restart its process, which gives leaked connections back")
                .remedy(
                        "fix",
                        "Find what holds connections longer than before: code that does not return them, or statements that became slow");
    }
}
