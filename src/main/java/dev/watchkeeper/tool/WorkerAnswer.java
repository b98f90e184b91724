package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.catalog.WorkerSurvey;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The workers of a queue as a part of an answer.
///
/// @param shown what is put under `workers`
/// @param complete false when not all of their events were read
record WorkerAnswer(Map<String, Object> shown, boolean complete, List<String> remarks) {

    private static final int MOST_SHOWN = 12;
    private static final int NAME = 40;

    static WorkerAnswer of(Queue.@Nullable Workers workers, TimeRange range, Deadline deadline) {
        if (workers == null) {
            return new WorkerAnswer(Map.of(), true, List.of());
        }
        try {
            return of(workers, range, WorkerSurvey.read(workers, range, deadline));
        } catch (SourceUnavailable e) {
            return new WorkerAnswer(Map.of(), false, List.of("workers: " + e.text()));
        }
    }

    private static WorkerAnswer of(Queue.Workers workers, TimeRange range, WorkerSurvey survey) {
        var remarks = new ArrayList<>(survey.report().remarks());
        if (!survey.report().complete()) {
            remarks.add(
                    "workers: only events since "
                            + survey.report().reached()
                            + " were read in time");
        }
        if (survey.others() > 0) {
            remarks.add("workers: " + survey.others() + " events of further ones are left out");
        }
        var rows = new ArrayList<List<@Nullable Object>>();
        for (WorkerSurvey.Worker worker : survey.workers()) {
            if (rows.size() < MOST_SHOWN) {
                var row = new ArrayList<@Nullable Object>();
                row.add(Excerpt.head(worker.name(), NAME));
                row.add(worker.count());
                row.add(Span.words(Duration.between(worker.last(), range.until())) + " ago");
                if (workers.value() != null) {
                    row.add(Figures.of(worker.median()));
                }
                row.add(worker.state().toString());
                rows.add(row);
            }
        }
        var columns = new ArrayList<>(List.of("name", "events", "last"));
        if (workers.value() != null) {
            columns.add("median_" + workers.value());
        }
        columns.add("state");
        var shown = new LinkedHashMap<String, Object>();
        shown.put("columns", columns);
        shown.put("rows", rows);
        if (survey.workers().size() > rows.size()) {
            shown.put("not_shown", survey.workers().size() - rows.size());
        }
        return new WorkerAnswer(shown, survey.report().complete(), remarks);
    }

    /// Puts them into an answer.
    void into(Answer answer) {
        if (!shown.isEmpty()) {
            answer.put("workers", shown).put("untrusted", List.of("workers.rows.name"));
        }
    }
}
