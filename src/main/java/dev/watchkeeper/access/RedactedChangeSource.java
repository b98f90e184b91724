package dev.watchkeeper.access;

import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeDetail;
import dev.watchkeeper.model.ChangedFile;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.CommitHistory;
import dev.watchkeeper.source.ReadReport;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A stream of changes without its secrets, which people do commit; see [RedactedLogSource].
///
/// @param source which still has them
public record RedactedChangeSource(ChangeSource source, Redactor redactor) implements ChangeSource {

    /// The id of a commit says nothing, and is needed to ask on.
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    @Override
    public ReadReport changes(TimeRange range, Predicate<Change> visitor) {
        return source.changes(range, change -> visitor.test(redacted(change)));
    }

    @Override
    public ReadReport changes(TimeRange range, Deadline deadline, Predicate<Change> visitor) {
        return source.changes(range, deadline, change -> visitor.test(redacted(change)));
    }

    @Override
    public Optional<ChangeDetail> detail(String ref, Deadline deadline) {
        return source.detail(ref, deadline).map(this::redacted);
    }

    @Override
    public Optional<CommitHistory> history() {
        return source.history();
    }

    private ChangeDetail redacted(ChangeDetail detail) {
        return new ChangeDetail(
                redacted(detail.change()),
                redacted(detail.author()),
                redactor.text(detail.message()).text(),
                detail.files().stream()
                        .map(file ->
                                new ChangedFile(
                                        redactor.text(file.path()).text(),
                                        file.how(),
                                        file.added(),
                                        file.removed()))
                        .toList(),
                redacted(detail.diff()),
                detail.remarks());
    }

    private Change redacted(Change change) {
        String version = change.version();
        return new Change(
                change.stream(),
                change.ref(),
                change.time(),
                change.kind(),
                redactor.text(change.subject()).text(),
                version == null || COMMIT.matcher(version).matches() ? version : redacted(version),
                redactor.text(change.text()).text());
    }

    private @Nullable String redacted(@Nullable String text) {
        return text == null ? null : redactor.text(text).text();
    }
}
