package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.ApiSeen;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Series;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An API refuses calls because there are too many of them.
final class RateLimit implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)\\b429\\b|rate.?limit|too many requests|quota (exceeded|exhausted)|throttl|RESOURCE_EXHAUSTED|slow down");

    private static final double MORE = 1.5;

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
        return Set.of(
                ErrorBurst.class,
                SlowProcessing.class,
                FailingDependency.class,
                SlowDependency.class,
                DataLoss.class,
                PoisonMessage.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said =
                Clues.said(scene, to, WORDS, 14, "that calls are refused as too many");
        String api = "";
        for (ApiSeen seen : scene.measured().apis()) {
            double share = seen.calls() == 0 ? 0 : seen.refused() / seen.calls();
            if (seen.odd("rate_limited") || (share >= 0.1 && seen.refused() >= 20)) {
                api = seen.name();
                to.add(
                        Channel.NUMBERS,
                        14,
                        seen.name()
                                + " refused "
                                + Clues.figure(seen.refused())
                                + " of "
                                + Clues.figure(seen.calls())
                                + " calls in two hours with 429",
                        seen.why().get("rate_limited"),
                        java.util.List.of(seen.evidence()));
            }
            for (ApiSeen.Limit limit : seen.limits()) {
                to.add(
                        Channel.NUMBERS,
                        6,
                        seen.name()
                                + ": "
                                + Clues.figure(limit.used())
                                + " of "
                                + Clues.figure(limit.most())
                                + " allowed by "
                                + limit.name()
                                + " are used"
                                + (limit.reached().isEmpty() ? "" : ", reached " + limit.reached()),
                        seen.evidence());
            }
        }
        if (api.isEmpty() && said.isEmpty()) {
            to.add(
                    Channel.NUMBERS,
                    -12,
                    "no API refuses calls with 429 more than usual",
                    scene.overview().evidence());
            return;
        }
        String elsewhere = elsewhere(scene, api, to);
        String who =
                api.isEmpty() ? said.map(kind -> Clues.named(scene, kind.words())).orElse("") : api;
        to.cause(
                        "rate limit: "
                                + (who.isEmpty() ? "an API" : who)
                                + " refuses calls with 429"
                                + (elsewhere.isEmpty() ? ", above what it allows" : elsewhere)
                                + Clues.since(scene.onset())
                                + said.map(kind -> "; " + Clues.quoted(kind)).orElse(""))
                .since(scene.onset())
                .disprovedBy("429 going on while the calls are well below the limit")
                .remedy(
                        "mitigate",
                        "Call "
                                + (who.isEmpty() ? "the API" : who)
                                + " less: pause what can wait, and wait as long as Retry-After says")
                .remedy(
                        elsewhere.isEmpty() ? "prevent" : "fix",
                        elsewhere.isEmpty()
                                ? "Limit the calls on our side, below what is allowed"
                                : "Find who else calls "
                                        + (who.isEmpty() ? "the API" : who)
                                        + " with the same key or from the same address, and whether its limit was lowered (its console or dashboard shows both); give this service a key of its own");
    }

    /// A limit that is reached though we are below what is declared, or call no more than before,
    /// is used up by somebody else, or was lowered; or empty.
    private static String elsewhere(Scene scene, String name, Weighing to) {
        ApiSeen api =
                scene.measured().apis().stream()
                        .filter(seen -> seen.name().equals(name))
                        .findFirst()
                        .orElse(null);
        if (api == null || api.atLimit()) {
            return "";
        }
        Series calls = scene.measured().series(name + ".calls");
        double ratio = calls == null ? Double.NaN : calls.ratio();
        if (api.declared() == 0 && !(ratio < MORE)) {
            return "";
        }
        to.add(
                Channel.NUMBERS,
                6,
                (api.declared() == 0
                                ? "no limit of " + name + " is declared"
                                : "no declared limit of " + name + " is used to nine tenths")
                        + (Double.isNaN(ratio)
                                ? ""
                                : ", and calls come "
                                        + Clues.figure(ratio)
                                        + " times as often as before")
                        + ": what is allowed is used up by somebody else, or was lowered",
                api.evidence(),
                calls == null ? "" : calls.evidence());
        return ", although our calls are "
                + (api.declared() == 0 ? "not more than before" : "below its declared limits")
                + ": somebody else uses the same key, or the limit was lowered";
    }
}
