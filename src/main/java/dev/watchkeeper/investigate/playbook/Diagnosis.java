package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Considered;
import dev.watchkeeper.investigate.playbook.differential.Detection;
import dev.watchkeeper.investigate.playbook.differential.Differential;
import dev.watchkeeper.investigate.playbook.differential.Evidence;
import dev.watchkeeper.investigate.playbook.differential.Remedy;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Mended;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// From a differential to a report in the form of `write_incident`.
final class Diagnosis {

    /// As many as an incident takes: a service that fails in hundreds of ways at once, or a
    /// stranger who makes it look so, still gets one.
    private static final int MOST_FINDINGS = 40;

    private static final int MOST_RULED_OUT = 9;

    private final Scene scene;
    private final Differential differential;
    private final Outlook outlook;
    private final ReportDraft draft = new ReportDraft();

    Diagnosis(Scene scene, Differential differential) {
        this.scene = scene;
        this.differential = differential;
        this.outlook = Outlook.of(scene, differential);
    }

    Map<String, Object> report() {
        new Account(scene, draft).tell(differential);
        ruledOut();
        var headline = new Headline(scene, differential, outlook);
        var report = new LinkedHashMap<String, Object>();
        report.put("title", headline.title());
        report.put("severity", outlook.severity().name());
        report.put("verdict", outlook.verdict());
        report.put("summary", headline.summary());
        report.put("cause", differential.sentence());
        report.put("confidence", differential.confidence());
        report.put("onset", scene.onset().toString());
        report.put("claims", draft.claims());
        report.put("evidence", draft.evidence());
        report.put("impact", draft.impact());
        report.put("timeline", draft.timeline());
        Considered cause = differential.cause();
        if (cause != null && cause.disprovedBy() != null) {
            report.put("disproved_by", Wording.head(cause.disprovedBy(), 590));
        }
        report.put("recovery", recovery());
        report.put("fix", fix());
        report.put("ruled_out", draft.ruledOut());
        report.put("actions", actions());
        report.put("proposed_checks", Detection.of(scene, differential));
        report.put("tooling_gaps", gaps());
        report.put("findings", findings());
        return report;
    }

    /// What was considered and does not hold, those first for which something speaks.
    private void ruledOut() {
        differential.ranked().stream()
                .filter(each -> !each.holds() && !each.speakingAgainst().isEmpty())
                .sorted(Comparator.comparing(each -> each.speakingFor().isEmpty()))
                .limit(MOST_RULED_OUT)
                .forEach(each -> {
                    Evidence against = each.speakingAgainst().getFirst();
                    String also =
                            each.speakingFor().isEmpty()
                                    ? ""
                                    : "; for it speaks only that "
                                            + each.speakingFor().getFirst().text();
                    draft.ruledOut(each.hypothesis().name(), against.text() + also, shown(each));
                });
    }

    private static List<String> shown(Considered each) {
        return Stream.concat(
                        each.speakingAgainst().stream().limit(1),
                        each.speakingFor().stream().limit(1))
                .flatMap(evidence -> evidence.shownBy().stream())
                .distinct()
                .toList();
    }

    /// What the fix check says; where it cannot tell, what still comes is not fixed, and what ended
    /// with nothing known to mend it has only recovered.
    private String fix() {
        Mended mended = scene.mended();
        return mended.known()
                ? mended.state()
                : scene.course().ongoing() ? "not_fixed" : "recovered_not_fixed";
    }

    private String recovery() {
        Mended mended = scene.mended();
        String checked = mended.known() ? " " + mended.commit() + " " + mended.because() : "";
        if (scene.course().ongoing()) {
            return Wording.head(
                    "Not over: "
                            + Wording.head(String.join("; ", scene.course().what()), 300)
                            + "."
                            + checked,
                    590);
        }
        return Wording.head(
                "It is over: the last of it came "
                        + (scene.course().ended() == null
                                ? "before now"
                                : "at " + Wording.clock(scene.course().ended()) + " UTC")
                        + (mended.known()
                                ? "." + checked
                                : ", and no change that would have mended it is known. It may come back: recovered, not fixed."),
                590);
    }

    private List<Map<String, Object>> actions() {
        var remedies = new ArrayList<Remedy>();
        Considered cause = differential.cause();
        Considered mechanism = differential.mechanism();
        if (cause != null) {
            remedies.addAll(cause.remedies());
        }
        if (mechanism != null && !mechanism.equals(cause)) {
            mechanism.remedies().stream()
                    .filter(r -> !r.kind().equals("mitigate"))
                    .forEach(remedies::add);
        }
        if (remedies.isEmpty()) {
            differential.ranked().stream()
                    .filter(Considered::holds)
                    .limit(2)
                    .flatMap(each -> each.remedies().stream().limit(1))
                    .forEach(remedies::add);
        }
        Kind leading = scene.leading();
        if (remedies.isEmpty()) {
            remedies.add(
                    leading == null
                            ? new Remedy(
                                    "See with assess_metric and query_metric what moves together with "
                                            + scene.main().subject()
                                            + " since "
                                            + Wording.clock(scene.onset())
                                            + " UTC",
                                    "fix")
                            : new Remedy(
                                    "Follow the entry "
                                            + leading.ref()
                                            + " of "
                                            + leading.stream()
                                            + " with get_log_context, and read the code that logs it",
                                    "fix"));
        }
        boolean nominal = outlook.verdict().equals("nominal");
        return remedies.stream()
                .filter(remedy -> !nominal || !remedy.kind().equals("mitigate"))
                .distinct()
                .limit(6)
                .map(Remedy::asAction)
                .toList();
    }

    private List<String> gaps() {
        var gaps = new ArrayList<String>();
        if (scene.findings().size() > MOST_FINDINGS) {
            gaps.add(
                    (scene.findings().size() - MOST_FINDINGS)
                            + " further findings of the same time are not named here; `watchkeeper check --json` lists them.");
        }
        scene.failures().stream()
                .distinct()
                .limit(5)
                .map(failure -> Wording.head("Not answered: " + failure, 280))
                .forEach(gaps::add);
        return gaps;
    }

    private List<String> findings() {
        return Stream.concat(
                        Stream.of(scene.main().id()),
                        scene.findings().stream().map(finding -> finding.id()))
                .distinct()
                .limit(MOST_FINDINGS)
                .toList();
    }
}
