package dev.watchkeeper.cli;

import dev.watchkeeper.incident.IncidentFiles;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Words;
import java.util.List;

/// Finds the incident that is meant: by its id, or by any part of it that no other has.
final class IncidentName {

    private static final int MOST_NAMED = 8;

    private IncidentName() {}

    /// @throws BadRequest when none is meant, or more than one
    static IncidentSummary find(String given, IncidentFiles incidents) {
        List<IncidentSummary> all = incidents.list();
        List<IncidentSummary> like =
                all.stream().filter(incident -> incident.id().contains(given)).toList();
        for (IncidentSummary incident : like) {
            if (incident.id().equals(given)) {
                return incident;
            }
        }
        if (like.size() == 1 && !given.isBlank()) {
            return like.getFirst();
        }
        List<String> named =
                (like.isEmpty() ? all : like)
                        .stream().map(IncidentSummary::id).limit(MOST_NAMED).toList();
        throw new BadRequest(
                like.isEmpty()
                        ? "no incident "
                                + Words.quote(given)
                                + (named.isEmpty()
                                        ? ": there are none yet"
                                        : Words.orMeant(given, named))
                        : Words.quote(given)
                                + " is a part of "
                                + like.size()
                                + " incidents: "
                                + Words.list(named));
    }
}
