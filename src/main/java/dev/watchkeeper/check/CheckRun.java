package dev.watchkeeper.check;

import dev.watchkeeper.model.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Runs the checks one after the other and keeps what they found.
public final class CheckRun {

    private CheckRun() {}

    public static CheckReport run(List<Check> checks, Watch watch) {
        long start = System.nanoTime();
        var findings = new ArrayList<Finding>();
        for (Check check : checks) {
            findings.addAll(check.run(watch));
        }
        findings.addAll(UnreadStreams.findings(watch));
        findings.replaceAll(watch.ignores()::applied);
        findings.addAll(Undeclared.findings(watch, checks, findings));
        List<Finding> all = Circumstances.attached(findings, watch.circumstances());
        findings.clear();
        findings.addAll(all);
        findings.sort(
                Comparator.comparing((Finding f) -> f.ignored() != null)
                        .thenComparing(Finding::severity)
                        .thenComparing(Finding::state)
                        .thenComparingLong(f -> -f.count())
                        .thenComparing(Finding::id));
        watch.findings().keep(findings, watch.now());
        var remarks = new ArrayList<>(watch.ignores().remarks());
        remarks.addAll(watch.remarks());
        return new CheckReport(
                watch.now(),
                watch.window().length(),
                findings,
                watch.activities(),
                watch.numbers().count(),
                watch.unread(),
                remarks,
                checks.size(),
                Duration.ofNanos(System.nanoTime() - start));
    }
}
