package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Names of other hosts cannot be resolved.
final class NameResolution implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)name resolution|getaddrinfo|name or service not known|NXDOMAIN|could ?n.t resolve|can ?n?.t resolve|"
                            + "could not resolve|cannot resolve|ENOTFOUND|EAI_AGAIN|UnknownHost|no such host|nodename nor servname|"
                            + "\\bDNS\\b|SERVFAIL|resolv(er|ing) (failed|timed)");

    @Override
    public String name() {
        return "name resolution fails";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                FailingDependency.class,
                SlowDependency.class,
                ErrorBurst.class,
                RetryStorm.class,
                LostWorker.class,
                CrashLoop.class,
                DataLoss.class,
                SlowProcessing.class,
                DeadLoop.class,
                NothingArrives.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said = Clues.said(scene, to, WORDS, 18, "that a name could not be resolved");
        if (said.isEmpty()) {
            to.add(
                    Channel.WORDS,
                    -10,
                    "no entry speaks of names that cannot be resolved",
                    scene.overview().evidence());
            return;
        }
        Kind kind = said.get();
        to.cause("DNS: name resolution fails, " + Clues.quoted(kind) + Clues.since(scene.onset()))
                .since(kind.first())
                .disprovedBy(
                        "the name resolving from this host (getent hosts NAME) while the errors go on")
                .remedy(
                        "mitigate",
                        "Resolve the name from this host with getent hosts and resolvectl query; restart or replace the resolver of /etc/resolv.conf if it does not answer")
                .remedy("prevent", "Give the host a second resolver or a local cache of names");
    }
}
