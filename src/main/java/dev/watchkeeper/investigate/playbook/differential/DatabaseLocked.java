package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Statements wait for a lock of the database that somebody holds, and give up.
final class DatabaseLocked implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)database (table )?is locked|SQLITE_BUSY|lock wait timeout|deadlock (found|detected)|could not "
                            + "obtain lock|canceling statement due to lock|lock timeout|waiting for .{0,30}lock|table .{0,40}locked");

    @Override
    public String name() {
        return "database locked";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                ErrorBurst.class,
                SlowProcessing.class,
                PoolExhausted.class,
                RetryStorm.class,
                DataLoss.class,
                FailingDependency.class,
                SlowDependency.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said =
                Clues.said(scene, to, WORDS, 18, "that a lock of the database was not got in time");
        if (said.isEmpty()) {
            to.add(Channel.WORDS, -10, "no entry speaks of a lock", scene.overview().evidence());
            return;
        }
        Kind kind = said.get();
        to.cause(
                        "database locked: "
                                + Clues.quoted(kind)
                                + " in "
                                + Clues.where(scene, kind)
                                + Clues.since(scene.onset()))
                .since(kind.first())
                .disprovedBy(
                        "the errors going on while no other writer or long transaction holds the database")
                .remedy(
                        "mitigate",
                        "Find who holds the lock (lsof or fuser on the file, pg_locks or SHOW PROCESSLIST on a server) and end that transaction; it began about "
                                + Wording.clock(scene.onset())
                                + " UTC")
                .remedy(
                        "fix",
                        "Shorten the writing transactions around "
                                + Clues.where(scene, kind)
                                + " and set a busy timeout with a retry");
    }
}
