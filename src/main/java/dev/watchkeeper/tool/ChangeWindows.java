package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which stretches of time a question about changes compares.
///
/// @param finding whose onset the window is around, or null
/// @param onset when it was first seen, or what was first found of the same trouble; or null
record ChangeWindows(Frame frame, @Nullable Finding finding, @Nullable Instant onset) {

    private static final Duration LEAD = Duration.ofMinutes(30);
    private static final Duration AFTER = Duration.ofMinutes(90);
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(2);
    private static final Duration USUAL = Duration.ofHours(2);

    /// What is found within this of each other is one trouble.
    private static final Duration SAME_TROUBLE = Duration.ofMinutes(45);

    private static final Duration BEFORE = Duration.ofHours(6);
    private static final int LONGER = 4;
    private static final int DAYS = 7;
    private static final int WEEKS = 4;

    static ChangeWindows of(
            FindChangesTool.Arguments arguments, List<FindingStore.Stored> open, Instant now) {
        Finding finding = finding(arguments, open, now);
        Instant onset = finding == null ? null : onset(finding, open);
        TimeRange window = window(arguments, finding, onset, now);
        if (window.length().compareTo(SHORTEST) < 0 || window.length().compareTo(LONGEST) > 0) {
            throw new BadRequest(
                    "the window must be between 5 minutes and 2 days long, got from "
                            + window.from()
                            + " and until "
                            + window.until());
        }
        return new ChangeWindows(frame(arguments, window, now), finding, onset);
    }

    /// When the first of the findings that belong together was first seen: trouble is often noticed
    /// last where it is measured most, as by an objective over an hour.
    private static Instant onset(Finding finding, List<FindingStore.Stored> open) {
        Instant earliest = finding.first().minus(SAME_TROUBLE);
        return open.stream()
                .map(FindingStore.Stored::finding)
                .filter(one -> one.ignored() == null && tellsOfTrouble(one))
                .map(Finding::first)
                .filter(first -> first.isBefore(finding.first()) && !first.isBefore(earliest))
                .min(Comparator.naturalOrder())
                .orElse(finding.first());
    }

    /// Whether it is more than what always comes.
    private static boolean tellsOfTrouble(Finding finding) {
        return finding.state() != FindingState.ONGOING && finding.severity() != Severity.SEV4;
    }

    private static @Nullable Finding finding(
            FindChangesTool.Arguments arguments, List<FindingStore.Stored> open, Instant now) {
        List<Finding> shown =
                open.stream()
                        .map(FindingStore.Stored::finding)
                        .filter(one -> !one.first().isAfter(now))
                        .toList();
        String id = arguments.finding();
        if (id != null) {
            return shown.stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() ->
                            new BadRequest(
                                    "there is no open finding \""
                                            + id
                                            + (shown.isEmpty()
                                                    ? "\": none is open"
                                                    : "\"; there are: "
                                                            + shown.stream()
                                                                    .map(Finding::id)
                                                                    .limit(20)
                                                                    .collect(
                                                                            Collectors.joining(
                                                                                    ", ")))));
        }
        return arguments.from() != null || arguments.until() != null
                ? null
                : shown.stream()
                        .filter(one -> one.ignored() == null)
                        .filter(one ->
                                one.state() != FindingState.ONGOING
                                        || one.severity() != Severity.SEV4)
                        .findFirst()
                        .orElse(null);
    }

    private static TimeRange window(
            FindChangesTool.Arguments arguments,
            @Nullable Finding finding,
            @Nullable Instant onset,
            Instant now) {
        if (finding == null || onset == null) {
            return TimeArgument.range(arguments.from(), arguments.until(), USUAL, now);
        }
        Instant from =
                arguments.from() == null
                        ? onset.minus(LEAD)
                        : TimeArgument.parse("from", arguments.from(), now);
        Instant end = later(onset.plus(AFTER), finding.first().plus(LEAD));
        Instant until =
                arguments.until() == null
                        ? end.isAfter(now) ? now : end
                        : TimeArgument.parse("until", arguments.until(), now);
        if (!from.isBefore(until)) {
            throw new BadRequest(
                    "from must be before until, got from " + from + " and until " + until);
        }
        return new TimeRange(from, until);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Frame frame(FindChangesTool.Arguments arguments, TimeRange window, Instant now) {
        String from = arguments.againstFrom();
        String until = arguments.againstUntil();
        var nothing = new TimeRange(window.from(), window.from());
        if (from != null && until != null) {
            Instant begin = TimeArgument.parse("against_from", from, now);
            Instant end = TimeArgument.parse("against_until", until, now);
            if (!begin.isBefore(end) || end.isAfter(window.from())) {
                throw new BadRequest(
                        "against_from must be before against_until, and that not after from, got "
                                + begin
                                + ", "
                                + end
                                + " and "
                                + window.from());
            }
            return Frame.of(window, new TimeRange(begin, end), List.of(), Duration.ZERO);
        }
        return switch (arguments.against()) {
            case BEFORE -> {
                Duration longer = window.length().multipliedBy(LONGER);
                TimeRange before =
                        TimeRange.before(
                                window.from(), longer.compareTo(BEFORE) > 0 ? longer : BEFORE);
                yield Frame.of(window, before, earlier(window, DAYS, 1), Duration.ZERO);
            }
            case DAY -> Frame.of(window, nothing, earlier(window, DAYS, 1), Duration.ZERO);
            case WEEK -> Frame.of(window, nothing, earlier(window, WEEKS, 7), Duration.ZERO);
        };
    }

    private static List<TimeRange> earlier(TimeRange window, int many, int days) {
        var earlier = new ArrayList<TimeRange>();
        for (int i = 1; i <= many; i++) {
            Duration back = Duration.ofDays((long) i * days);
            if (back.compareTo(window.length()) >= 0) {
                earlier.add(new TimeRange(window.from().minus(back), window.until().minus(back)));
            }
        }
        return earlier;
    }
}
