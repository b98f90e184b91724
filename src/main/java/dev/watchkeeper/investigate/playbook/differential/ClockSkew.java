package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The clock of a host is wrong.
final class ClockSkew implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)clock (skew|drift|jump|is (ahead|behind)|went)|time ?(drift|skew)|RequestTimeTooSkewed|in the future|"
                            + "not yet valid|not valid (yet|before)|\\b(nbf|iat)\\b|NTP|chrony|timestamp .{0,30}(ahead|too old|outside|window)|time (went|jumped)");

    @Override
    public String name() {
        return "clock skew";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                Credentials.class,
                ErrorBurst.class,
                StalePipeline.class,
                FailingDependency.class,
                DataLoss.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said = Clues.said(scene, to, WORDS, 16, "that a clock is wrong");
        if (said.isEmpty()) {
            to.add(
                    Channel.WORDS,
                    -10,
                    "no entry speaks of a clock or of times in the future",
                    scene.overview().evidence());
            return;
        }
        Kind kind = said.get();
        to.cause(
                        "clock skew: the clock of a host is wrong, "
                                + Clues.quoted(kind)
                                + Clues.alone(scene, kind)
                                + Clues.since(scene.onset()))
                .since(kind.first())
                .disprovedBy(
                        "timedatectl or chronyc tracking showing an offset below a second on all hosts while the errors go on")
                .remedy(
                        "mitigate",
                        "Run timedatectl and chronyc tracking on each host, and start time synchronisation again")
                .remedy("detect", "Alarm on the offset of the clock, and warn above a second");
    }
}
