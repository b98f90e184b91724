package dev.watchkeeper.tool;

import dev.watchkeeper.incident.IncidentReport;
import dev.watchkeeper.incident.Known;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.state.FindingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What our own records say of the findings that a report explains: when each was first and last
/// seen, when it was noticed, when a person was told.
final class OwnRecord {

    private static final int MOST_FINDINGS = 3;

    private final FindingStore findings;

    OwnRecord(FindingStore findings) {
        this.findings = findings;
    }

    Known of(IncidentReport report, Instant now) {
        Map<String, FindingStore.Stored> all = findings.byId();
        List<FindingStore.Stored> about =
                report.findings().stream()
                        .map(all::get)
                        .filter(Objects::nonNull)
                        .filter(stored -> !stored.checked().isAfter(now))
                        .sorted(
                                Comparator.comparing((FindingStore.Stored stored) ->
                                                stored.finding().severity())
                                        .thenComparing(stored -> stored.finding().first()))
                        .toList();
        Instant detected =
                about.stream().map(OwnRecord::detected).max(Comparator.naturalOrder()).orElse(now);
        var moments = new ArrayList<Known.Moment>();
        if (report.onset() != null
                && report.timeline().stream().noneMatch(m -> m.time().equals(report.onset()))) {
            moments.add(new Known.Moment(report.onset(), "onset, as the report has it", "report"));
        }
        about.stream().limit(MOST_FINDINGS).forEach(stored -> add(stored, now, moments));
        return new Known(now, detected, moments, List.of());
    }

    /// What goes on or escalates was found long before what it is now.
    private static Instant detected(FindingStore.Stored stored) {
        return switch (stored.finding().state()) {
            case NEW, REGRESSED, RESOLVED -> stored.found();
            case ONGOING, ESCALATING -> stored.checked();
        };
    }

    private static void add(FindingStore.Stored stored, Instant now, List<Known.Moment> moments) {
        Finding finding = stored.finding();
        String from = "check " + finding.check();
        moments.add(new Known.Moment(finding.first(), "first seen: " + finding.id(), from));
        moments.add(new Known.Moment(detected(stored), "detected: " + finding.id(), from));
        Instant told = stored.notifiedAt();
        if (told != null && !told.isAfter(now)) {
            moments.add(new Known.Moment(told, "a person was told of " + finding.id(), "outbox"));
        }
        if (finding.state() == FindingState.RESOLVED) {
            moments.add(new Known.Moment(finding.last(), "last seen: " + finding.id(), from));
        }
    }
}
