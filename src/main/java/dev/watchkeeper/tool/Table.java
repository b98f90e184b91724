package dev.watchkeeper.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows under named columns, the cheapest form of JSON for a list, within a budget of characters.
/// Columns in which no row has a value are left out.
public final class Table {

    private final List<String> columns;
    private final int budget;
    private final int mostRows;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private int used;
    private boolean cut;

    /// @param columns the names of the columns
    /// @param budget how many characters the rows may take as JSON
    /// @param mostRows how many rows there may be
    public Table(List<String> columns, int budget, int mostRows) {
        this.columns = List.copyOf(columns);
        this.budget = budget;
        this.mostRows = mostRows;
    }

    /// Adds a row, or answers false and adds nothing when there is no room for it.
    public boolean add(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells for " + columns.size() + " columns");
        }
        int size = 2;
        for (Object cell : cells) {
            size += JsonSize.of(cell) + 1;
        }
        if (rows.size() >= mostRows || used + size > budget) {
            cut = true;
            return false;
        }
        rows.add(cells);
        used += size;
        return true;
    }

    /// True when a row of this many characters would still fit.
    public boolean hasRoom(int characters) {
        return rows.size() < mostRows && used + characters <= budget;
    }

    /// True when a row was refused.
    public boolean cut() {
        return cut;
    }

    public int size() {
        return rows.size();
    }

    /// As a part of an answer: `columns` and `rows`.
    Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("columns", columns());
        map.put("rows", rows());
        return map;
    }

    List<String> columns() {
        return keep(columns.toArray());
    }

    List<List<@Nullable Object>> rows() {
        var kept = new ArrayList<List<@Nullable Object>>(rows.size());
        for (Object[] row : rows) {
            kept.add(keep(row));
        }
        return kept;
    }

    @SuppressWarnings("unchecked") // the cells of a row are whatever was added; names are texts
    private <T> List<T> keep(@Nullable Object[] row) {
        var kept = new ArrayList<T>(row.length);
        for (int i = 0; i < row.length; i++) {
            int column = i;
            if (rows.isEmpty() || rows.stream().anyMatch(r -> r[column] != null)) {
                kept.add((T) row[i]);
            }
        }
        return kept;
    }
}
