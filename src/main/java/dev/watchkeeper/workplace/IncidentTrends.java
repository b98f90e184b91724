package dev.watchkeeper.workplace;

import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.incident.IncidentTurns;
import dev.watchkeeper.incident.Trends;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.notify.Notification;
import dev.watchkeeper.notify.OutboxTable;
import dev.watchkeeper.state.ActionStore;
import dev.watchkeeper.state.InvestigationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gathers what is known of the incidents of four weeks: as long as the outbox keeps what people
/// were sent.
public final class IncidentTrends {

    private static final Duration LENGTH = Duration.ofDays(28);

    private IncidentTrends() {}

    public static Trends until(Instant end, Workplace workplace) {
        // what was detected at this very moment counts
        var range = new TimeRange(end.minus(LENGTH), end.plusMillis(1));
        List<IncidentSummary> incidents = workplace.incidents().list();
        return Trends.of(
                range,
                workplace.configuration().timezone(),
                incidents,
                new Trends.Known(
                        diagnosed(workplace, range),
                        recovered(workplace, range, incidents),
                        messages(workplace, range),
                        actions(workplace)));
    }

    private static Map<String, Instant> diagnosed(Workplace workplace, TimeRange range) {
        var diagnosed = new HashMap<String, Instant>();
        for (var one : workplace.investigations().since(range.from())) {
            Instant ended = one.ended();
            if (one.incident() != null
                    && ended != null
                    && one.state() == InvestigationStore.State.DONE) {
                diagnosed.putIfAbsent(one.incident(), ended);
            }
        }
        return diagnosed;
    }

    private static Map<String, Instant> recovered(
            Workplace workplace, TimeRange range, List<IncidentSummary> incidents) {
        var turns = new IncidentTurns(workplace.incidentFolder());
        var recovered = new HashMap<String, Instant>();
        for (IncidentSummary incident : incidents) {
            Instant detected = incident.detected();
            if (detected != null && range.contains(detected) && !incident.status().unresolved()) {
                turns.recovered(incident.id()).ifPresent(at -> recovered.put(incident.id(), at));
            }
        }
        return recovered;
    }

    /// A review is written by day, and is what people ask for.
    private static List<Trends.Message> messages(Workplace workplace, TimeRange range) {
        return new OutboxTable(workplace.state().dataSource())
                .kept().stream()
                        .filter(message -> message.kind() != Notification.Kind.REVIEW)
                        .filter(message -> range.contains(message.createdAt()))
                        .map(message -> new Trends.Message(message.createdAt(), message.about()))
                        .toList();
    }

    private static List<Trends.OpenAction> actions(Workplace workplace) {
        return new ActionStore(workplace.state())
                .list(false).stream()
                        .map(action ->
                                new Trends.OpenAction(
                                        action.id(),
                                        action.incident(),
                                        action.wanted().what(),
                                        action.wanted().kind(),
                                        action.wanted().owner(),
                                        action.made()))
                        .toList();
    }
}
