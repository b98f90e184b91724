package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Which finding leads, and when what it tells of began.
final class Onset {

    private static final List<String> OF_STREAMS = List.of("errors", "freshness");
    private static final Duration TOGETHER = Duration.ofMinutes(2);

    private Onset() {}

    /// The gravest; of as grave ones what a log or a stream says, which has entries to look at,
    /// before what numbers say; then the earliest.
    static Finding main(List<Finding> findings) {
        return findings.stream()
                .min(
                        Comparator.comparing(Finding::severity)
                                .thenComparing(f -> !OF_STREAMS.contains(f.check()))
                                .thenComparing(Finding::first))
                .orElseThrow();
    }

    /// When what is new among the findings began; where nothing is, when what escalates was first
    /// seen.
    static Instant began(List<Finding> findings, Finding main) {
        List<Finding> fresh =
                findings.stream()
                        .filter(
                                f ->
                                        f.severity().atLeast(Severity.SEV3)
                                                && f.state() != FindingState.ONGOING
                                                && f.check().equals(main.check()))
                        .toList();
        return fresh.stream()
                .filter(f -> f.state() != FindingState.ESCALATING)
                .map(Finding::first)
                .min(Instant::compareTo)
                .or(() -> fresh.stream().map(Finding::first).min(Instant::compareTo))
                .orElse(main.first());
    }

    /// When it first hurt: the first of the entries that are new since then.
    static Instant of(Finding main, Instant began, List<Kind> symptoms) {
        List<Kind> fresh =
                symptoms.stream()
                        .filter(kind -> kind.change().equals("new"))
                        .filter(kind -> !kind.first().isBefore(began.minus(TOGETHER)))
                        .toList();
        List<Kind> told = fresh.isEmpty() ? symptoms : fresh;
        return told.stream()
                .map(Kind::first)
                .min(Instant::compareTo)
                .filter(first -> main.check().equals("errors") || first.isBefore(began))
                .orElse(began);
    }
}
