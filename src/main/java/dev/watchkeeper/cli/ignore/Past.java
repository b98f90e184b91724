package dev.watchkeeper.cli.ignore;

import dev.watchkeeper.check.IgnoreHistory;
import dev.watchkeeper.check.IgnorePreview;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.Ignore;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Looks back at what an ignore would have hidden.
public final class Past {

    /// How far back is looked.
    public static final Duration LENGTH = Duration.ofDays(90);

    private Past() {}

    /// Looks back from now.
    ///
    /// @param patience how long logs are read, all together
    public static IgnorePreview of(
            Workplace workplace,
            Ignore ignore,
            Duration length,
            Duration patience,
            Terminal terminal) {
        Instant now = workplace.clock().instant();
        TimeRange range = TimeRange.before(now, length);
        List<IncidentSummary> incidents =
                workplace.incidents().list().stream()
                        .filter(incident ->
                                incident.detected() == null
                                        || !incident.detected().isBefore(range.from()))
                        .toList();
        return new IgnoreHistory(
                        workplace.catalog(),
                        workplace.findings(),
                        workplace.templates(),
                        workplace.hours(),
                        id ->
                                incidents.stream()
                                        .filter(incident -> incident.findings().contains(id))
                                        .map(IncidentSummary::id)
                                        .toList(),
                        workplace.configuration().checks().errors().minLevel())
                .of(ignore, range, Deadline.after(patience), terminal::progress);
    }
}
