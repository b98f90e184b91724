package dev.watchkeeper.cli;

import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.trigger.Decision;
import org.jspecify.annotations.Nullable;

final class Announcer {
    Announcer(Workplace workplace, Terminal terminal) {}

    Severity leastSeverity() {
        return Severity.SEV3;
    }

    void tell(Decision decision) {}

    void followUp(String id, @Nullable IncidentSummary incident, @Nullable String failure) {}

    void deliver() {}
}
