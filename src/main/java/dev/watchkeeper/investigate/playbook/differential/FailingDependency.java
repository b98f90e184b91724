package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.ApiSeen;
import dev.watchkeeper.investigate.playbook.scene.Flow;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Something that the service calls answers with errors or not at all.
final class FailingDependency implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)(return|answer|respon|repl|got|receiv|http|status code)\\w*:?( with)?( an?)?( http)?( status)?( code)? ?50[0234]\\b|"
                            + "\\b50[0234] (internal|bad|service|gateway)|bad gateway|service unavailable|gateway time|internal server error|"
                            + "connection (was )?(refused|reset|error|closed|aborted|lost|dropped)|(refus|reset|clos|dropp|los)\\w* (the |our |its )?connection|"
                            + "(could|can) ?not (connect|reach)|can't connect|failed to connect|connect\\w* (failed|attempt failed)|connect ?timeout|"
                            + "no (nodes?|brokers?|servers?|hosts?) (are )?available|ConnectionError|ConnectionRefused|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|"
                            + "upstream|unreachable|broken pipe|no route to host|unavailable|did not answer|server (has )?(gone away|closed)");

    @Override
    public String name() {
        return "failing dependency";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                DeadLoop.class,
                LostWorker.class,
                ErrorBurst.class,
                RetryStorm.class,
                CrashLoop.class,
                SlowDependency.class,
                SlowProcessing.class,
                PoisonMessage.class,
                StalePipeline.class,
                DataLoss.class,
                NothingArrives.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        String whom = "";
        for (ApiSeen api : scene.measured().apis()) {
            double errors = api.statuses().getOrDefault("5xx", 0.0);
            if (api.odd("errors") || (errors >= 10 && errors >= 0.1 * api.calls())) {
                whom = api.name();
                to.add(
                        Channel.NUMBERS,
                        13,
                        api.name()
                                + " answered "
                                + Clues.figure(errors)
                                + " of "
                                + Clues.figure(api.calls())
                                + " calls in two hours with 5xx",
                        api.why().get("errors"),
                        List.of(api.evidence()));
            } else {
                to.add(
                        Channel.NUMBERS,
                        -5,
                        api.name() + " answers no more errors than usual",
                        api.evidence());
            }
        }
        for (Flow flow : scene.flows()) {
            String api = Clues.named(scene, flow.type());
            if (!api.isEmpty() && flow.fails() && flow.surged()) {
                whom = whom.isEmpty() ? api : whom;
                to.add(
                        Channel.NUMBERS,
                        8,
                        flow.type()
                                + " came "
                                + Clues.figure(flow.since())
                                + " times since the onset, "
                                + Clues.figure(flow.before())
                                + " before",
                        null,
                        flow.evidence());
            }
        }
        Optional<Kind> said =
                Clues.said(
                        scene,
                        to,
                        WORDS,
                        13,
                        "that a call was answered with an error or not at all");
        if (whom.isEmpty() && said.isEmpty()) {
            to.add(
                    Channel.NUMBERS,
                    -8,
                    "no API answers with more errors than usual",
                    scene.overview().evidence());
            return;
        }
        String who =
                said.map(kind -> Clues.named(scene, kind.words()))
                        .filter(name -> !name.isEmpty())
                        .orElse(whom);
        to.cause(
                        "failing dependency: calls to "
                                + (who.isEmpty() ? "another service" : who)
                                + " fail"
                                + said.map(kind -> ", " + Clues.quoted(kind))
                                        .orElse(", errors of its own (5xx)")
                                + said.map(kind -> Clues.alone(scene, kind)).orElse("")
                                + Clues.since(scene.onset()))
                .since(scene.onset())
                .disprovedBy(
                        (who.isEmpty() ? "the dependency" : who)
                                + " answering other callers without errors at the same time")
                .remedy(
                        "mitigate",
                        "Open the status page of "
                                + (who.isEmpty() ? "what is called" : who)
                                + ", and do without it where that is possible until it answers again")
                .remedy(
                        "prevent",
                        "Retry with back-off and a limit, and keep what could not be done for later");
    }
}
