package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Assessed;
import dev.watchkeeper.investigate.playbook.scene.Figure;
import dev.watchkeeper.investigate.playbook.scene.HostSeen;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.model.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file system is full, or soon will be.
final class DiskFull implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)no space left|ENOSPC|errno 28|disk (is )?(almost |nearly )?full|disk .{0,20}(full|% )|out of disk|disk quota|"
                            + "database or disk is full|low disk|disk space|file ?system .{0,20}full|volume .{0,20}full");
    private static final Pattern METRIC =
            Pattern.compile("(?i).*(disk|filesystem|storage|inode|volume|space).*");

    @Override
    public String name() {
        return "disk full or filling";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                ErrorBurst.class,
                CrashLoop.class,
                DatabaseLocked.class,
                DeadLoop.class,
                LostWorker.class,
                DataLoss.class,
                StalePipeline.class,
                RetryStorm.class,
                PoisonMessage.class,
                SlowProcessing.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said = Clues.said(scene, to, WORDS, 18, "that a disk has no space left");
        Optional<Finding> finding =
                scene.findings("disk").stream()
                        .findFirst()
                        .or(() ->
                                scene.findings().stream()
                                        .filter(f -> METRIC.matcher(f.subject()).matches())
                                        .findFirst());
        finding.ifPresent(f ->
                to.add(
                        Channel.CHECKS,
                        14,
                        Wording.head(f.title() + ": " + String.join("; ", f.facts()), 300),
                        scene.overview().evidence()));
        HostSeen host = said.isPresent() || finding.isPresent() ? scene.measured().host() : null;
        @Nullable Assessed metric = disk(scene);
        if (metric != null && metric.odd()) {
            to.add(
                    Channel.NUMBERS,
                    10,
                    metric.metric() + " is " + metric.verdict() + ": " + metric.why(),
                    metric.evidence());
        } else if (metric != null) {
            to.add(
                    Channel.NUMBERS,
                    -8,
                    metric.metric() + " is " + metric.verdict() + ": " + metric.why(),
                    metric.evidence());
        }
        if (said.isEmpty() && finding.isEmpty() && (metric == null || !metric.odd())) {
            to.add(
                    Channel.NUMBERS,
                    -10,
                    "neither entries nor checks show a disk that fills",
                    scene.overview().evidence());
            return;
        }
        String what = metric == null ? finding.map(Finding::subject).orElse("") : metric.metric();
        boolean inodes = what.contains("inode");
        String folder =
                host == null || host.growing().isEmpty() ? "" : host.growing().getFirst().folder();
        Instant began =
                metric != null && metric.changed() != null ? metric.changed() : scene.onset();
        to.cause(
                        (inodes ? "inodes of disk " : "disk ")
                                + what.replaceFirst(".*percent\\.", "")
                                + (inodes
                                        ? " used up: there is space, and no room for one more file"
                                        : " full or filling")
                                + (folder.isEmpty() ? "" : ", filled by " + folder)
                                + said.map(kind -> ": " + Clues.quoted(kind)).orElse("")
                                + Clues.since(began))
                .since(began)
                .disprovedBy("the same errors with space left on every file system (df -h, df -i)")
                .remedy(
                        "mitigate",
                        inodes
                                ? "Delete or pack the many small files: find where they are with du --inodes -xh / --max-depth=3 | sort -h"
                                : folder.isEmpty()
                                        ? "Free space: find what grew with du -xh / --max-depth=3 | sort -h, and delete or move what may go"
                                        : "Free space below "
                                                + Wording.head(folder, 120)
                                                + ", the folder that grows fastest")
                .remedy("prevent", "Rotate or clean up what grows, with an upper bound on its size")
                .remedy("detect", "Warn when the forecast of a file system says full within a day");
        if (host != null && !folder.isEmpty()) {
            to.add(
                    Channel.NUMBERS,
                    6,
                    folder
                            + " grows by "
                            + Clues.figure(host.growing().getFirst().gigabytesPerDay())
                            + " GB a day",
                    host.evidence());
        }
    }

    private static @Nullable Assessed disk(Scene scene) {
        return scene.overview().numbers().stream()
                .filter(n ->
                        n.name().contains("disk_used")
                                || n.name().contains("inodes_used")
                                || (METRIC.matcher(n.name()).matches() && n.odd()))
                .max(
                        Comparator.comparing((Figure n) -> n.name().contains("used_percent"))
                                .thenComparingDouble(Figure::now))
                .map(n -> scene.measured().assessed(n.name()))
                .orElse(null);
    }
}
