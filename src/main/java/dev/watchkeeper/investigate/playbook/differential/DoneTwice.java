package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.model.Finding;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What should follow once from each piece of work follows more than once: delivered, charged or
/// sent again.
final class DoneTwice implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)duplicat|\\btwice\\b|already (processed|charged|booked|sent|done|handled|delivered|exists)|redeliver|delivered again|idempoten|unique constraint|double (charge|booking|spend|post)");

    @Override
    public String name() {
        return "work done twice";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(ErrorBurst.class, DemandSurge.class, RateLimit.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said = Clues.said(scene, to, WORDS, 12, "that something was done again");
        Optional<Finding> counted =
                scene.findings("lifecycle").stream()
                        .filter(finding -> finding.title().contains(" twice or oftener "))
                        .findFirst();
        counted.ifPresent(finding ->
                to.add(
                        Channel.CHECKS,
                        12,
                        Wording.head(finding.title(), 200),
                        scene.overview().evidence()));
        @Nullable Pair pair = Pair.doubled(scene);
        if (pair == null) {
            to.add(
                    Channel.NUMBERS,
                    said.isPresent() ? -4 : -10,
                    "nothing that goes together comes more than once for each of the other",
                    scene.overview().evidence());
            return;
        }
        to.add(
                Channel.NUMBERS,
                15,
                pair.then().type()
                        + " came "
                        + Clues.figure(pair.then().since())
                        + " times since the onset and "
                        + pair.first().type()
                        + " "
                        + Clues.figure(pair.first().since())
                        + " times; before they were "
                        + Clues.figure(pair.then().before())
                        + " and "
                        + Clues.figure(pair.first().before()),
                null,
                pair.then().evidence());
        scene.findings().stream()
                .filter(finding -> finding.check().equals("invariant"))
                .map(Finding::title)
                .findFirst()
                .ifPresent(title ->
                        to.add(
                                Channel.CHECKS,
                                6,
                                Wording.head(title, 200),
                                scene.overview().evidence()));
        to.cause(
                        "work is done twice: "
                                + pair.then().type()
                                + " comes "
                                + Clues.figure(pair.ratio())
                                + " times for each "
                                + pair.first().type()
                                + ", before once"
                                + Clues.since(scene.onset())
                                + said.map(kind -> "; " + Clues.quoted(kind)).orElse(""))
                .since(scene.onset())
                .disprovedBy(
                        "each "
                                + pair.then().type()
                                + " since the onset belonging to another "
                                + pair.first().type())
                .remedy(
                        "mitigate",
                        "Stop what writes "
                                + pair.then().type()
                                + " until it is mended, and list what was done more than once since "
                                + Wording.clock(scene.onset())
                                + " UTC, to take it back")
                .remedy(
                        "fix",
                        "Let what writes "
                                + pair.then().type()
                                + " keep the id of each "
                                + pair.first().type()
                                + " under a unique constraint, so that a second time changes nothing");
    }
}
