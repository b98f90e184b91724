package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Assessed;
import dev.watchkeeper.investigate.playbook.scene.Figure;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Series;
import dev.watchkeeper.model.Finding;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Memory runs out: something takes more and more of it, until the kernel ends it.
final class MemoryPressure implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)out of memory|\\bOOM\\b|oom.?kill|MemoryError|cannot allocate|ENOMEM|heap space|bad_alloc|memory (limit|pressure|leak)|"
                            + "signal 9\\b|SIGKILL|exit(ed)?( with)?( code)? 137|killed process|memory usage");
    private static final Pattern METRIC = Pattern.compile("(?i).*(memory|\\brss|_rss|heap|swap).*");

    @Override
    public String name() {
        return "memory runs out";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                CrashLoop.class,
                LostWorker.class,
                SlowProcessing.class,
                ErrorBurst.class,
                DeadLoop.class,
                StalePipeline.class,
                DataLoss.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said = Clues.said(scene, to, WORDS, 18, "that memory ran out");
        Optional<Finding> finding =
                scene.findings().stream()
                        .filter(f -> METRIC.matcher(f.subject()).matches())
                        .findFirst();
        finding.ifPresent(f ->
                to.add(
                        Channel.CHECKS,
                        12,
                        Wording.head(f.title() + ": " + String.join("; ", f.facts()), 300),
                        scene.overview().evidence()));
        Optional<Figure> odd =
                scene.overview().numbers().stream()
                        .filter(n -> METRIC.matcher(n.name()).matches() && n.odd() && n.above())
                        .findFirst();
        @Nullable Assessed metric = odd.map(n -> scene.measured().assessed(n.name())).orElse(null);
        if (metric != null && metric.odd()) {
            to.add(
                    Channel.NUMBERS,
                    10,
                    metric.metric() + " is " + metric.verdict() + ": " + metric.why(),
                    metric.evidence());
        }
        if (said.isEmpty() && finding.isEmpty() && odd.isEmpty()) {
            to.add(
                    Channel.NUMBERS,
                    -10,
                    "neither entries nor numbers show that memory is short",
                    scene.overview().evidence());
            return;
        }
        String what = odd.map(Figure::name).or(() -> finding.map(Finding::subject)).orElse("");
        Series series = what.isEmpty() ? null : scene.measured().series(what);
        Instant rose = series == null ? null : series.rose();
        Instant began =
                rose == null
                        ? said.map(Kind::first)
                                .or(() -> finding.map(Finding::first))
                                .orElse(scene.onset())
                        : rose;
        to.cause(
                        "memory runs out"
                                + (what.isEmpty() ? "" : " (" + what + ")")
                                + said.map(kind -> ": " + Clues.quoted(kind))
                                        .orElse(", as with a memory leak")
                                + Clues.since(began))
                .since(began)
                .disprovedBy(
                        "the resident memory of every process staying level while the symptoms go on")
                .remedy(
                        "mitigate",
                        "Restart the process that holds most memory (ps -eo rss,pid,comm --sort=-rss | head), which frees it until it has grown again")
                .remedy(
                        "fix",
                        "Trace what keeps memory in that process: compare what it holds after start and an hour later")
                .remedy(
                        "prevent",
                        "Give the unit a memory limit (MemoryMax) so that it is restarted before the host suffers");
    }
}
