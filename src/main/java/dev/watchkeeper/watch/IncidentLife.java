package dev.watchkeeper.watch;

import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.incident.IncidentTurns;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.trigger.Flapping;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Lets incidents follow what is measured: resolved when all of their findings are gone, and have
/// stayed away; open again when one is back. What a log says of a recovery has no part in it.
final class IncidentLife {

    private static final Duration REOPENED_WITHIN = Duration.ofDays(30);

    private final Workplace workplace;
    private final Talk talk;
    private final IncidentTurns turns;

    IncidentLife(Workplace workplace, Talk talk) {
        this.workplace = workplace;
        this.talk = talk;
        this.turns = new IncidentTurns(workplace.incidentFolder());
    }

    /// Brings all incidents up to date. A folder that cannot be written to keeps nobody from being
    /// told; the next round tries again.
    void update() {
        try {
            update(workplace.incidents().list());
        } catch (SourceUnavailable e) {
            talk.say("note: the incidents could not be brought up to date: " + e.text());
        }
    }

    private void update(List<IncidentSummary> incidents) {
        Map<String, FindingStore.Stored> all = workplace.findings().byId();
        var seen = new HashSet<String>();
        for (IncidentSummary incident : incidents) {
            List<FindingStore.Stored> about =
                    incident.findings().stream().map(all::get).filter(Objects::nonNull).toList();
            if (!about.isEmpty()) {
                if (incident.status().unresolved()) {
                    recovered(incident, about);
                } else {
                    regressed(incident, about, seen);
                }
            }
            seen.addAll(incident.findings());
        }
    }

    private void recovered(IncidentSummary incident, List<FindingStore.Stored> about) {
        Instant now = workplace.clock().instant();
        Duration repeat = workplace.configuration().patrol().repeat();
        boolean gone =
                about.size() == incident.findings().size()
                        && about.stream()
                                .allMatch(one ->
                                        one.finding().state() == FindingState.RESOLVED
                                                && !one.finding()
                                                        .last()
                                                        .plus(Flapping.away(one.episode(), repeat))
                                                        .isAfter(now));
        if (!gone) {
            return;
        }
        Instant last =
                about.stream()
                        .map(one -> one.finding().last())
                        .max(Comparator.naturalOrder())
                        .orElse(now);
        var facts = new ArrayList<String>();
        for (FindingStore.Stored one : about) {
            facts.add(one.finding().subject() + ": " + String.join("; ", one.finding().facts()));
        }
        if (turns.recovered(incident.id(), last, facts)) {
            talk.say("Recovered, not fixed: " + incident.id());
        }
    }

    /// The newest incident of a finding that is back is open again.
    ///
    /// @param newer findings of newer incidents
    private void regressed(
            IncidentSummary incident, List<FindingStore.Stored> about, Set<String> newer) {
        Instant now = workplace.clock().instant();
        Instant detected = incident.detected();
        if (detected == null || detected.isBefore(now.minus(REOPENED_WITHIN))) {
            return;
        }
        about.stream()
                .filter(one -> one.finding().state() == FindingState.REGRESSED)
                .filter(one -> one.found().isAfter(detected))
                .filter(one -> !newer.contains(one.finding().id()))
                .min(Comparator.comparing(FindingStore.Stored::found))
                .ifPresent(one -> {
                    boolean written =
                            turns.regressed(
                                    incident.id(),
                                    one.found(),
                                    List.of(
                                            one.finding().subject()
                                                    + ": "
                                                    + String.join("; ", one.finding().facts())));
                    if (written) {
                        talk.say("Regressed: " + incident.id() + " is open again");
                    }
                });
    }
}
