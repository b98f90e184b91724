package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.model.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What is recorded is no longer up to date: a stream has nothing new while others go on.
final class StalePipeline implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile("(?i)\\bstale\\b|\\b(replication|consumer|ingest\\w*) lag|lagging|watermark|out of date|not (been )?(updated|refreshed)|behind by|is behind");

    @Override
    public String name() {
        return "stale pipeline";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(DataLoss.class, ErrorBurst.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        List<Finding> findings = scene.findings("freshness");
        for (Finding finding : findings) {
            to.add(Channel.CHECKS, 14, Wording.head(finding.title() + "; " + String.join("; ", finding.facts()), 300), scene.overview().evidence());
        }
        Optional<Kind> said = Clues.said(scene, to, WORDS, 12, "that something is not up to date");
        if (!to.anyFor()) {
            to.add(Channel.CHECKS, -12, "every stream has new entries", scene.overview().evidence());
            return;
        }
        String what = findings.isEmpty() ? said.map(Kind::stream).orElse("") : findings.getFirst().subject();
        Instant since = findings.stream().map(Finding::first).min(Instant::compareTo).orElse(scene.onset());
        to.cause(
                        "stale pipeline: "
                                + what
                                + " has nothing new"
                                + Clues.since(since)
                                + " while others go on"
                                + said.map(kind -> "; " + Clues.quoted(kind)).orElse(""))
                .since(since)
                .disprovedBy("its source having had nothing to record in that time")
                .remedy("mitigate", "See whether the process that writes " + what + " runs, and restart it if not")
                .remedy("detect", "Alarm on the age of the newest entry of " + what);
    }
}
