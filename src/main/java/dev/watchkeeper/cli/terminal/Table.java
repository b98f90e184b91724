package dev.watchkeeper.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Rows as lines of text, each column as wide as its widest value.
public final class Table {

    private Table() {}

    /// The lines, titles first; the last column is never cut.
    ///
    /// @param widest the most columns of text that a value takes
    public static List<String> lines(List<String> titles, List<List<String>> rows, int widest) {
        var all = new ArrayList<List<String>>(List.of(titles));
        all.addAll(rows);
        int[] widths = new int[titles.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Math.min(widest, TextWidth.of(row.get(i))));
            }
        }
        var lines = new ArrayList<String>();
        for (List<String> row : all) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length - 1; i++) {
                line.append(TextWidth.fit(row.get(i), widths[i])).append("  ");
            }
            lines.add(line.append(row.getLast()).toString().stripTrailing());
        }
        return lines;
    }
}
