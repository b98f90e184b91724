package dev.watchkeeper.investigate.playbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// From what was seen to a report in the form of `write_incident`.
final class Diagnosis {

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
        report.put("timeline", draft.timeline());
        if (cause.change().isPresent()) {
            report.put(
                    "disproved_by",
                    "the same symptoms going on after that change is undone, or having begun before it");
        }
        report.put("ruled_out", draft.ruledOut());
        report.put("actions", next.actions());
        report.put("tooling_gaps", next.gaps(failures));
        report.put("findings", findings);
        return report;
    }
}
