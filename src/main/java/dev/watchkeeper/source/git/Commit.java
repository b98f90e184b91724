package dev.watchkeeper.source.git;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A commit.
///
/// @param tree the id of the folder it holds
/// @param parents the ids of the commits before it; several for a merge
/// @param author by name, without the address
/// @param time when it was committed, which may be later than when it was written
/// @param message whole
record Commit(
        String id, String tree, List<String> parents, String author, Instant time, String message) {

    private static final Pattern PERSON =
            Pattern.compile("(?<name>[^<]*+)<[^>]*+>(?: (?<time>\\d{1,11}))?+.*+");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");

    static Commit parse(String id, RawObject object) throws BrokenRepository {
        if (object.kind() != ObjectKind.COMMIT) {
            throw new BrokenRepository("what should be a commit is none");
        }
        String text = object.text();
        int end = text.indexOf("\n\n");
        String head = end < 0 ? text : text.substring(0, end);
        String tree = "";
        String author = "";
        Instant time = Instant.EPOCH;
        var parents = new ArrayList<String>();
        for (String line : head.split("\n", -1)) {
            int space = line.indexOf(' ');
            String value = line.substring(space + 1);
            switch (space < 0 ? "" : line.substring(0, space)) {
                case "tree" -> tree = value;
                case "parent" -> parents.add(value);
                case "author" -> author = nameOf(value);
                case "committer" -> time = timeOf(value);
                default -> {
                    // signatures and encodings say nothing here
                }
            }
        }
        if (!ID.matcher(tree).matches()
                || !parents.stream().allMatch(parent -> ID.matcher(parent).matches())) {
            throw new BrokenRepository("a commit names no objects");
        }
        return new Commit(
                id,
                tree,
                List.copyOf(parents),
                author,
                time,
                end < 0 ? "" : text.substring(end + 2).strip());
    }

    /// The name in `Ann Example <ann@example.org> 1700000000 +0100`.
    static String nameOf(String person) {
        Matcher matcher = PERSON.matcher(person);
        return matcher.matches() ? matcher.group("name").strip() : "";
    }

    /// The time in `Ann Example <ann@example.org> 1700000000 +0100`.
    static Instant timeOf(String person) {
        Matcher matcher = PERSON.matcher(person);
        return matcher.matches() && matcher.group("time") != null
                ? Instant.ofEpochSecond(Long.parseLong(matcher.group("time")))
                : Instant.EPOCH;
    }

    /// The first line of the message.
    String subject() {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}
