package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which finding leads, and when what it tells of began.
final class Onset {

    private static final List<String> OF_STREAMS = List.of("errors", "freshness");
    private static final Duration TOGETHER = Duration.ofMinutes(2);

    private static final Duration ONE_STORY = Duration.ofHours(1);

    private static final List<String> NUMBERS = List.of("metrics", "limits", "slo");

    private static final double FAR = 3;
    private static final Pattern TIMES =
            Pattern.compile("(\\d[\\d,]*(?:\\.\\d+)?) ?(?:times|x)(?: of)? the usual");

    private Onset() {}

    /// The gravest; of as grave ones what a log or a stream says, which has entries to look at,
    /// before what numbers say, and what is clearly off before what barely is; then the earliest.
    static Finding main(List<Finding> findings) {
        return findings.stream()
                .min(
                        Comparator.comparing(Finding::severity)
                                .thenComparing(f -> !OF_STREAMS.contains(f.check()))
                                .thenComparing(f -> !clear(f))
                                .thenComparing(Finding::first))
                .orElseThrow();
    }

    /// When what is new among the findings began: the earliest that is as grave as the leading one
    /// and began within an hour of it; where nothing is new, when what escalates was first seen.
    static Instant began(List<Finding> findings, Finding main) {
        List<Finding> fresh =
                findings.stream()
                        .filter(f ->
                                f.severity().atLeast(main.severity())
                                        && (clear(f) || !clear(main))
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

    /// Whether it is no matter of degree: anything but a number, a number that its owner declared
    /// to be concerning, or one that is at least three times or at most a third of its usual.
    /// Others may have left their bounds by chance, half an hour before anything happened.
    private static boolean clear(Finding finding) {
        return !finding.check().equals("metrics")
                || Stream.concat(Stream.of(finding.title()), finding.facts().stream())
                        .anyMatch(text -> text.contains("declared concerning") || far(text));
    }

    private static boolean far(String text) {
        Matcher times = TIMES.matcher(text);
        if (!times.find()) {
            return false;
        }
        double ratio = Double.parseDouble(times.group(1).replace(",", ""));
        return ratio >= FAR || ratio <= 1 / FAR;
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
