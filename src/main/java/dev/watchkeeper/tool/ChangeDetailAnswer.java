package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.ChangeStream;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeDetail;
import dev.watchkeeper.model.ChangedFile;
import dev.watchkeeper.model.SourceUnavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// All of one change, as a part of an answer.
final class ChangeDetailAnswer {

    /// The texts in it that strangers wrote.
    static final List<String> UNTRUSTED = List.of("change");

    private static final int LONGEST_REF = 300;
    private static final int MOST_FILES = 60;
    private static final int LONGEST_DIFF = 9_000;
    private static final int LONGEST_MESSAGE = 2_000;

    private ChangeDetailAnswer() {}

    /// Keys: `stream`, `ref`, `kind`, `time`, `subject`, `version`, `text`, `author`, `message`,
    /// `files` (path, how, added, removed), `diff`, `remarks`; those that are empty are left out.
    ///
    /// @param ref of a change, or the id of a commit or its beginning
    /// @throws BadRequest when no stream of changes has it
    static Map<String, Object> of(Catalog catalog, String ref, Call call) {
        var unavailable = new ArrayList<String>();
        for (ChangeStream stream : catalog.changes().values()) {
            try {
                Optional<ChangeDetail> detail =
                        ref.length() > LONGEST_REF
                                ? Optional.empty()
                                : stream.source().detail(ref, call.deadline());
                if (detail.isPresent()) {
                    return answer(detail.get());
                }
            } catch (SourceUnavailable e) {
                unavailable.add(e.text());
            }
        }
        throw new BadRequest(
                catalog.changes().isEmpty()
                        ? "tools.yaml declares no changes"
                        : "there is no change with that ref now in "
                                + String.join(", ", catalog.changes().keySet())
                                + "; take it from a row of find_changes"
                                + (unavailable.isEmpty()
                                        ? ""
                                        : " (" + String.join("; ", unavailable) + ")"));
    }

    private static Map<String, Object> answer(ChangeDetail detail) {
        Change change = detail.change();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("stream", change.stream());
        answer.put("ref", change.ref());
        answer.put("kind", change.kind().word());
        answer.put("time", change.time().toString());
        answer.put("subject", Excerpt.head(change.subject(), 200));
        if (change.version() != null) {
            answer.put("version", Excerpt.head(change.version(), 100));
        }
        answer.put("text", Excerpt.head(change.text(), 300));
        if (detail.author() != null) {
            answer.put("author", Excerpt.head(detail.author(), 100));
        }
        if (!detail.message().equals(change.text())) {
            answer.put("message", Excerpt.headAndTail(detail.message(), LONGEST_MESSAGE));
        }
        if (!detail.files().isEmpty()) {
            answer.put("files", files(detail.files()));
        }
        if (detail.diff() != null) {
            answer.put("diff", Excerpt.head(detail.diff(), LONGEST_DIFF));
        }
        List<String> remarks = new ArrayList<>(detail.remarks());
        if (detail.files().size() > MOST_FILES) {
            remarks.add("Of " + detail.files().size() + " files the first are listed.");
        }
        if (detail.diff() != null && detail.diff().length() > LONGEST_DIFF) {
            remarks.removeIf(remark -> remark.startsWith("The diff is cut"));
            remarks.add("The diff is cut at " + LONGEST_DIFF + " characters.");
        }
        if (!remarks.isEmpty()) {
            answer.put("remarks", remarks);
        }
        return answer;
    }

    private static Map<String, Object> files(List<ChangedFile> files) {
        var table = new Table(List.of("path", "how", "added", "removed"), 4_000, MOST_FILES);
        for (ChangedFile file : files) {
            table.add(
                    Excerpt.head(file.path(), 200),
                    file.how().name().toLowerCase(Locale.ROOT),
                    file.added(),
                    file.removed());
        }
        return table.asMap();
    }
}
