package dev.watchkeeper.source.git;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// When another commit was checked out, by the log that git keeps of `HEAD`. A commit that was made
/// here is no deploy: it was there already.
final class Checkouts {

    private static final int MOST = 4 << 20;
    private static final Pattern LINE =
            Pattern.compile(
                    "(?<before>[0-9a-f]{40,64}) (?<after>[0-9a-f]{40,64}) [^<]*<[^>]*> "
                            + "(?<time>\\d{1,11}) [-+]\\d{4}(?:\\t(?<what>.*))?");

    private Checkouts() {}

    /// What was checked out before, by the reference of a change.
    static Optional<String> before(Repository repository, String ref) throws IOException {
        return lines(repository)
                .filter(line -> ref.equals(ref(line)))
                .map(line -> line.group("before"))
                .filter(before -> !before.matches("0+"))
                .findFirst();
    }

    private static Stream<Matcher> lines(Repository repository) throws IOException {
        GitFolder folder = repository.folder();
        return folder.text(folder.own().resolve("logs").resolve("HEAD"), MOST)
                .orElse("")
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches);
    }

    private static String ref(Matcher line) {
        return "head:" + Long.parseLong(line.group("time")) + ":" + line.group("after");
    }

    /// @param stream the name of the stream of changes
    static List<Change> read(Repository repository, String stream) throws IOException {
        var changes = new ArrayList<Change>();
        for (Matcher matcher : lines(repository).toList()) {
            String before = matcher.group("before");
            String after = matcher.group("after");
            String what = matcher.group("what") == null ? "" : matcher.group("what");
            if (before.equals(after) || what.startsWith("commit")) {
                continue;
            }
            changes.add(
                    new Change(
                            stream,
                            ref(matcher),
                            Instant.ofEpochSecond(Long.parseLong(matcher.group("time"))),
                            ChangeKind.DEPLOY,
                            repository.refs().checkedOut(),
                            after.substring(0, GitChanges.SHORT),
                            (before.matches("0+")
                                            ? "checked out "
                                            : "checked out after "
                                                    + before.substring(0, GitChanges.SHORT)
                                                    + ": ")
                                    + what));
        }
        return changes;
    }
}
