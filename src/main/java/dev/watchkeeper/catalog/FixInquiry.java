package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.fix.Candidate;
import dev.watchkeeper.analysis.fix.Deployment;
import dev.watchkeeper.analysis.fix.Fix;
import dev.watchkeeper.analysis.fix.FixCheck;
import dev.watchkeeper.analysis.fix.Incidental;
import dev.watchkeeper.analysis.fix.Relevance;
import dev.watchkeeper.analysis.fix.Trouble;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeDetail;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.model.ChangedFile;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.CommitHistory;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether something that went wrong was fixed, asked of all streams of changes.
public final class FixInquiry {

    /// How far before the beginning the version is looked for that ran then.
    private static final Duration BACK = Duration.ofDays(30);

    /// What was committed just before a deploy came with it, where the deploy before is not known.
    private static final Duration WITH_A_DEPLOY = Duration.ofDays(1);

    private static final int MOST_OF_A_STREAM = 2_000;
    private static final int MOST_LOOKED_INTO = 60;
    private static final int MOST_SUSPECTS = 20;

    private final Trouble trouble;
    private final Instant now;
    private final Deadline deadline;
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, ChangeSource> sources = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private boolean commitsKnown;
    private boolean deploysKnown;

    private FixInquiry(Trouble trouble, Instant now, Deadline deadline) {
        this.trouble = trouble;
        this.now = now;
        this.deadline = deadline;
    }

    /// What came of it.
    ///
    /// @param running the last deploy before it began, or null
    /// @param candidates what was committed since and has to do with it, the likeliest first
    /// @param streams the streams of changes that were looked at
    /// @param remarks what could not be looked at, as sentences of our own
    public record Answer(
            Fix fix,
            @Nullable Change running,
            List<Candidate> candidates,
            List<String> streams,
            List<String> remarks) {}

    /// Asks.
    ///
    /// @param places files that tracebacks of it name, or loggers that reported it
    /// @param words what it concerns, in words that a message would use
    /// @param now until when changes are looked at
    public static Answer ask(
            Collection<ChangeStream> streams,
            Trouble trouble,
            Collection<String> places,
            Collection<String> words,
            Instant now,
            Deadline deadline) {
        var inquiry = new FixInquiry(trouble, now, deadline);
        streams.forEach(inquiry::read);
        return inquiry.answer(places, words);
    }

    private void read(ChangeStream stream) {
        var range = new TimeRange(trouble.onset().minus(BACK), now.plusMillis(1));
        try {
            sources.put(stream.name(), stream.source());
            int before = changes.size();
            ReadReport report =
                    stream.source()
                            .changes(
                                    range,
                                    deadline.within(Duration.ofSeconds(5)),
                                    change -> {
                                        changes.add(change);
                                        return changes.size() - before < MOST_OF_A_STREAM;
                                    });
            if (report.end() != ReadReport.End.RANGE) {
                remarks.add(
                        "Of "
                                + stream.name()
                                + " only the newest "
                                + (changes.size() - before)
                                + " changes were looked at.");
            }
            commitsKnown |= stream.source().history().isPresent();
            deploysKnown |=
                    changes.subList(before, changes.size()).stream()
                            .anyMatch(change -> change.kind() == ChangeKind.DEPLOY);
        } catch (SourceUnavailable e) {
            remarks.add(e.text());
        }
    }

    private Answer answer(Collection<String> places, Collection<String> words) {
        List<Change> deploys = of(ChangeKind.DEPLOY);
        List<Change> before =
                deploys.stream().filter(each -> !each.time().isAfter(trouble.onset())).toList();
        Change running = before.isEmpty() ? null : before.getLast();
        Repository repository = repository(running, deploys);
        List<Change> commits = of(ChangeKind.COMMIT);
        Set<String> suspects = suspects(repository, before, commits);
        var relevance = new Relevance(places, words, suspects, files(suspects, commits));
        List<Candidate> candidates = candidates(commits, repository, relevance);
        List<Deployment> deployments =
                deploys.stream()
                        .filter(deploy -> deploy.time().isAfter(trouble.onset()))
                        .map(deploy -> deployment(deploy, repository, candidates))
                        .toList();
        Fix fix =
                FixCheck.of(trouble, candidates, deployments, others(), commitsKnown, deploysKnown);
        return new Answer(
                fix, running, candidates, List.copyOf(sources.keySet()), List.copyOf(remarks));
    }

    /// The repository that knows the versions of deploys.
    ///
    /// @param ran the commit that ran when it began, or null where that is not known
    private record Repository(@Nullable CommitHistory history, @Nullable String ran) {

        Optional<String> commit(@Nullable String version) {
            return history == null || version == null ? Optional.empty() : history.commit(version);
        }
    }

    private Repository repository(@Nullable Change running, List<Change> deploys) {
        CommitHistory any = null;
        for (ChangeSource source : sources.values()) {
            Optional<CommitHistory> history = source.history();
            if (history.isEmpty()) {
                continue;
            }
            any = any == null ? history.get() : any;
            try {
                Optional<String> ran =
                        running == null || running.version() == null
                                ? Optional.empty()
                                : history.get().commit(running.version());
                if (ran.isPresent()) {
                    return new Repository(history.get(), ran.get());
                }
                for (Change deploy : deploys) {
                    if (deploy.version() != null
                            && history.get().commit(deploy.version()).isPresent()) {
                        return new Repository(history.get(), null);
                    }
                }
            } catch (SourceUnavailable e) {
                // Said already when its changes were read.
                return new Repository(null, null);
            }
        }
        return new Repository(any, null);
    }

    /// The commits that came with the version that ran when it began.
    private Set<String> suspects(Repository repository, List<Change> before, List<Change> commits) {
        if (before.isEmpty()) {
            return new LinkedHashSet<>();
        }
        Instant deployed = before.getLast().time();
        Optional<String> previous =
                before.size() < 2
                        ? Optional.empty()
                        : repository.commit(before.get(before.size() - 2).version());
        Instant since =
                before.size() < 2
                        ? deployed.minus(WITH_A_DEPLOY)
                        : before.get(before.size() - 2).time();
        List<String> ids =
                commits.stream()
                        .filter(commit -> !commit.time().isAfter(deployed))
                        .filter(commit -> previous.isPresent() || commit.time().isAfter(since))
                        .map(Change::ref)
                        .toList();
        CommitHistory history = repository.history();
        String ran = repository.ran();
        if (history == null || ran == null) {
            return new LinkedHashSet<>(ids);
        }
        Set<String> suspects = new LinkedHashSet<>(history.held(ran, ids, deadline));
        previous.ifPresent(commit -> suspects.removeAll(history.held(commit, ids, deadline)));
        return suspects;
    }

    private Set<String> files(Set<String> suspects, List<Change> commits) {
        var files = new HashSet<String>();
        commits.stream()
                .filter(commit -> suspects.contains(commit.ref()))
                .sorted(Comparator.comparing(Change::time).reversed())
                .limit(MOST_SUSPECTS)
                .forEach(commit ->
                        detail(commit)
                                .ifPresent(detail ->
                                        detail.files().stream()
                                                .map(ChangedFile::path)
                                                .forEach(files::add)));
        return files;
    }

    private List<Candidate> candidates(
            List<Change> commits, Repository repository, Relevance relevance) {
        CommitHistory history = repository.history();
        String ran = repository.ran();
        List<Change> later =
                commits.stream()
                        .filter(commit -> ran != null || commit.time().isAfter(trouble.onset()))
                        .toList();
        Set<String> held =
                history == null || ran == null
                        ? Set.of()
                        : history.held(ran, later.stream().map(Change::ref).toList(), deadline);
        List<Change> since =
                later.stream()
                        .filter(commit -> !held.contains(commit.ref()))
                        .sorted(Comparator.comparing(Change::time).reversed())
                        .toList();
        if (since.size() > MOST_LOOKED_INTO) {
            remarks.add(
                    "Of the "
                            + since.size()
                            + " commits since, the newest "
                            + MOST_LOOKED_INTO
                            + " were looked into.");
        }
        var candidates = new ArrayList<Candidate>();
        for (Change commit : since.subList(0, Math.min(since.size(), MOST_LOOKED_INTO))) {
            detail(commit)
                    .flatMap(detail ->
                            relevance.of(
                                    commit.ref(),
                                    commit.time(),
                                    detail.message(),
                                    detail.files().stream().map(ChangedFile::path).toList()))
                    .ifPresent(candidates::add);
        }
        candidates.sort(
                Comparator.comparing((Candidate candidate) -> !candidate.likely())
                        .thenComparing(Comparator.comparing(Candidate::time).reversed()));
        return candidates;
    }

    private Optional<ChangeDetail> detail(Change commit) {
        ChangeSource source = sources.get(commit.stream());
        return source == null || deadline.passed()
                ? Optional.empty()
                : source.detail(commit.ref(), deadline);
    }

    private Deployment deployment(
            Change deploy, Repository repository, List<Candidate> candidates) {
        Optional<String> commit = repository.commit(deploy.version());
        CommitHistory history = repository.history();
        if (commit.isEmpty() || history == null) {
            return new Deployment(deploy.time(), deploy.version(), false, Set.of(), false);
        }
        String ran = repository.ran();
        boolean back =
                ran != null
                        && !ran.equals(commit.get())
                        && history.holds(ran, commit.get(), deadline) == CommitHistory.Holds.YES;
        Set<String> held =
                history.held(
                        commit.get(), candidates.stream().map(Candidate::id).toList(), deadline);
        return new Deployment(deploy.time(), deploy.version(), true, held, back);
    }

    private List<Incidental> others() {
        return changes.stream()
                .filter(change -> change.time().isAfter(trouble.onset()))
                .filter(change ->
                        switch (change.kind()) {
                            case DEPLOY, COMMIT, TAG -> false;
                            default -> true;
                        })
                .map(change -> new Incidental(change.time(), change.kind(), change.subject()))
                .toList();
    }

    private List<Change> of(ChangeKind kind) {
        return changes.stream()
                .filter(change -> change.kind() == kind)
                .sorted(Comparator.comparing(Change::time))
                .toList();
    }
}
