package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.ApiSeen;
import dev.watchkeeper.investigate.playbook.scene.Figure;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Slowed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Something that the service calls answers, but slowly.
final class SlowDependency implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)timed? ?-?out|deadline exceeded|did not answer|no (answer|response) (within|after)|\\bslow\\b|took \\d|not ready after|ETIMEDOUT|ReadTimeout|latency");

    @Override
    public String name() {
        return "slow dependency";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                SlowProcessing.class, ErrorBurst.class, PoolExhausted.class, StalePipeline.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        String whom = "";
        String took = "";
        for (ApiSeen api : scene.measured().apis()) {
            Figure latency = api.parts().get("latency");
            if (latency != null && latency.odd() && latency.above()) {
                whom = api.name();
                took =
                        Clues.figure(latency.now())
                                + " "
                                + latency.unit()
                                + ", usually "
                                + Clues.figure(latency.usual());
                to.add(
                        Channel.NUMBERS,
                        14,
                        api.name() + ".latency is " + latency.verdict() + ": " + took,
                        api.why().get("latency"),
                        List.of(api.evidence()));
            } else if (latency != null) {
                to.add(
                        Channel.NUMBERS,
                        -6,
                        api.name()
                                + ".latency is "
                                + latency.verdict()
                                + ": "
                                + Clues.figure(latency.now())
                                + ", usually "
                                + Clues.figure(latency.usual()),
                        api.evidence());
            }
        }
        for (Slowed slowed : scene.pace().slowed().stream().limit(3).toList()) {
            String api = Clues.named(scene, slowed.type());
            if (!api.isEmpty()) {
                whom = whom.isEmpty() ? api : whom;
                took =
                        took.isEmpty()
                                ? Clues.figure(slowed.since())
                                        + ", before "
                                        + Clues.figure(slowed.before())
                                : took;
                to.add(
                        Channel.GROUPS,
                        slowed.tail() ? 6 : 12,
                        slowed.type()
                                + " takes "
                                + Clues.figure(slowed.times())
                                + " times as long: "
                                + slowed.figure()
                                + " "
                                + Clues.figure(slowed.since())
                                + ", before "
                                + Clues.figure(slowed.before()),
                        null,
                        slowed.evidence());
            }
        }
        Optional<Kind> said = Clues.said(scene, to, WORDS, 9, "that an answer took too long");
        if (whom.isEmpty() && said.isEmpty()) {
            to.add(
                    Channel.NUMBERS,
                    -8,
                    "no API takes longer than usual",
                    scene.overview().evidence());
            return;
        }
        String who =
                whom.isEmpty()
                        ? said.map(kind -> Clues.named(scene, kind.words())).orElse("")
                        : whom;
        to.cause(
                        "slow dependency: "
                                + (who.isEmpty() ? "something that is called" : who)
                                + " answers slowly"
                                + (took.isEmpty() ? "" : ", latency " + took)
                                + Clues.since(scene.onset())
                                + said.map(kind -> "; " + Clues.quoted(kind)).orElse(""))
                .since(scene.onset())
                .disprovedBy(
                        (who.isEmpty() ? "the dependency" : who)
                                + " answering as fast as before while the symptoms go on")
                .remedy(
                        "mitigate",
                        "Open the status page of "
                                + (who.isEmpty() ? "what is called" : who)
                                + " and shorten the time-out, so that its callers do not all wait")
                .remedy(
                        "prevent",
                        "Break the circuit when "
                                + (who.isEmpty() ? "it" : who)
                                + " is slow, and do what can be done without it");
    }
}
