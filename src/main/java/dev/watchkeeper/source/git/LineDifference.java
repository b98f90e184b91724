package dev.watchkeeper.source.git;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Which lines differ between two texts: E. Myers, "An O(ND) Difference Algorithm and Its
/// Variations" (1986). Texts that differ in more than a thousand lines are not compared line by
/// line: all of the differing part is replaced then.
final class LineDifference {

    private static final int MOST = 1_000;

    private LineDifference() {}

    /// Lines of the old text that became lines of the new one.
    ///
    /// @param from the first line of the old text, from 0 on
    /// @param until the line behind the last; the same as `from` where lines were only added
    /// @param newFrom the first line of the new text
    /// @param newUntil the line behind the last
    record Edit(int from, int until, int newFrom, int newUntil) {}

    /// In order.
    static List<Edit> of(List<String> old, List<String> now) {
        int head = 0;
        int least = Math.min(old.size(), now.size());
        while (head < least && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < least - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<String> left = old.subList(head, old.size() - tail);
        List<String> right = now.subList(head, now.size() - tail);
        if (left.isEmpty() && right.isEmpty()) {
            return List.of();
        }
        if (left.isEmpty() || right.isEmpty()) {
            return List.of(new Edit(head, head + left.size(), head, head + right.size()));
        }
        return shifted(script(left, right), head);
    }

    private static List<Edit> shifted(List<Edit> edits, int by) {
        return edits.stream()
                .map(edit ->
                        new Edit(
                                edit.from + by,
                                edit.until + by,
                                edit.newFrom + by,
                                edit.newUntil + by))
                .toList();
    }

    /// The furthest reaching paths for each number of differences, then back along the shortest.
    private static List<Edit> script(List<String> old, List<String> now) {
        int n = old.size();
        int m = now.size();
        int most = Math.min(n + m, MOST);
        var reached = new ArrayList<int[]>();
        int[] furthest = new int[2 * most + 3];
        int middle = most + 1;
        for (int d = 0; d <= most; d++) {
            int[] before = new int[2 * d + 1];
            for (int k = -d; k <= d; k++) {
                before[k + d] = furthest[middle + k];
            }
            reached.add(before);
            for (int k = -d; k <= d; k += 2) {
                boolean down =
                        k == -d || (k != d && furthest[middle + k - 1] < furthest[middle + k + 1]);
                int x = down ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1;
                int y = x - k;
                while (x < n && y < m && old.get(x).equals(now.get(y))) {
                    x++;
                    y++;
                }
                furthest[middle + k] = x;
                if (x >= n && y >= m) {
                    return back(reached, n, m);
                }
            }
        }
        return List.of(new Edit(0, n, 0, m));
    }

    /// @param reached for each number of differences d, what was reached before it on the diagonals
    ///   -d to d
    private static List<Edit> back(List<int[]> reached, int n, int m) {
        var edits = new ArrayList<Edit>();
        int x = n;
        int y = m;
        for (int d = reached.size() - 1; d > 0; d--) {
            int[] before = reached.get(d);
            int k = x - y;
            boolean down = k == -d || (k != d && before[k - 1 + d] < before[k + 1 + d]);
            int fromK = down ? k + 1 : k - 1;
            int fromX = before[fromK + d];
            int fromY = fromX - fromK;
            edits.add(
                    down
                            ? new Edit(fromX, fromX, fromY, fromY + 1)
                            : new Edit(fromX, fromX + 1, fromY, fromY));
            x = fromX;
            y = fromY;
        }
        Collections.reverse(edits);
        return joined(edits);
    }

    private static List<Edit> joined(List<Edit> edits) {
        var joined = new ArrayList<Edit>();
        for (Edit edit : edits) {
            Edit last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.until == edit.from && last.newUntil == edit.newFrom) {
                joined.set(
                        joined.size() - 1,
                        new Edit(last.from, edit.until, last.newFrom, edit.newUntil));
            } else {
                joined.add(edit);
            }
        }
        return joined;
    }
}
