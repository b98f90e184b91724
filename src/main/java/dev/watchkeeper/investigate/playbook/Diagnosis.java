package dev.watchkeeper.investigate.playbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// From what was seen to a report in the form of `write_incident`.
final class Diagnosis {

    /// As many as an incident takes: a service that fails in hundreds of ways at once, or a
    /// stranger who makes it look so, still gets one.
    private static final int MOST_FINDINGS = 40;

    private final Observations seen;
    private final List<String> failures;

    Diagnosis(Observations seen, List<String> failures) {
        this.seen = seen;
        this.failures = failures;
    }

    Map<String, Object> report(List<String> findings) {
        var cause = new LikelyCause(seen);
        var draft = new ReportDraft();
        new Account(seen, draft).tell(cause.change());
        var headline = new Headline(seen, cause);
        var next = new NextSteps(seen, cause);
        var report = new LinkedHashMap<String, Object>();
        report.put("title", headline.title());
        report.put("severity", seen.finding().severity().name());
        report.put("verdict", "issue");
        report.put("summary", headline.summary());
        report.put("cause", cause.text());
        report.put("confidence", cause.confidence());
        report.put("onset", seen.onset().toString());
        report.put("claims", draft.claims());
        report.put("evidence", draft.evidence());
        report.put("impact", draft.impact());
        report.put("timeline", draft.timeline());
        if (cause.change().isPresent()) {
            report.put(
                    "disproved_by",
                    "the same symptoms going on after that change is undone, or having begun before it");
        }
        report.put("ruled_out", draft.ruledOut());
        report.put("actions", next.actions());
        report.put("tooling_gaps", gaps(next, findings.size()));
        report.put(
                "findings",
                Stream.concat(Stream.of(seen.finding().id()), findings.stream())
                        .distinct()
                        .limit(MOST_FINDINGS)
                        .toList());
        return report;
    }

    private List<String> gaps(NextSteps next, int findings) {
        var gaps = new ArrayList<String>();
        if (findings > MOST_FINDINGS) {
            gaps.add(
                    (findings - MOST_FINDINGS)
                            + " further findings of the same time are not named here; `watchkeeper check --json` lists them.");
        }
        gaps.addAll(next.gaps(failures));
        return gaps;
    }
}
