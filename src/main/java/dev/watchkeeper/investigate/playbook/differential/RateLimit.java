package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.ApiSeen;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An API refuses calls because there are too many of them.
final class RateLimit implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile("(?i)\\b429\\b|rate.?limit|too many requests|quota (exceeded|exhausted)|throttl|RESOURCE_EXHAUSTED|slow down");

    @Override
    public String name() {
        return "rate limit";
    }

    @Override
    public double prior() {
        return -10;
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(ErrorBurst.class, SlowProcessing.class, FailingDependency.class, SlowDependency.class, DataLoss.class, PoisonMessage.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said = Clues.said(scene, to, WORDS, 14, "that calls are refused as too many");
        String api = "";
        for (ApiSeen seen : scene.apis()) {
            double share = seen.calls() == 0 ? 0 : seen.refused() / seen.calls();
            if (seen.odd("rate_limited") || (share >= 0.1 && seen.refused() >= 20)) {
                api = seen.name();
                to.add(
                        Channel.NUMBERS,
                        14,
                        seen.name() + " refused " + Clues.figure(seen.refused()) + " of " + Clues.figure(seen.calls()) + " calls in two hours with 429",
                        seen.why().get("rate_limited"),
                        java.util.List.of(seen.evidence()));
            }
            for (ApiSeen.Limit limit : seen.limits()) {
                to.add(
                        Channel.NUMBERS,
                        6,
                        seen.name() + ": " + Clues.figure(limit.used()) + " of " + Clues.figure(limit.most()) + " allowed by " + limit.name() + " are used" + (limit.reached().isEmpty() ? "" : ", reached " + limit.reached()),
                        seen.evidence());
            }
        }
        if (api.isEmpty() && said.isEmpty()) {
            to.add(Channel.NUMBERS, -12, "no API refuses calls with 429 more than usual", scene.overview().evidence());
            return;
        }
        String who = api.isEmpty() ? said.map(kind -> Clues.named(scene, kind.words())).orElse("") : api;
        to.cause(
                        "rate limit: "
                                + (who.isEmpty() ? "an API" : who)
                                + " refuses calls with 429, above what it allows"
                                + Clues.since(scene.onset())
                                + said.map(kind -> "; " + Clues.quoted(kind)).orElse(""))
                .since(scene.onset())
                .disprovedBy("429 going on while the calls are well below the limit")
                .remedy("mitigate", "Call " + (who.isEmpty() ? "the API" : who) + " less: pause what can wait, and wait as long as Retry-After says")
                .remedy("prevent", "Limit the calls on our side, below what is allowed");
    }
}
