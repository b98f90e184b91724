package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which finding leads, and when what it tells of began.
final class Onset {

    private static final List<String> OF_STREAMS = List.of("errors", "freshness");
    private static final Duration TOGETHER = Duration.ofMinutes(2);

    private static final Duration ONE_STORY = Duration.ofHours(1);

    private static final List<String> NUMBERS = List.of("metrics", "limits", "slo");

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

    /// When what is new among the findings began: the earliest that is as grave as the leading one
    /// and began within an hour of it; where nothing is new, when what escalates was first seen.
    static Instant began(List<Finding> findings, Finding main) {
        List<Finding> fresh =
                findings.stream()
                        .filter(
                                f ->
                                        f.severity().atLeast(main.severity())
                                                && f.state() != FindingState.ONGOING
                                                && Duration.between(f.first(), main.first())
                                                                .compareTo(ONE_STORY)
                                                        <= 0)
                        .toList();
        return fresh.stream()
                .filter(f -> f.state() != FindingState.ESCALATING)
                .map(Finding::first)
                .min(Instant::compareTo)
                .or(() -> fresh.stream().map(Finding::first).min(Instant::compareTo))
                .orElse(main.first());
    }

    /// When it first hurt. Errors are dated by their first entry; numbers by when things began to
    /// differ, since a number is judged long after it moved; and a silence, which only says when
    /// somebody was last heard, by the first error after it.
    ///
    /// @param differed when things began to differ, or null
    static Instant of(
            Finding main, Instant began, List<Kind> symptoms, @Nullable Instant differed) {
        List<Kind> fresh =
                symptoms.stream()
                        .filter(kind -> kind.change().equals("new"))
                        .filter(kind -> !kind.first().isBefore(began.minus(TOGETHER)))
                        .toList();
        if (main.check().equals("workers")) {
            return fresh.stream()
                    .filter(Kind::fails)
                    .map(Kind::first)
                    .min(Instant::compareTo)
                    .orElse(began);
        }
        Instant dated = began;
        boolean number = NUMBERS.contains(main.check());
        if (number
                && differed != null
                && Duration.between(differed, began).abs().compareTo(ONE_STORY) <= 0) {
            dated = differed;
        }
        Instant own = dated;
        return fresh.stream()
                .map(Kind::first)
                .min(Instant::compareTo)
                .filter(first -> first.isBefore(own))
                .orElse(own);
    }
}
