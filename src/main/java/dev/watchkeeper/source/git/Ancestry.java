package dev.watchkeeper.source.git;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.CommitHistory.Holds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Whether commits come before others. Remembers how far it has looked, so that many questions of
/// one commit cost one walk.
final class Ancestry {

    /// How wrong the clocks may be of those who committed.
    private static final Duration SLACK = Duration.ofDays(2);

    private final Repository repository;
    private final Map<String, Past> pasts = new HashMap<>();

    private static final class Past {
        private final CommitWalk walk;
        private final Set<String> seen = new HashSet<>();

        Past(CommitWalk walk) {
            this.walk = walk;
        }
    }

    Ancestry(Repository repository) {
        this.repository = repository;
    }

    /// Whether `commit` is `of` or comes before it.
    ///
    /// @param time when `commit` was made: what is much older is not looked at
    Holds holds(String of, String commit, Instant time, Deadline deadline) throws IOException {
        Past past = pasts.get(of);
        if (past == null) {
            past = new Past(new CommitWalk(repository));
            past.walk.from(of);
            pasts.put(of, past);
        }
        if (past.seen.contains(commit)) {
            return Holds.YES;
        }
        for (Commit next = past.walk.peek();
                next != null && !next.time().isBefore(time.minus(SLACK));
                next = past.walk.peek()) {
            if (deadline.passed()) {
                return Holds.UNKNOWN;
            }
            past.seen.add(past.walk.take().id());
            if (past.seen.contains(commit)) {
                return Holds.YES;
            }
        }
        return past.walk.cutShort() ? Holds.UNKNOWN : Holds.NO;
    }
}
