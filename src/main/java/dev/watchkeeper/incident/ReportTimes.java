package dev.watchkeeper.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the times of a report contradict: each other, the moment it was noticed, and now.
final class ReportTimes {

    private static final Duration BEFORE_ONSET = Duration.ofHours(24);

    private ReportTimes() {}

    static List<String> problems(IncidentReport report, Instant detected, Instant now) {
        var problems = new ArrayList<String>();
        Instant onset = report.onset();
        if (onset != null && onset.isAfter(detected)) {
            problems.add(
                    "onset must not be after "
                            + detected
                            + ", when it was noticed, got "
                            + onset
                            + ": give when it began, or leave it out");
        }
        for (int i = 0; i < report.timeline().size(); i++) {
            var moment = report.timeline().get(i);
            String key = "timeline[" + i + "]";
            if (onset != null && moment.time().isBefore(onset.minus(BEFORE_ONSET))) {
                problems.add(
                        key
                                + ".time must be at most 24 h before the onset, got "
                                + moment.time()
                                + ": what is older belongs into claims");
            }
            Instant until = moment.until();
            if (moment.time().isAfter(now) || (until != null && until.isAfter(now))) {
                problems.add(
                        key
                                + (moment.time().isAfter(now) ? ".time" : ".until")
                                + " must not be after now, "
                                + now
                                + ", got "
                                + (moment.time().isAfter(now) ? moment.time() : until));
            }
        }
        return problems;
    }
}
