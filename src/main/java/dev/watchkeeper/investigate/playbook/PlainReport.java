package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is left of a report of the rules that was refused: what was seen, without what follows from
/// it. A person who is woken gets the facts whatever the rules made of them.
public final class PlainReport {

    /// How its gap begins, which says that it is one.
    public static final String REFUSED = "The rules' own report was refused: ";

    private static final List<String> SEEN =
            List.of(
                    "title",
                    "severity",
                    "summary",
                    "onset",
                    "claims",
                    "evidence",
                    "timeline",
                    "findings");

    private PlainReport() {}

    /// @param why what was said against the whole one
    static Map<String, Object> of(Map<String, Object> report, String why) {
        var plain = new LinkedHashMap<String, Object>();
        report.forEach((key, value) -> {
            if (SEEN.contains(key)) {
                plain.put(key, value);
            }
        });
        // Data that is lost, or a service that is down, has to be shown.
        plain.computeIfPresent(
                "severity", (_, severity) -> severity.equals("SEV1") ? "SEV2" : severity);
        plain.put("verdict", "issue");
        plain.put("cause", "cannot tell");
        plain.put("confidence", "unknown");
        plain.put(
                "impact",
                List.of(
                        OrderedFields.of(
                                "text",
                                "cannot tell, because only what was seen is reported here",
                                "evidence",
                                List.of(),
                                "hypothesis",
                                true)));
        var gaps = new ArrayList<Object>();
        if (report.get("tooling_gaps") instanceof List<?> known) {
            gaps.addAll(known);
        }
        gaps.add(Wording.head(REFUSED + why, 280));
        plain.put("tooling_gaps", gaps);
        return plain;
    }
}
