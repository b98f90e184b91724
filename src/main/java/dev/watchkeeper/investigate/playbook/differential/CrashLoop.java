package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Flow;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A process ends and is started again, over and over.
final class CrashLoop implements Hypothesis {

    private static final Pattern STARTS =
            Pattern.compile(
                    "(?i)\\b((re)?started|(re)?starting( up)?|booted|booting|startup|listening on|spawned)\\b");
    private static final Pattern START_TYPE =
            Pattern.compile("(?i).*(start(ed|up)?|boot|spawn|restart(ed)?)$");
    private static final Pattern ENDS =
            Pattern.compile(
                    "(?i)crash(ed|ing)?|restart(ed|ing)? (too|again|after)|exited with|segmentation fault|core dumped|start request repeated|back-?off restarting|terminated unexpectedly|died");
    private static final int OFTEN = 3;
    private static final double RARE = 1;

    @Override
    public String name() {
        return "crash loop";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                LostWorker.class,
                ErrorBurst.class,
                DataLoss.class,
                StalePipeline.class,
                SlowProcessing.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> starts =
                scene.kinds().stream()
                        .filter(kind -> STARTS.matcher(kind.template()).find())
                        .filter(kind -> kind.count() >= OFTEN && kind.expected() <= RARE)
                        .filter(kind -> kind.last().isAfter(scene.onset()))
                        .max((a, b) -> Long.compare(a.count(), b.count()));
        starts.ifPresent(kind ->
                to.add(
                        Channel.NUMBERS,
                        kind.count() >= 5 ? 14 : 6,
                        kind.count()
                                + " starts between "
                                + Wording.clock(kind.first())
                                + " and "
                                + Wording.clock(kind.last())
                                + " UTC, "
                                + Clues.figure(kind.expected())
                                + " would be usual: \""
                                + Wording.head(kind.message(), 120)
                                + "\"",
                        kind.message(),
                        List.of(kind.evidence())));
        Optional<Flow> counted =
                scene.flows().stream()
                        .filter(flow -> START_TYPE.matcher(flow.type()).matches())
                        .filter(flow -> flow.since() >= OFTEN)
                        .filter(flow ->
                                flow.since()
                                        >= 4
                                                * Math.max(
                                                        0.5,
                                                        Math.max(flow.before(), flow.dayBefore())))
                        .findFirst();
        counted.ifPresent(flow ->
                to.add(
                        Channel.NUMBERS,
                        flow.since() >= 5 ? 14 : 6,
                        Clues.figure(flow.since())
                                + " times "
                                + flow.type()
                                + " since the onset, "
                                + Clues.figure(flow.before())
                                + " in as long a time before",
                        null,
                        flow.evidence()));
        Optional<Kind> said = Clues.said(scene, to, ENDS, 12, "that a process ended");
        scene.findings("restarts").stream()
                .findFirst()
                .ifPresent(finding ->
                        to.add(
                                Channel.CHECKS,
                                12,
                                Wording.head(finding.title(), 200),
                                scene.overview().evidence()));
        if (starts.isEmpty() && counted.isEmpty()) {
            to.add(
                    Channel.NUMBERS,
                    -12,
                    "no process was started more often than usual",
                    scene.overview().evidence());
            return;
        }
        Kind leading = scene.leading();
        String who = who(scene, starts, counted);
        to.cause(
                        "crash loop: "
                                + (who.isEmpty() ? "a process" : who)
                                + " crashes and is restarted again and again"
                                + (leading != null && leading.grave()
                                        ? ", with " + Clues.quoted(leading)
                                        : said.map(kind -> ", with " + Clues.quoted(kind))
                                                .orElse(""))
                                + Clues.since(scene.onset()))
                .since(scene.onset())
                .disprovedBy("the process keeping its process id while the symptoms go on")
                .remedy(
                        "mitigate",
                        "Stop the unit of "
                                + (who.isEmpty() ? "the process that restarts" : who)
                                + " until its error is mended, so that it takes no more work that it cannot finish")
                .remedy(
                        "fix",
                        leading != null && leading.grave()
                                ? "Mend what it ends with: " + Wording.head(leading.message(), 150)
                                : "Read what it logs last before it ends: journalctl -u UNIT -n 50");
    }

    private static String who(Scene scene, Optional<Kind> starts, Optional<Flow> counted) {
        if (starts.isPresent()) {
            return Wording.head(
                    starts.get()
                            .message()
                            .replaceFirst(
                                    "(?i)[,:]? *\\b(re)?(started|starting|booted|booting|listening|startup).*",
                                    ""),
                    60);
        }
        return counted.map(flow -> scene.dominant(flow.type()))
                .map(share -> share.value())
                .orElse("");
    }
}
