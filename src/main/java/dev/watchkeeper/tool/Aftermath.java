package dev.watchkeeper.tool;

import dev.watchkeeper.incident.IncidentReport;
import dev.watchkeeper.state.ActionStore;
import dev.watchkeeper.state.GapStore;
import dev.watchkeeper.state.Proposal.Kind;
import dev.watchkeeper.state.ProposalStore;
import dev.watchkeeper.state.StateDatabase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stays of a report besides its file: proposals that a person may accept, gaps that a person
/// may close, and actions that a person may call done. Keeping the same twice keeps it once, so
/// that a repeated call repairs one that was cut off.
///
/// @param proposals where proposals are kept
/// @param gaps where gaps are kept
/// @param actions where what somebody is to do is kept
record Aftermath(ProposalStore proposals, GapStore gaps, ActionStore actions) {

    static Aftermath in(StateDatabase state) {
        return new Aftermath(new ProposalStore(state), new GapStore(state), new ActionStore(state));
    }

    void keep(String incident, IncidentReport report, Instant now) {
        proposals.propose(
                Kind.CHECK,
                incident,
                report.proposedChecks().stream().map(Aftermath::body).toList(),
                now);
        proposals.propose(
                Kind.IGNORE,
                incident,
                report.proposedIgnores().stream().map(Aftermath::body).toList(),
                now);
        gaps.keep(incident, report.toolingGaps(), now);
        actions.keep(
                incident,
                report.actions().stream()
                        .map(a -> new ActionStore.Wanted(a.what(), a.kind().word(), a.owner()))
                        .toList(),
                now);
    }

    private static Map<String, Object> body(IncidentReport.ProposedCheck check) {
        var body = new LinkedHashMap<String, Object>();
        body.put("condition", check.condition());
        body.put("why", check.why());
        put(body, "metric", check.metric());
        put(body, "concerning", check.concerning());
        put(body, "stream", check.stream());
        put(body, "event", check.event());
        put(body, "of", check.of());
        return body;
    }

    private static Map<String, Object> body(IncidentReport.ProposedIgnore ignore) {
        var body = new LinkedHashMap<String, Object>();
        body.put("pattern", ignore.pattern());
        body.put("reason", ignore.reason());
        return body;
    }

    private static void put(Map<String, Object> body, String key, @Nullable Object value) {
        if (value != null
                && !(value instanceof List<?> list && list.isEmpty())
                && !value.toString().isBlank()) {
            body.put(key, value);
        }
    }
}
