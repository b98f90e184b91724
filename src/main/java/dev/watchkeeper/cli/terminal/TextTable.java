package dev.watchkeeper.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Rows of texts as lines whose columns stand under one another.
public final class TextTable {

    private TextTable() {}

    /// The lines of a table.
    ///
    /// @param rows the titles first; all of one length
    /// @param widest the most columns of the terminal that a column of the table takes; what is
    ///   longer is cut. The last column is as wide as it wants
    public static List<String> lines(List<List<String>> rows, int widest) {
        int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                int width = TextWidth.of(row.get(i));
                widths[i] = Math.max(widths[i], i == columns - 1 ? width : Math.min(widest, width));
            }
        }
        var lines = new ArrayList<String>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(TextWidth.fit(row.get(i), widths[i])).append("  ");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
