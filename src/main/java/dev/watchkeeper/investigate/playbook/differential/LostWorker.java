package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.ask.Words;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Demand;
import dev.watchkeeper.investigate.playbook.scene.Entry;
import dev.watchkeeper.investigate.playbook.scene.QueueSeen;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.model.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A worker does nothing any more.
final class LostWorker implements Hypothesis {

    private static final Pattern ENDED =
            Pattern.compile(
                    "(?i)(worker|consumer|loop|thread|process|subscriber).{0,40}(ended|stopped|exit|died|dead|terminat|gone|lost|no more)|"
                            + "no more (jobs|messages|work)|shutting down|heartbeat (lost|missed|timeout)");

    @Override
    public String name() {
        return "lost worker";
    }

    @Override
    public double prior() {
        return -10;
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                StalePipeline.class,
                SlowProcessing.class,
                ErrorBurst.class,
                DeadLoop.class,
                DataLoss.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        List<Finding> findings = silent(scene);
        for (Finding finding : findings) {
            to.add(
                    Channel.CHECKS,
                    16,
                    Wording.head(finding.title() + "; " + String.join("; ", finding.facts()), 300),
                    scene.overview().evidence());
        }
        var names = new ArrayList<String>();
        for (QueueSeen queue : scene.measured().queues()) {
            for (QueueSeen.Worker worker : queue.silent()) {
                names.add(worker.name());
                to.add(
                        Channel.NUMBERS,
                        12,
                        "worker "
                                + worker.name()
                                + " of "
                                + queue.name()
                                + " is silent, last seen "
                                + worker.last(),
                        queue.evidence());
            }
            if (queue.silent().isEmpty() && !queue.workers().isEmpty()) {
                to.add(
                        Channel.NUMBERS,
                        -12,
                        "all workers of " + queue.name() + " work",
                        queue.evidence());
            }
        }
        for (Finding finding : findings) {
            scene.shifts().stream()
                    .filter(shift -> shift.time().isAfter(finding.first()))
                    .filter(shift -> Words.names(shift.text(), name(finding.title())))
                    .findFirst()
                    .ifPresent(shift ->
                            to.add(
                                    Channel.TIME,
                                    -30,
                                    name(finding.title())
                                            + " was started at "
                                            + Wording.clock(shift.time())
                                            + " UTC, after it was last seen: it lives, and does not finish",
                                    shift.evidence()));
        }
        alive(scene, findings, to);
        var kind = Clues.said(scene, to, ENDED, 10, "that a worker or its loop ended");
        if (findings.isEmpty() && names.isEmpty()) {
            to.add(Channel.CHECKS, -8, "no worker is missing", scene.overview().evidence());
            return;
        }
        Demand demand = scene.demand();
        if (demand.steady()) {
            to.add(
                    Channel.TIME,
                    3,
                    demand.what()
                            + " comes as often as before ("
                            + Clues.figure(demand.ratio())
                            + " times): it is not more work",
                    null,
                    demand.evidence());
        }
        Instant since =
                findings.stream().map(Finding::first).min(Instant::compareTo).orElse(scene.onset());
        @Nullable Entry last = lastWords(scene);
        if (last != null) {
            to.add(
                    Channel.WORDS,
                    8,
                    "The last that "
                            + last.stream()
                            + " logged, at "
                            + Wording.clock(last.time())
                            + " UTC: \""
                            + Wording.head(last.message() + " " + last.thrown(), 160)
                            + "\"",
                    last.message(),
                    List.of(last.evidence()));
        }
        String who =
                names.isEmpty()
                        ? findings.stream()
                                .map(f -> name(f.title()))
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("a worker")
                        : String.join(", ", names);
        to.cause(
                        "worker "
                                + Wording.head(who, 120)
                                + (names.size() > 1 ? " stopped: they are" : " stopped: it is")
                                + " silent and takes no jobs"
                                + Clues.since(since)
                                + (last != null
                                        ? "; last words \""
                                                + Wording.head(
                                                        (last.message() + " " + last.thrown())
                                                                .strip(),
                                                        150)
                                                + "\""
                                        : kind.map(k -> "; " + Clues.quoted(k)).orElse("")))
                .since(since)
                .disprovedBy(
                        "the worker finishing jobs, or its process being alive and waiting for work that does not come")
                .remedy(
                        "mitigate",
                        "Restart worker "
                                + Wording.head(who, 80)
                                + " and see that it takes jobs again")
                .remedy(
                        "fix",
                        last != null && !last.thrown().isEmpty()
                                ? "Let the worker live through "
                                        + Wording.head(last.thrown(), 120)
                                        + ", or end its process so that it is started again"
                                : "Find why it ended: journalctl of its unit and its last entries before "
                                        + Wording.clock(since)
                                        + " UTC")
                .remedy(
                        "prevent",
                        "Let systemd restart it: Restart=always with a WatchdogSec that its loop answers");
    }

    /// One whose failures are logged lives.
    private static void alive(Scene scene, List<Finding> findings, Weighing to) {
        for (Finding finding : findings) {
            String name = name(finding.title());
            scene.groups().stream()
                    .filter(group -> group.value().equals(name) && group.failing() >= 2)
                    .findFirst()
                    .ifPresent(group ->
                            to.add(
                                    Channel.GROUPS,
                                    -30,
                                    group.words() + ": it lives, and fails",
                                    group.evidence()));
        }
    }

    private static List<Finding> silent(Scene scene) {
        return scene.findings("workers").stream()
                .filter(f -> f.title().contains("silent"))
                .toList();
    }

    private static String name(String title) {
        return title.replaceFirst("^worker (\\S+) of .*", "$1");
    }

    /// The last entry of a stream that fell silent and ended in an error.
    private static @Nullable Entry lastWords(Scene scene) {
        for (Finding finding : scene.findings("freshness")) {
            if (scene.overview().logNames().contains(finding.subject())) {
                for (Entry entry : scene.entries().last(finding.subject())) {
                    if (!entry.exception().isBlank()) {
                        return entry;
                    }
                }
            }
        }
        return null;
    }
}
