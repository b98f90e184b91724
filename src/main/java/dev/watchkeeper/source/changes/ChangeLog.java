package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.TimeText;
import dev.watchkeeper.source.lines.FileGlob;
import dev.watchkeeper.source.lines.LineLog;
import dev.watchkeeper.source.lines.LineQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes in lines of logs of the system. Which of them there are differs between distributions.
final class ChangeLog implements ChangePart {

    private final String what;
    private final Map<LoggedFile, LineLog<Change>> logs = new LinkedHashMap<>();

    /// @param what is looked for, in a word that also begins references
    /// @param files any of which may be missing
    ChangeLog(
            String what,
            List<LoggedFile> files,
            String stream,
            SourceContext context,
            TimeText times) {
        this.what = what;
        for (LoggedFile file : files) {
            logs.put(
                    file,
                    new LineLog<>(
                            new FileGlob(context.name(), file.path()),
                            new ChangeLines(stream, what + ":", file.line(), times),
                            context,
                            what + " " + context.zone()));
        }
    }

    @Override
    public Found find(TimeRange range, Deadline deadline) {
        var changes = new ArrayList<Change>();
        var remarks = new ArrayList<String>();
        long examined = 0;
        boolean complete = true;
        boolean any = false;
        for (var log : logs.entrySet()) {
            if (!Files.exists(Path.of(log.getKey().path()))) {
                continue;
            }
            any = true;
            String marker = log.getKey().line().marker();
            try {
                ReadReport report =
                        log.getValue()
                                .read(
                                        new LineQuery<>(
                                                range,
                                                Order.NEWEST_FIRST,
                                                null,
                                                deadline,
                                                group -> group.head().contains(marker),
                                                change -> true),
                                        change -> {
                                            changes.add(change);
                                            return changes.size() < MOST;
                                        });
                examined += report.examined();
                complete &= report.complete();
                remarks.addAll(report.remarks());
                if (report.end() == ReadReport.End.VISITOR) {
                    remarks.add("Of the " + what + " only the newest " + MOST + " are here.");
                }
            } catch (SourceUnavailable e) {
                remarks.add(e.text());
            }
        }
        if (!any) {
            remarks.add(
                    "No log tells of "
                            + what
                            + ": there is none of "
                            + LoggedFile.paths(List.copyOf(logs.keySet()))
                            + (what.equals("services")
                                    ? "; the journal is binary and is not read"
                                    : "")
                            + ".");
        }
        return new Found(changes, examined, complete, remarks);
    }

    @Override
    public Optional<Change> change(String ref) {
        if (!ref.startsWith(what + ":")) {
            return Optional.empty();
        }
        String place = ref.substring(what.length() + 1);
        return logs.entrySet().stream()
                .filter(log -> Files.exists(Path.of(log.getKey().path())))
                .flatMap(log -> log.getValue().entry(place).stream())
                .findFirst();
    }
}
