package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Entry;
import dev.watchkeeper.investigate.playbook.scene.Flow;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.model.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A loop in the background ended while its process, or the rest of the service, lives on.
final class DeadLoop implements Hypothesis {

    private static final Pattern ENDED =
            Pattern.compile(
                    "(?i)(loop|task|consumer|scheduler|job|thread|listener|poller|coroutine|subscriber|worker)\\b.{0,40}\\b(ended|stopped|exited|died|crashed|terminated|cancelled|finished unexpectedly|gave up|aborted)|"
                            + "no more .{0,30}(taken|processed|accepted)|task (exception was never retrieved|was destroyed)|never retrieved");

    private static final int SEVERAL = 3;
    private static final int OFTEN = 5;
    private static final Duration TOGETHER = Duration.ofMinutes(8);

    @Override
    public String name() {
        return "dead background loop";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                StalePipeline.class,
                DataLoss.class,
                DiskFull.class,
                ErrorBurst.class,
                SlowProcessing.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said = Clues.said(scene, to, ENDED, 14, "that a loop or task ended");
        List<Finding> beats = scene.findings("heartbeat");
        for (Finding beat : beats) {
            to.add(
                    Channel.CHECKS,
                    12,
                    Wording.head(beat.title() + "; " + String.join("; ", beat.facts()), 300),
                    scene.overview().evidence());
        }
        List<Flow> gone = scene.flows().stream().filter(Flow::vanished).toList();
        for (Flow flow : gone) {
            to.add(
                    Channel.NUMBERS,
                    gone.size() >= SEVERAL ? 5 : 10,
                    flow.type()
                            + " has all but stopped: "
                            + Clues.figure(flow.since())
                            + " since the onset, "
                            + Clues.figure(flow.before())
                            + " in as long a time before",
                    null,
                    flow.evidence());
        }
        @Nullable Entry last = lastWords(scene);
        if (last != null) {
            to.add(
                    Channel.WORDS,
                    14,
                    "The last that "
                            + last.stream()
                            + " logged before it fell silent, at "
                            + Wording.clock(last.time())
                            + " UTC: \""
                            + Wording.head((last.message() + " " + last.thrown()).strip(), 200)
                            + "\"",
                    last.message(),
                    List.of(last.evidence()));
        }
        if (beats.isEmpty() && gone.isEmpty() && last == null) {
            to.add(
                    Channel.NUMBERS,
                    said.isPresent() ? -4 : -12,
                    "nothing that came regularly has stopped",
                    scene.overview().evidence());
        }
        if (!to.anyFor()) {
            return;
        }
        against(scene, to, said);
        String what =
                beats.isEmpty()
                        ? gone.isEmpty()
                                ? last == null ? said.map(Kind::stream).orElse("") : last.stream()
                                : gone.getFirst().type()
                        : beats.getFirst().title().replaceFirst(" stopped.*", "");
        Instant since =
                said.map(Kind::first)
                        .or(() -> beats.stream().map(Finding::first).min(Instant::compareTo))
                        .orElse(last == null ? scene.onset() : last.time());
        to.cause(
                        "dead background loop: "
                                + Wording.head(what, 80)
                                + " stopped and is not running any more"
                                + Clues.since(since)
                                + (last != null
                                        ? "; its last words were \""
                                                + Wording.head(
                                                        (last.message() + " " + last.thrown())
                                                                .strip(),
                                                        190)
                                                + "\""
                                        : said.map(kind ->
                                                        ", after "
                                                                + Clues.quoted(kind)
                                                                + thrown(kind))
                                                .orElse("")))
                .since(since)
                .disprovedBy(
                        Wording.head(what, 60)
                                + " coming again without its process being restarted")
                .remedy(
                        "mitigate",
                        "Restart the process that runs "
                                + Wording.head(what, 80)
                                + ", and see that it comes again")
                .remedy(
                        "fix",
                        "Let the loop catch and log what one round throws"
                                + (last != null && !last.thrown().isEmpty()
                                        ? " (" + Wording.head(last.thrown(), 100) + ")"
                                        : "")
                                + " and go on with the next")
                .remedy(
                        "detect",
                        "Alarm when not: "
                                + Wording.head(what, 80)
                                + " comes at least once in three of its usual intervals");
    }

    /// A loop that ended is silent: it leaves last words at most. What fails again and again at the
    /// same time is at work, and what follows from its work stops without having ended itself.
    private static void against(Scene scene, Weighing to, Optional<Kind> said) {
        if (said.isEmpty()) {
            scene.symptoms().stream()
                    .filter(kind -> kind.fails() && kind.count() >= OFTEN)
                    .filter(kind ->
                            Duration.between(scene.onset(), kind.first()).compareTo(TOGETHER) <= 0)
                    .findFirst()
                    .ifPresent(kind ->
                            to.add(
                                    Channel.WORDS,
                                    -14,
                                    "since the same time something fails again and again, "
                                            + kind.count()
                                            + " times "
                                            + Clues.quoted(kind)
                                            + ": what follows from it comes to a stop with it",
                                    kind.evidence()));
        }
        if (NothingArrives.stopped(scene)) {
            to.add(
                    Channel.NUMBERS,
                    -12,
                    "what it works on does not arrive any more either",
                    scene.flows().getFirst().evidence().getFirst());
        }
    }

    private static String thrown(Kind kind) {
        return kind.thrown() == null ? "" : " (" + Wording.head(kind.thrown(), 90) + ")";
    }

    private static @Nullable Entry lastWords(Scene scene) {
        for (Finding finding : scene.findings("freshness")) {
            if (scene.overview().logNames().contains(finding.subject())) {
                for (Entry entry : scene.entries().last(finding.subject())) {
                    if (!entry.exception().isBlank() || ENDED.matcher(entry.message()).find()) {
                        return entry;
                    }
                }
            }
        }
        return null;
    }
}
