package dev.watchkeeper.tool;

import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.source.SqlRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The values of a row of SQL as cells of an answer.
final class SqlCells {

    /// From here on, JSON readers that keep numbers as doubles lose digits (RFC 8259, section 6).
    private static final long LARGEST_EXACT = 1L << 53;

    private SqlCells() {}

    /// A row that fits into its budget, however long its texts are.
    static @Nullable Object[] of(SqlRow row) {
        int cell = Budget.CELL;
        @Nullable Object[] shown = cells(row, cell);
        while (cell > 1 && JsonSize.of(Arrays.asList(shown)) > Budget.ROW) {
            cell /= 2;
            shown = cells(row, cell);
        }
        return shown;
    }

    private static @Nullable Object[] cells(SqlRow row, int cell) {
        @Nullable Object[] shown = new @Nullable Object[row.values().size()];
        for (int i = 0; i < shown.length; i++) {
            shown[i] =
                    switch (row.values().get(i)) {
                        case String text -> Excerpt.headAndTail(text, cell);
                        case Long number when Math.abs(number) > LARGEST_EXACT -> number.toString();
                        case Double number when !Double.isFinite(number) -> number.toString();
                        case null -> null;
                        case Object value -> value;
                    };
        }
        return shown;
    }
}
