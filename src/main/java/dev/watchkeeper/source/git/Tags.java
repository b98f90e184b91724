package dev.watchkeeper.source.git;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.model.Deadline;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tags of a repository as changes, at the time at which each was made; a tag that does not say
/// that stands at the time of its commit.
final class Tags {

    static final String PREFIX = "refs/tags/";
    private static final int MOST = 5_000;

    private final Repository repository;
    private final String stream;
    private boolean complete = true;

    /// @param stream the name of the stream of changes
    Tags(Repository repository, String stream) {
        this.repository = repository;
        this.stream = stream;
    }

    /// False when there were too many to look at, or time was up.
    boolean complete() {
        return complete;
    }

    List<Change> read(Deadline deadline) throws IOException {
        var changes = new ArrayList<Change>();
        for (Map.Entry<String, String> ref : repository.refs().all().entrySet()) {
            if (!ref.getKey().startsWith(PREFIX)) {
                continue;
            }
            if (changes.size() == MOST || deadline.passed()) {
                complete = false;
                break;
            }
            change(ref.getKey().substring(PREFIX.length()), ref.getValue()).ifPresent(changes::add);
        }
        return changes;
    }

    Optional<Change> change(String name, String id) throws IOException {
        Optional<RawObject> object = repository.objects().read(id);
        Optional<String> commit = repository.peeled(id);
        if (object.isEmpty() || commit.isEmpty()) {
            return Optional.empty();
        }
        Optional<Commit> tagged = repository.commit(commit.get());
        if (tagged.isEmpty()) {
            return Optional.empty();
        }
        Instant time = tagged.get().time();
        String text = tagged.get().subject();
        if (object.get().kind() == ObjectKind.TAG) {
            Tag tag = Tag.parse(object.get());
            time = tag.time() == null ? time : tag.time();
            text = tag.message().isEmpty() ? text : tag.message().lines().findFirst().orElse(text);
        }
        return Optional.of(
                new Change(
                        stream,
                        "tag:" + name,
                        time,
                        ChangeKind.TAG,
                        commit.get().substring(0, GitChanges.SHORT),
                        name,
                        text));
    }
}
