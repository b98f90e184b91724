package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.ApiSeen;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What is called no longer understands what it is asked, or answers with something else than it
/// used to: a version that was retired, an address that is gone, a field that is missing.
final class ContractChange implements Hypothesis {

    /// That what was asked is not known any more.
    private static final Pattern ASKED =
            Pattern.compile(
                    "(?i)\\b(http|status|code|return(s|ed)|respond(s|ed)|answer(s|ed)|error)\\W{1,3}(410|402|426)\\b|\\b410 gone\\b|"
                            + "\\b(retired|sunset|decommissioned|discontinued|end.of.life|no longer (supported|available|exists?|valid))\\b|"
                            + "(unsupported|unknown|invalid|deprecated) (api )?version|upgrade required|"
                            + "(model|endpoint|route|method|resource) .{0,40}(not found|does not exist|removed)|404 not found|method not allowed|"
                            + "(licen[cs]e|subscription|plan|contract|trial) .{0,30}(expired|ended|inactive)|payment required");

    /// That the answer is not what was expected.
    private static final Pattern ANSWERED =
            Pattern.compile(
                    "(?i)(unexpected|invalid|malformed|unknown|missing) .{0,40}\\b(response|answer|reply|payload|body|json|schema|content.type)|"
                            + "\\b(response|answer|reply|payload|body)\\b.{0,60}(missing|unexpected|invalid|malformed|lacks|not json|no field|without|changed)|"
                            + "JSONDecodeError|Unexpected token|Expecting value|JsonParseException|unmarshal|deseriali[sz]|schema (validation|mismatch)|"
                            + "unrecognized (field|property)|validation error.{0,40}(response|answer)");

    @Override
    public String name() {
        return "a called interface changed";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                ErrorBurst.class,
                FailingDependency.class,
                RetryStorm.class,
                CrashLoop.class,
                DeadLoop.class,
                LostWorker.class,
                DataLoss.class,
                StalePipeline.class,
                PoisonMessage.class,
                NothingArrives.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> asked =
                Clues.said(scene, to, ASKED, 16, "that what was asked for is not there any more");
        Optional<Kind> said =
                asked.isPresent()
                        ? asked
                        : Clues.said(
                                scene, to, ANSWERED, 15, "that an answer is not what was expected");
        if (said.isEmpty()) {
            to.add(
                    Channel.WORDS,
                    -10,
                    "no entry speaks of an answer that is not understood, or of something that is not offered any more",
                    scene.overview().evidence());
            return;
        }
        Kind kind = said.get();
        String whom = Clues.named(scene, kind.words());
        if (!whom.isEmpty()) {
            to.add(Channel.GROUPS, 4, "it names " + whom + ", which is called", kind.evidence());
        }
        for (ApiSeen api : scene.measured().apis()) {
            double refused = api.statuses().getOrDefault("4xx", 0.0) - api.refused();
            if (refused >= 10 && refused >= 0.1 * api.calls()) {
                to.add(
                        Channel.NUMBERS,
                        8,
                        api.name()
                                + " answered "
                                + Clues.figure(refused)
                                + " of "
                                + Clues.figure(api.calls())
                                + " calls in two hours with 4xx other than 429",
                        null,
                        List.of(api.evidence()));
            }
        }
        String who = whom.isEmpty() ? "what is called" : whom;
        to.cause(
                        "interface changed: "
                                + who
                                + (asked.isPresent()
                                        ? " no longer offers what is asked of it, "
                                        : " gives another answer than the code expects, ")
                                + Clues.quoted(kind)
                                + " in "
                                + Clues.where(scene, kind)
                                + Clues.alone(scene, kind)
                                + Clues.since(scene.onset()))
                .since(scene.onset())
                .disprovedBy(
                        "the same call of before the onset, sent again, being answered as it was then")
                .remedy(
                        "mitigate",
                        "Send one call to "
                                + who
                                + " by hand, compare its answer with what "
                                + Clues.where(scene, kind)
                                + " expects, and read its change log or status page")
                .remedy(
                        "fix",
                        "Adapt "
                                + Clues.where(scene, kind)
                                + " to what "
                                + who
                                + " offers now, and pin the version that is asked for")
                .remedy(
                        "prevent",
                        "Subscribe to the notices of "
                                + who
                                + ", and hold its answers against the expected form in a test each day");
    }
}
