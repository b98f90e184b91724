package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.QueueSeen;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.model.Finding;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Work is begun or done, and what should follow from it is missing: not finished, not recorded,
/// not charged.
final class DataLoss implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)\\b(lost|dropped|discard\\w*|missing|not (recorded|charged|billed|confirmed|saved|stored|written|persisted)|orphan\\w*|never (arrived|finished))\\b");

    @Override
    public String name() {
        return "work lost or not recorded";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(ErrorBurst.class, StalePipeline.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said = Clues.said(scene, to, WORDS, 7, "that something is missing");
        Optional<Finding> share =
                scene.findings("metrics").stream()
                        .filter(f ->
                                f.facts().stream().anyMatch(fact -> fact.contains("%"))
                                        || f.title().contains("%"))
                        .filter(f -> f.facts().stream().anyMatch(fact -> fact.contains("below")))
                        .findFirst();
        share.ifPresent(f ->
                to.add(
                        Channel.CHECKS,
                        10,
                        Wording.head(f.title() + "; " + String.join("; ", f.facts()), 300),
                        scene.overview().evidence()));
        scene.findings("lifecycle").stream()
                .filter(finding -> finding.title().contains(" is not followed by "))
                .findFirst()
                .ifPresent(finding ->
                        to.add(
                                Channel.CHECKS,
                                12,
                                Wording.head(finding.title(), 200),
                                scene.overview().evidence()));
        @Nullable Pair pair = Pair.missing(scene);
        if (pair != null) {
            to.add(
                    Channel.NUMBERS,
                    12,
                    String.format(
                            "%s came %s times since the onset and %s %s times; before they were %s and %s",
                            pair.first().type(),
                            Clues.figure(pair.first().since()),
                            pair.then().type(),
                            Clues.figure(pair.then().since()),
                            Clues.figure(pair.first().before()),
                            Clues.figure(pair.then().before())),
                    null,
                    pair.then().evidence());
        }
        if (pair == null && share.isEmpty()) {
            to.add(
                    Channel.NUMBERS,
                    -8,
                    "events that go together still come in the same numbers",
                    scene.overview().evidence());
            return;
        }
        boolean waits = scene.measured().queues().stream().anyMatch(queue -> queue.odd("depth"));
        if (waits) {
            to.add(
                    Channel.NUMBERS,
                    -8,
                    "a queue is longer than usual: what is missing may only be waiting",
                    scene.measured().queues().stream()
                            .map(QueueSeen::evidence)
                            .toArray(String[]::new));
        }
        String what =
                pair != null
                        ? pair.then().type()
                                + " is missing or lost for "
                                + Clues.figure(
                                        100
                                                * (1
                                                        - pair.then().since()
                                                                / Math.max(
                                                                        1, pair.first().since())))
                                + "% of "
                                + pair.first().type()
                        : share.map(f -> f.subject() + " fell: " + Wording.head(f.title(), 140))
                                .orElse("");
        to.cause(
                        "work is done and not recorded: "
                                + what
                                + Clues.since(scene.onset())
                                + (share.isPresent() && pair != null
                                        ? " (" + Wording.head(share.get().title(), 90) + ")"
                                        : "")
                                + said.map(kind -> "; " + Clues.quoted(kind)).orElse(""))
                .since(scene.onset())
                .disprovedBy(
                        pair == null
                                ? "the missing records turning up late"
                                : pair.then().type()
                                        + " catching up with "
                                        + pair.first().type()
                                        + " by itself")
                .remedy(
                        "mitigate",
                        pair == null
                                ? "List what was done and not recorded since "
                                        + Wording.clock(scene.onset())
                                        + " UTC, so that it can be made up for"
                                : "List every "
                                        + pair.first().type()
                                        + " since "
                                        + Wording.clock(scene.onset())
                                        + " UTC that has no "
                                        + pair.then().type()
                                        + ", and do it again from that list")
                .remedy(
                        "fix",
                        "Trace the process that writes "
                                + (pair == null ? "the missing record" : pair.then().type())
                                + ": whether it runs, and what it skips without an error")
                .remedy(
                        "detect",
                        "Declare an invariant: each "
                                + (pair == null
                                        ? "piece of work has its record"
                                        : pair.first().type() + " has its " + pair.then().type()));
    }
}
