package dev.watchkeeper.check;

import dev.watchkeeper.analysis.PatternSummary;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The figures behind a finding as sentences of our own, times in UTC.
final class Facts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private Facts() {}

    /// How often and when it came.
    static String occurrence(PatternSummary stats) {
        if (stats.count() == 1) {
            return "once, at " + TIME.format(stats.first()) + " UTC";
        }
        return String.format(
                "%,d times in %s, first %s, last %s UTC, %s",
                stats.count(),
                Span.words(Duration.between(stats.first(), stats.last())),
                TIME.format(stats.first()),
                TIME.format(stats.last()),
                stats.rhythm());
    }

    /// How that compares with the time before.
    static String comparison(Baseline.Usual usual, Baseline baseline, Duration window) {
        if (baseline.history().isZero()) {
            return "no history before the window to compare with";
        }
        String history = Span.words(baseline.history());
        String known = "in the " + history + " before";
        if (usual.total() == 0) {
            return "never seen " + known + (baseline.enough() ? "" : ", which is little history");
        }
        double expected =
                (double) usual.total()
                        * window.toMillis()
                        / Math.max(1, baseline.history().toMillis());
        return String.format(
                "%s %s: %s in %s on average, at most %,d",
                usual.total() == 1 ? "once" : String.format("%,d times", usual.total()),
                known,
                expected >= 10 ? String.format("%,.0f", expected) : String.format("%.1f", expected),
                Span.words(window),
                usual.mostInAWindow());
    }

    /// The finding, gone.
    static Finding resolved(Finding finding, Duration window) {
        return finding.unseen(
                FindingState.RESOLVED,
                List.of(
                        "not seen any more in the last "
                                + Span.words(window)
                                + "; last seen "
                                + TIME.format(finding.last())
                                + " UTC"));
    }
}
