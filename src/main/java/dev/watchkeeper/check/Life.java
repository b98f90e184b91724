package dev.watchkeeper.check;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The life of a finding about a condition that holds or does not, such as a metric that is too
/// high.
///
/// It is new for a day and ongoing after that, escalating once it is graver than it was, back when
/// a person was told of it before. It is over when the condition has not held for half an hour:
/// what moves about its bound is one episode, and one alarm.
final class Life {

    /// How long a condition must not hold for its episode to be over.
    static final Duration OVER_AFTER = Duration.ofMinutes(30);

    private static final Duration NEW_FOR = Duration.ofHours(24);

    private Life() {}

    /// A condition that holds now.
    ///
    /// @param id see [Finding#id()], and so for the others
    /// @param since when the present episode began
    record Held(
            String id,
            String check,
            String subject,
            Severity severity,
            String title,
            List<String> facts,
            Instant since,
            long count) {}

    /// The finding that says it.
    static Finding holds(Watch watch, Held held) {
        Optional<FindingStore.Stored> stored = watch.findings().find(held.id());
        Instant first =
                stored.filter(FindingStore.Stored::open)
                        .map(s -> s.finding().first())
                        .filter(known -> known.isBefore(held.since()))
                        .orElse(held.since());
        return new Finding(
                held.id(),
                held.check(),
                held.subject(),
                held.severity(),
                stored.map(s -> state(watch, held, s)).orElse(FindingState.NEW),
                held.title(),
                held.facts(),
                first.isAfter(watch.now()) ? watch.now() : first,
                watch.now(),
                held.count(),
                watch.catalog().runbookFor(held.check(), held.subject(), held.title()),
                null);
    }

    private static FindingState state(Watch watch, Held held, FindingStore.Stored stored) {
        FindingState before = stored.finding().state();
        if (!stored.open()) {
            return stored.notifiedAt() == null ? FindingState.NEW : FindingState.REGRESSED;
        }
        if (held.severity().compareTo(stored.finding().severity()) < 0) {
            return FindingState.ESCALATING;
        }
        if (before == FindingState.REGRESSED || before == FindingState.ESCALATING) {
            return before;
        }
        return Duration.between(stored.found(), watch.now()).compareTo(NEW_FOR) < 0
                ? FindingState.NEW
                : FindingState.ONGOING;
    }

    /// The open findings of a check whose condition does not hold: still open while that is young,
    /// else resolved.
    ///
    /// @param holding the ids of those that hold
    /// @param observed whether a finding's subject was looked at now: only then can it be over
    static List<Finding> ended(
            Watch watch, String check, Set<String> holding, Predicate<Finding> observed) {
        var ended = new ArrayList<Finding>();
        for (FindingStore.Stored stored : watch.findings().open()) {
            Finding finding = stored.finding();
            if (!finding.check().equals(check)
                    || holding.contains(finding.id())
                    || finding.last().isAfter(watch.now())
                    || !observed.test(finding)) {
                continue;
            }
            Duration better = Duration.between(finding.last(), watch.now());
            ended.add(
                    better.compareTo(OVER_AFTER) >= 0
                            ? over(
                                    finding,
                                    "over: not so any more since "
                                            + Amounts.time(finding.last(), watch.now()))
                            : finding.unseen(
                                    finding.state(),
                                    List.of(
                                            "not so any more for "
                                                    + Span.words(better)
                                                    + "; over when that lasts "
                                                    + Span.words(OVER_AFTER))));
        }
        return ended;
    }

    /// The finding, gone, with the reason.
    static Finding over(Finding finding, String why) {
        return finding.unseen(FindingState.RESOLVED, List.of(why));
    }
}
