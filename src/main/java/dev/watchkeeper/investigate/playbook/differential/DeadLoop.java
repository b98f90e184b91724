package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Entry;
import dev.watchkeeper.investigate.playbook.scene.Flow;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.model.Finding;
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

    @Override
    public String name() {
        return "dead background loop";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(StalePipeline.class, DataLoss.class, DiskFull.class, ErrorBurst.class, SlowProcessing.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said = Clues.said(scene, to, ENDED, 14, "that a loop or task ended");
        List<Finding> beats = scene.findings("heartbeat");
        for (Finding beat : beats) {
            to.add(Channel.CHECKS, 12, Wording.head(beat.title() + "; " + String.join("; ", beat.facts()), 300), scene.overview().evidence());
        }
        List<Flow> gone = scene.flows().stream().filter(Flow::vanished).toList();
        for (Flow flow : gone) {
            to.add(
                    Channel.NUMBERS,
                    10,
                    flow.type() + " has all but stopped: " + Clues.figure(flow.since()) + " since the onset, " + Clues.figure(flow.before()) + " in as long a time before",
                    null,
                    flow.evidence());
        }
        @Nullable Entry last = lastWords(scene);
        if (last != null) {
            to.add(
                    Channel.WORDS,
                    14,
                    "The last that " + last.stream() + " logged before it fell silent, at " + Wording.clock(last.time()) + " UTC: \"" + Wording.head((last.message() + " " + last.thrown()).strip(), 200) + "\"",
                    last.message(),
                    List.of(last.evidence()));
        }
        if (beats.isEmpty() && gone.isEmpty() && last == null) {
            to.add(Channel.NUMBERS, said.isPresent() ? -4 : -12, "nothing that came regularly has stopped", scene.overview().evidence());
        }
        if (!to.anyFor()) {
            return;
        }
        String what =
                beats.isEmpty()
                        ? gone.isEmpty() ? last == null ? said.map(Kind::stream).orElse("") : last.stream() : gone.getFirst().type()
                        : beats.getFirst().title().replaceFirst(" stopped.*", "");
        Instant since = said.map(Kind::first).or(() -> beats.stream().map(Finding::first).min(Instant::compareTo)).orElse(last == null ? scene.onset() : last.time());
        to.cause(
                        "dead background loop: "
                                + Wording.head(what, 80)
                                + " stopped and is not running any more"
                                + Clues.since(since)
                                + (last != null
                                        ? "; its last words were \"" + Wording.head((last.message() + " " + last.thrown()).strip(), 190) + "\""
                                        : said.map(kind -> ", after " + Clues.quoted(kind) + thrown(kind)).orElse("")))
                .since(since)
                .disprovedBy(Wording.head(what, 60) + " coming again without its process being restarted")
                .remedy("mitigate", "Restart the process that runs " + Wording.head(what, 80) + ", and see that it comes again")
                .remedy("fix", "Let the loop catch and log what one round throws" + (last != null && !last.thrown().isEmpty() ? " (" + Wording.head(last.thrown(), 100) + ")" : "") + " and go on with the next")
                .remedy("detect", "Alarm when not: " + Wording.head(what, 80) + " comes at least once in three of its usual intervals");
    }

    private static String thrown(Kind kind) {
        return kind.thrown() == null ? "" : " (" + Wording.head(kind.thrown(), 90) + ")";
    }

    private static @Nullable Entry lastWords(Scene scene) {
        for (Finding finding : scene.findings("freshness")) {
            if (scene.overview().logNames().contains(finding.subject())) {
                for (Entry entry : scene.last(finding.subject())) {
                    if (!entry.exception().isBlank() || ENDED.matcher(entry.message()).find()) {
                        return entry;
                    }
                }
            }
        }
        return null;
    }
}
