package dev.watchkeeper.init;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long a log is silent at most while its application runs.
final class Silence {

    private static final Duration LOOKED_AT = Duration.ofDays(3);
    private static final Duration LEAST = Duration.ofDays(2);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(3);
    private static final Duration SHORTEST_EXPECTED = Duration.ofMinutes(30);

    private Silence() {}

    /// The longest of the days before the newest entry, to ten minutes; empty when they are fewer
    /// than two, when counting them takes too long, or when the log is silent for hours anyway.
    static Optional<Duration> longest(LogSource log, Instant newest, Patience patience) {
        LevelCounts counts;
        try {
            counts =
                    log.count(
                            new LevelQuery(
                                    TimeRange.before(newest, LOOKED_AT),
                                    STEP,
                                    false,
                                    LogFilter.ALL,
                                    patience.next()));
        } catch (BadRequest | SourceUnavailable e) {
            return Optional.empty();
        }
        if (!counts.report().complete() || counts.counts().isEmpty()) {
            return Optional.empty();
        }
        Instant last = counts.counts().getFirst().start();
        if (Duration.between(last, newest).compareTo(LEAST) < 0) {
            return Optional.empty();
        }
        Duration longest = STEP;
        for (LevelCount count : counts.counts()) {
            Duration apart = Duration.between(last, count.start());
            longest = apart.compareTo(longest) > 0 ? apart : longest;
            last = count.start();
        }
        return longest.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(longest);
    }

    /// From when on silence is out of the ordinary.
    static Duration expected(Duration longest) {
        Duration twice = longest.multipliedBy(2);
        return twice.compareTo(SHORTEST_EXPECTED) < 0 ? SHORTEST_EXPECTED : twice;
    }
}
