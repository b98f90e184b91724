package dev.watchkeeper.doctor;

import dev.watchkeeper.catalog.ChangeStream;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Every stream of changes: whether it can be read, and what it has of the last month.
final class ChangesProbe implements Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MOST = 1_000;

    @Override
    public String name() {
        return "changes";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        var streams = installation.catalog().changes().values();
        return streams.isEmpty()
                ? List.of(
                        Observation.ok(
                                "changes",
                                "none declared; what was deployed is not held against what goes wrong"))
                : streams.stream().map(stream -> examined(installation, stream)).toList();
    }

    private static Observation examined(Installation installation, ChangeStream stream) {
        String what = "changes " + stream.name();
        Instant now = installation.now();
        var changes = new ArrayList<Change>();
        try {
            ReadReport report =
                    stream.source()
                            .changes(
                                    TimeRange.before(now.plusSeconds(1), MONTH),
                                    Deadline.after(PATIENCE),
                                    change -> {
                                        changes.add(change);
                                        return changes.size() < MOST;
                                    });
            String remarks =
                    report.remarks().isEmpty() ? "" : "; " + String.join(" ", report.remarks());
            if (!changes.isEmpty()) {
                return Observation.ok(
                        what,
                        "newest "
                                + Amounts.ago(changes.getFirst().time(), now)
                                + "; "
                                + (changes.size() == MOST ? "more than " : "")
                                + Amounts.counted(changes.size(), "change")
                                + " in 30 days"
                                + remarks);
            }
            return report.end() == ReadReport.End.DEADLINE
                    ? Observation.warn(
                            what,
                            "none found in the 10 s that it was read" + remarks,
                            "give it contains: with a text that its changes have (docs/changes.md)")
                    : Observation.warn(
                            what,
                            "can be read and has none of the last 30 days" + remarks,
                            "look at contains:, pattern: or types: of it (docs/changes.md)");
        } catch (SourceUnavailable | BadRequest e) {
            return Observation.fail(
                    what,
                    e.text(),
                    "correct it as it says, then: " + installation.command("doctor"));
        }
    }
}
