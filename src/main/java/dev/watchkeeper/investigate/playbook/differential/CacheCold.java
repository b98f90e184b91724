package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A cache answers far fewer questions than before.
final class CacheCold implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)cache.{0,30}(miss|evict|cold|flush|empty|clear|unavailable|refused|lost|rebuil|warm)|"
                            + "(miss|evict|flush|clear|warm)\\w*.{0,30}cache|maxmemory|cold start");
    private static final Pattern METRIC =
            Pattern.compile("(?i).*(cache|hit_?(rate|ratio|share)|hits|evict).*");

    @Override
    public String name() {
        return "cold cache";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                SlowDependency.class,
                SlowProcessing.class,
                RateLimit.class,
                DatabaseLocked.class,
                PoolExhausted.class,
                ErrorBurst.class,
                FailingDependency.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said = Clues.said(scene, to, WORDS, 14, "that a cache is empty or forgets");
        Optional<dev.watchkeeper.investigate.playbook.scene.Figure> odd =
                scene.overview().numbers().stream()
                        .filter(n -> METRIC.matcher(n.name()).matches() && n.odd())
                        .findFirst();
        odd.ifPresent(n ->
                to.add(
                        Channel.NUMBERS,
                        14,
                        n.name()
                                + " is "
                                + n.verdict()
                                + ": "
                                + Clues.figure(n.now())
                                + " now, usually "
                                + Clues.figure(n.usual()),
                        n.evidence()));
        if (said.isEmpty() && odd.isEmpty()) {
            to.add(
                    Channel.WORDS,
                    -10,
                    "neither entries nor numbers show a cache that answers less",
                    scene.overview().evidence());
            return;
        }
        to.cause(
                        "cold cache: "
                                + said.map(Clues::quoted)
                                        .or(() ->
                                                odd.map(n ->
                                                        n.name()
                                                                + " fell to "
                                                                + Clues.figure(n.now())
                                                                + " from "
                                                                + Clues.figure(n.usual())))
                                        .orElse("")
                                + Clues.since(scene.onset()))
                .since(scene.onset())
                .disprovedBy(
                        "the share of answers from the cache being as before while the symptoms go on")
                .remedy(
                        "mitigate",
                        "Warm the cache, or let fewer requests through until it is warm")
                .remedy(
                        "prevent",
                        "Keep the cache's content over restarts, or fill it before a new version takes requests");
    }
}
