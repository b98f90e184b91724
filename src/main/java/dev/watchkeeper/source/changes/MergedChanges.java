package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeDetail;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// All that was changed on a machine, whatever tells of it, the newest first.
record MergedChanges(List<ChangePart> parts) implements ChangeSource {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public ReadReport changes(TimeRange range, Predicate<Change> visitor) {
        return changes(range, Deadline.after(PATIENCE), visitor);
    }

    @Override
    public ReadReport changes(TimeRange range, Deadline deadline, Predicate<Change> visitor) {
        var changes = new ArrayList<Change>();
        var remarks = new ArrayList<String>();
        long examined = 0;
        boolean complete = true;
        for (ChangePart part : parts) {
            ChangePart.Found found = part.find(range, deadline);
            changes.addAll(found.changes());
            remarks.addAll(found.remarks());
            examined += found.examined();
            complete &= found.complete();
        }
        changes.sort(Comparator.comparing(Change::time).reversed());
        for (Change change : changes) {
            if (!visitor.test(change)) {
                return report(examined, ReadReport.End.VISITOR, remarks);
            }
        }
        return report(examined, complete ? ReadReport.End.RANGE : ReadReport.End.DEADLINE, remarks);
    }

    private static ReadReport report(long examined, ReadReport.End end, List<String> remarks) {
        return new ReadReport(examined, 0, List.of(), end, null, null, List.copyOf(remarks));
    }

    @Override
    public Optional<ChangeDetail> detail(String ref, Deadline deadline) {
        return parts.stream()
                .flatMap(part -> part.change(ref).stream())
                .findFirst()
                .map(change ->
                        new ChangeDetail(change, null, change.text(), List.of(), null, List.of()));
    }
}
