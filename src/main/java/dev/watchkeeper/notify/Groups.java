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

    /// More than this besides the gravest are told in groups.
    private static final int MANY = 8;

    private Groups() {}

    /// What findings are grouped by.
    private record Place(String subject, String check) {}

    /// What else there is besides the gravest: by name where it is little, in groups where it is
    /// much.
    static List<String> others(List<Finding> findings) {
        List<Finding> rest = findings.subList(1, findings.size());
        if (rest.size() > MANY) {
            return lines(findings);
        }
        var lines = new ArrayList<String>();
        List<Finding> grave =
                rest.stream().filter(f -> f.severity().atLeast(Severity.SEV3)).toList();
        grave.stream()
                .limit(MOST)
                .forEach(f ->
                        lines.add(
                                "Also "
                                        + f.severity()
                                        + " "
                                        + Messages.word(f)
                                        + ": "
                                        + f.title()));
        int more = rest.size() - Math.min(grave.size(), MOST);
        if (more > 0) {
            lines.add("And " + more + " more, less grave: watchkeeper check shows them.");
        }
        return lines;
    }

    /// The lines.
    ///
    /// @param findings the gravest first
    private static List<String> lines(List<Finding> findings) {
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
