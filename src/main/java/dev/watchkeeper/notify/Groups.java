package dev.watchkeeper.notify;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Many findings in few lines: those of one place and one kind of check are one line, with how many
/// there are of each severity. Nothing is left out of the counts.
final class Groups {

    private static final int MOST = 5;

    private Groups() {}

    /// What findings are grouped by.
    private record Place(String subject, String check) {}

    /// The lines.
    ///
    /// @param findings the gravest first
    static List<String> lines(List<Finding> findings) {
        var places = new LinkedHashMap<Place, List<Finding>>();
        for (Finding finding : findings) {
            places.computeIfAbsent(
                            new Place(finding.subject(), finding.check()), _ -> new ArrayList<>())
                    .add(finding);
        }
        var lines = new ArrayList<String>();
        int shown = 0;
        for (Map.Entry<Place, List<Finding>> place : places.entrySet()) {
            if (lines.size() == MOST) {
                break;
            }
            List<Finding> here = place.getValue();
            lines.add(
                    String.format(
                            "%s (%s): %,d, %s; first: %s",
                            place.getKey().subject(),
                            place.getKey().check(),
                            here.size(),
                            severities(here),
                            here.getFirst().title()));
            shown += here.size();
        }
        if (shown < findings.size()) {
            lines.add(
                    String.format(
                            "And %,d more in %,d other places: watchkeeper check --json shows all.",
                            findings.size() - shown, places.size() - MOST));
        } else {
            lines.add("watchkeeper check --json shows all of them.");
        }
        return lines;
    }

    /// `SEV2 12, SEV3 4,188`.
    private static String severities(List<Finding> findings) {
        var counts = new TreeMap<Severity, Integer>();
        findings.forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        var words = new ArrayList<String>();
        counts.forEach((severity, count) -> words.add(String.format("%s %,d", severity, count)));
        return String.join(", ", words);
    }
}
