package dev.watchkeeper.source.git;

import java.util.ArrayList;
import java.util.List;

/// How a text became another, in the unified format of diff(1) with three lines around each change.
///
/// @param old the lines before
/// @param now the lines after
/// @param edits what differs
record FileDifference(List<String> old, List<String> now, List<LineDifference.Edit> edits) {

    private static final int AROUND = 3;
    private static final int LONGEST_LINE = 400;

    static FileDifference of(List<String> old, List<String> now) {
        return new FileDifference(old, now, LineDifference.of(old, now));
    }

    int added() {
        return edits.stream().mapToInt(edit -> edit.newUntil() - edit.newFrom()).sum();
    }

    int removed() {
        return edits.stream().mapToInt(edit -> edit.until() - edit.from()).sum();
    }

    /// Appends the lines until there are `most` characters.
    ///
    /// @return true when all of them are there
    boolean write(StringBuilder into, int most) {
        int first = 0;
        while (first < edits.size()) {
            int last = first;
            while (last + 1 < edits.size()
                    && edits.get(last + 1).from() - edits.get(last).until() <= 2 * AROUND) {
                last++;
            }
            for (String line : hunk(edits.subList(first, last + 1))) {
                if (into.length() + line.length() + 1 > most) {
                    return false;
                }
                into.append(line).append('\n');
            }
            first = last + 1;
        }
        return true;
    }

    private List<String> hunk(List<LineDifference.Edit> some) {
        int from = Math.max(0, some.getFirst().from() - AROUND);
        int newFrom = some.getFirst().newFrom() - (some.getFirst().from() - from);
        int until = Math.min(old.size(), some.getLast().until() + AROUND);
        int newUntil = some.getLast().newUntil() + until - some.getLast().until();
        var lines = new ArrayList<String>();
        lines.add(
                "@@ -"
                        + range(from, until - from)
                        + " +"
                        + range(newFrom, newUntil - newFrom)
                        + " @@");
        int at = from;
        for (LineDifference.Edit edit : some) {
            add(lines, ' ', old.subList(at, edit.from()));
            add(lines, '-', old.subList(edit.from(), edit.until()));
            add(lines, '+', now.subList(edit.newFrom(), edit.newUntil()));
            at = edit.until();
        }
        add(lines, ' ', old.subList(at, until));
        return lines;
    }

    private static String range(int from, int count) {
        int first = count == 0 ? from : from + 1;
        return count == 1 ? String.valueOf(first) : first + "," + count;
    }

    private static void add(List<String> lines, char mark, List<String> some) {
        for (String line : some) {
            lines.add(
                    mark
                            + (line.length() > LONGEST_LINE
                                    ? line.substring(0, LONGEST_LINE) + " …"
                                    : line));
        }
    }
}
