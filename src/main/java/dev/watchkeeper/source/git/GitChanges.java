package dev.watchkeeper.source.git;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeDetail;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.CommitHistory;
import dev.watchkeeper.source.ReadReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The commits and tags of a repository, and where wanted what was checked out, the newest first.
final class GitChanges implements ChangeSource {

    /// How many digits of an id are shown: as many as git shows of large repositories.
    static final int SHORT = 12;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Clocks of people differ: so many commits in a row must be too old.
    private static final int OLD_IN_A_ROW = 64;

    private static final int MOST_COMMITS = 500_000;
    private static final int LONGEST_TEXT = 300;

    private final String stream;
    private final GitSource source;

    GitChanges(String stream, GitSource source) {
        this.stream = stream;
        this.source = source;
    }

    @Override
    public ReadReport changes(TimeRange range, Predicate<Change> visitor) {
        return changes(range, Deadline.after(PATIENCE), visitor);
    }

    @Override
    public ReadReport changes(TimeRange range, Deadline deadline, Predicate<Change> visitor) {
        return source.ask(repository -> read(repository, range, deadline, visitor));
    }

    @Override
    public Optional<ChangeDetail> detail(String ref, Deadline deadline) {
        return source.ask(repository -> new Details(repository, stream).of(ref, deadline));
    }

    @Override
    public Optional<CommitHistory> history() {
        return Optional.of(new GitHistory(source));
    }

    private ReadReport read(
            Repository repository, TimeRange range, Deadline deadline, Predicate<Change> visitor)
            throws IOException {
        var remarks = new ArrayList<>(repository.remarks());
        var tags = new Tags(repository, stream);
        var others = new ArrayList<>(tags.read(deadline));
        if (!tags.complete()) {
            remarks.add("Not all tags were looked at.");
        }
        if (source.deploys()) {
            others.addAll(Checkouts.read(repository, stream));
        }
        others.removeIf(change -> !range.contains(change.time()));
        others.sort(Comparator.comparing(Change::time).reversed());
        var walk = new CommitWalk(repository);
        for (String start : source.starts(repository, remarks)) {
            walk.from(start);
        }
        ReadReport.End end = walked(repository, walk, others, range, deadline, visitor);
        if (walk.size() >= MOST_COMMITS) {
            remarks.add("Only the newest " + MOST_COMMITS + " commits were looked at.");
        }
        return new ReadReport(
                walk.size() + others.size(), 0, List.of(), end, null, null, List.copyOf(remarks));
    }

    private ReadReport.End walked(
            Repository repository,
            CommitWalk walk,
            List<Change> others,
            TimeRange range,
            Deadline deadline,
            Predicate<Change> visitor)
            throws IOException {
        int old = 0;
        int other = 0;
        for (Commit next = walk.peek();
                next != null && old < OLD_IN_A_ROW && walk.size() < MOST_COMMITS;
                next = walk.peek()) {
            if (deadline.passed()) {
                return ReadReport.End.DEADLINE;
            }
            while (other < others.size() && others.get(other).time().isAfter(next.time())) {
                if (!visitor.test(others.get(other++))) {
                    return ReadReport.End.VISITOR;
                }
            }
            Commit commit = walk.take();
            old = commit.time().isBefore(range.from()) ? old + 1 : 0;
            if (range.contains(commit.time()) && !visitor.test(change(repository, commit))) {
                return ReadReport.End.VISITOR;
            }
        }
        while (other < others.size()) {
            if (!visitor.test(others.get(other++))) {
                return ReadReport.End.VISITOR;
            }
        }
        return ReadReport.End.RANGE;
    }

    private Change change(Repository repository, Commit commit) {
        return change(stream, repository, commit);
    }

    static Change change(String stream, Repository repository, Commit commit) {
        String subject = commit.subject();
        return new Change(
                stream,
                commit.id(),
                commit.time(),
                ChangeKind.COMMIT,
                repository.refs().checkedOut(),
                commit.id().substring(0, SHORT),
                cut(subject));
    }

    private static String cut(String subject) {
        if (subject.length() <= LONGEST_TEXT) {
            return subject;
        }
        int end =
                Character.isHighSurrogate(subject.charAt(LONGEST_TEXT - 1))
                        ? LONGEST_TEXT - 1
                        : LONGEST_TEXT;
        return subject.substring(0, end) + "…";
    }
}
