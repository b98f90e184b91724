package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Considered;
import dev.watchkeeper.investigate.playbook.differential.Differential;
import dev.watchkeeper.investigate.playbook.differential.Evidence;
import dev.watchkeeper.investigate.playbook.differential.Trigger;
import dev.watchkeeper.investigate.playbook.scene.Flow;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Objective;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Tells what was seen, each thing with the answers that show it.
final class Account {

    private static final int MOST_CLAIMS = 9;
    private static final int MOST_SYMPTOMS = 6;

    private final Scene scene;
    private final ReportDraft draft;

    Account(Scene scene, ReportDraft draft) {
        this.scene = scene;
        this.draft = draft;
    }

    /// Everything that was seen, in the light of what is held to be the cause.
    void tell(Differential differential) {
        Stream<Considered> told =
                differential.cause() == null
                        ? differential.ranked().stream().filter(Considered::holds).limit(2)
                        : Stream.of(differential.cause(), differential.mechanism());
        told.distinct()
                .flatMap(each -> each.speakingFor().stream())
                .distinct()
                .limit(MOST_CLAIMS)
                .forEach(this::claim);
        differential.consequences().stream().limit(3).forEach(this::consequence);
        symptoms();
        Considered cause = differential.cause();
        if (cause != null && cause.trigger() != null) {
            trigger(cause.trigger());
        }
        impact();
        if (draft.claims().isEmpty()) {
            draft.claim(
                    "The checks report: " + String.join("; ", scene.main().facts()),
                    scene.overview().evidence());
        }
    }

    private void claim(Evidence evidence) {
        if (evidence.shownBy().isEmpty()) {
            return;
        }
        draft.claim(evidence.text(), evidence.shownBy());
        if (evidence.quote() != null) {
            draft.cite(
                    evidence.shownBy().getFirst(),
                    evidence.quote(),
                    Wording.head(evidence.text(), 200));
        }
    }

    private void consequence(Considered consequence) {
        consequence.speakingFor().stream()
                .filter(evidence -> !evidence.shownBy().isEmpty())
                .limit(1)
                .forEach(evidence ->
                        draft.claim(
                                "Follows from it, "
                                        + consequence.hypothesis().name()
                                        + ": "
                                        + evidence.text(),
                                evidence.shownBy()));
    }

    private void symptoms() {
        for (Kind symptom : scene.symptoms().stream().limit(MOST_SYMPTOMS).toList()) {
            draft.moment(
                    symptom.first(),
                    "first: " + Wording.head(symptom.template(), 200),
                    symptom.evidence());
        }
    }

    private void trigger(Trigger trigger) {
        draft.moment(
                trigger.shift().time(),
                trigger.shift().kind().word() + ": " + Wording.head(trigger.shift().text(), 250),
                trigger.shift().evidence());
    }

    private void impact() {
        scene.symptoms().stream()
                .filter(Kind::grave)
                .sorted((a, b) -> Long.compare(b.count(), a.count()))
                .limit(3)
                .forEach(kind ->
                        draft.impact(
                                String.format(
                                        Locale.ROOT,
                                        "%d times from %s to %s UTC in %s: %s",
                                        kind.count(),
                                        Wording.clock(kind.first()),
                                        Wording.clock(kind.last()),
                                        kind.stream(),
                                        Wording.head(kind.template(), 200)),
                                List.of(kind.evidence())));
        scene.flows().stream()
                .filter(flow -> flow.fails() && flow.since() >= 3 && flow.ratio() >= 1.7)
                .sorted((a, b) -> Double.compare(b.since(), a.since()))
                .limit(3)
                .forEach(this::failing);
        scene.background().objectives().stream()
                .filter(Objective::burns)
                .limit(2)
                .forEach(this::promised);
        if (draft.impact().isEmpty()) {
            draft.impact(
                    "How many were hurt cannot be told: no entry or event says that something failed; the checks report "
                            + String.join("; ", scene.main().facts()),
                    List.of(scene.overview().evidence()));
        }
    }

    /// What it means for what was promised.
    private void promised(Objective objective) {
        draft.impact(
                "The objective "
                        + objective.name()
                        + " ("
                        + objective.objective()
                        + " over "
                        + objective.window()
                        + ") uses up its error budget: "
                        + objective.alert()
                        + (Double.isNaN(objective.left())
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; %.0f%% of the budget is left",
                                        Math.max(0, objective.left())))
                        + (objective.usedUp().isEmpty() ? "" : ", used up " + objective.usedUp()),
                List.of(objective.evidence()));
    }

    private void failing(Flow flow) {
        draft.impact(
                String.format(
                        Locale.ROOT,
                        "%s: %.0f in %.0f minutes, %.0f in as long a time before",
                        flow.type(),
                        flow.since(),
                        flow.minutes(),
                        flow.before()),
                flow.evidence());
    }
}
