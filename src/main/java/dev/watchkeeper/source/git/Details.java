package dev.watchkeeper.source.git;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeDetail;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.CommitHistory.Holds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All of one change of a repository. A reference only chooses among what is there.
///
/// @param stream the name of the stream of changes
record Details(Repository repository, String stream) {

    private static final String TAG = "tag:";
    private static final String HEAD = "head:";
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int MOST_COMMITS = 40;

    Optional<ChangeDetail> of(String ref, Deadline deadline) throws IOException {
        if (ref.startsWith(TAG)) {
            return tag(ref.substring(TAG.length()), deadline);
        }
        if (ref.startsWith(HEAD)) {
            for (Change change : Checkouts.read(repository, stream)) {
                if (change.ref().equals(ref)) {
                    return Optional.of(checkout(change, deadline));
                }
            }
            return Optional.empty();
        }
        Optional<String> id =
                repository.objects().isId(ref) ? Optional.of(ref) : repository.resolved(ref);
        Optional<Commit> commit =
                id.isEmpty() || repository.objects().read(id.get()).isEmpty()
                        ? Optional.empty()
                        : repository.commit(id.get());
        return commit.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        detail(
                                GitChanges.change(stream, repository, commit.get()),
                                commit.get(),
                                commit.get().message(),
                                deadline));
    }

    private Optional<ChangeDetail> tag(String name, Deadline deadline) throws IOException {
        String id = repository.refs().all().get(Tags.PREFIX + name);
        Optional<Change> change =
                id == null ? Optional.empty() : new Tags(repository, stream).change(name, id);
        Optional<String> commit = id == null ? Optional.empty() : repository.peeled(id);
        if (change.isEmpty() || commit.isEmpty()) {
            return Optional.empty();
        }
        Optional<Commit> tagged = repository.commit(commit.get());
        return tagged.isEmpty()
                ? Optional.empty()
                : Optional.of(detail(change.get(), tagged.get(), tagged.get().message(), deadline));
    }

    private ChangeDetail detail(Change change, Commit commit, String message, Deadline deadline)
            throws IOException {
        CommitDifference difference = CommitDifference.of(repository, commit, deadline);
        var remarks = new ArrayList<>(difference.remarks());
        return new ChangeDetail(
                change,
                commit.author(),
                cut(message, remarks),
                difference.files(),
                difference.diff(),
                List.copyOf(remarks));
    }

    private static String cut(String message, List<String> remarks) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        remarks.add("The message is cut at " + LONGEST_MESSAGE + " characters.");
        int end = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1)) ? 1 : 0;
        return message.substring(0, LONGEST_MESSAGE - end);
    }

    /// What came with a checkout: the commits that were not there before.
    private ChangeDetail checkout(Change change, Deadline deadline) throws IOException {
        String after = change.ref().substring(change.ref().lastIndexOf(':') + 1);
        var lines = new ArrayList<String>();
        lines.add(change.text());
        var walk = new CommitWalk(repository);
        walk.from(after);
        Optional<String> before = Checkouts.before(repository, change.ref());
        var known = new Ancestry(repository);
        while (walk.peek() != null && lines.size() <= MOST_COMMITS) {
            Commit commit = walk.take();
            if (before.isEmpty()
                    || known.holds(before.get(), commit.id(), commit.time(), deadline)
                            != Holds.NO) {
                break;
            }
            lines.add(
                    commit.id().substring(0, GitChanges.SHORT)
                            + " "
                            + commit.time()
                            + " "
                            + commit.subject());
        }
        return new ChangeDetail(change, null, String.join("\n", lines), List.of(), null, List.of());
    }
}
