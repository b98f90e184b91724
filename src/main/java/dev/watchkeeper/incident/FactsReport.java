package dev.watchkeeper.incident;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The report when nobody investigated to an end: what the check computed, and that the cause is
/// not known. It cites nothing, for it claims nothing beyond the figures.
public final class FactsReport {

    private static final int MOST_MOMENTS = 40;

    private FactsReport() {}

    /// The report of some findings, at least one.
    ///
    /// @param reason why there is no diagnosis, as a sentence of our own
    public static IncidentReport of(List<Finding> findings, String reason) {
        List<Finding> ordered =
                findings.stream()
                        .sorted(
                                Comparator.comparing(Finding::severity)
                                        .thenComparing(Finding::first))
                        .toList();
        Finding gravest = ordered.getFirst();
        List<IncidentReport.Moment> timeline = new ArrayList<>();
        for (Finding finding : ordered) {
            timeline.add(
                    new IncidentReport.Moment(
                            finding.first(),
                            finding.last().isAfter(finding.first()) ? finding.last() : null,
                            fitting(
                                    finding.subject()
                                            + ": "
                                            + finding.title()
                                            + ". "
                                            + String.join(" ", finding.facts()),
                                    300),
                            List.of()));
        }
        return new IncidentReport(
                fitting(gravest.subject() + ": " + gravest.title(), 120),
                gravest.severity(),
                Verdict.ISSUE,
                fitting(
                        "No diagnosis: "
                                + reason
                                + (reason.endsWith(".") ? " " : ". ")
                                + "The facts are those of the check. "
                                + String.join(" ", gravest.facts()),
                        800),
                IncidentReport.CANNOT_TELL,
                Confidence.UNKNOWN,
                gravest.first(),
                List.of(),
                List.of(),
                List.of(),
                timeline.subList(0, Math.min(MOST_MOMENTS, timeline.size())),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                ordered.stream().map(Finding::id).distinct().limit(MOST_MOMENTS).toList(),
                null);
    }

    private static String fitting(String text, int most) {
        return Characters.cut(Characters.line(text), most).text();
    }
}
