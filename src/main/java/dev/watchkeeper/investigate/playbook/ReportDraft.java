package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parts of a report that are backed by answers, as they gather: claims, quotes, moments and
/// what was ruled out, each within the lengths that `write_incident` takes.
final class ReportDraft {

    private final List<Map<String, Object>> claims = new ArrayList<>();
    private final List<Map<String, Object>> impact = new ArrayList<>();
    private final List<Map<String, Object>> evidence = new ArrayList<>();
    private final List<Map<String, Object>> timeline = new ArrayList<>();
    private final List<Map<String, Object>> ruledOut = new ArrayList<>();

    void claim(String text, String shownBy) {
        claim(text, List.of(shownBy));
    }

    void claim(String text, List<String> shownBy) {
        claims.add(OrderedFields.of("text", Wording.head(text, 590), "evidence", shownBy));
    }

    /// Who or what is hurt, in figures; without an answer only that it cannot be told, and why.
    void impact(String text, List<String> shownBy) {
        impact.add(OrderedFields.of("text", Wording.head(text, 590), "evidence", shownBy));
    }

    /// Quotes an answer: the first line of a text as it was shown, and what it supports.
    void cite(String id, String quote, String supports) {
        // only the first line: a quote must stand in one value of the answer, and short ones are
        // read
        String line = quote.lines().findFirst().orElse("").strip();
        int cut = line.indexOf(" …[");
        String exact = cut > 0 ? line.substring(0, cut) : line;
        var citation = new LinkedHashMap<String, Object>();
        citation.put("evidence_id", id);
        if (exact.length() >= 8) {
            citation.put("quote", exact.length() <= 300 ? exact : exact.substring(0, 300));
        }
        citation.put("supports", supports);
        evidence.add(citation);
    }

    void moment(Instant time, String what, String shownBy) {
        timeline.add(
                OrderedFields.of(
                        "time", time.toString(),
                        "what", Wording.head(what, 290),
                        "evidence", List.of(shownBy)));
    }

    void ruledOut(String hypothesis, String why, List<String> shownBy) {
        ruledOut.add(
                OrderedFields.of(
                        "hypothesis", Wording.head(hypothesis, 290),
                        "why", Wording.head(why, 390),
                        "evidence", shownBy));
    }

    List<Map<String, Object>> claims() {
        return claims;
    }

    List<Map<String, Object>> evidence() {
        return evidence;
    }

    List<Map<String, Object>> impact() {
        return impact;
    }

    /// The moments in order of time.
    List<Map<String, Object>> timeline() {
        return timeline.stream()
                .sorted(Comparator.comparing(moment -> String.valueOf(moment.get("time"))))
                .toList();
    }

    List<Map<String, Object>> ruledOut() {
        return ruledOut;
    }
}
