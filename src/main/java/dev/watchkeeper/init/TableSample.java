package dev.watchkeeper.init;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Some rows of a table, the newest where it has row ids.
///
/// @param rows by column
/// @param count of all rows; null where counting took too long
/// @param states of the column that looks like a state of jobs, each value of the newest 20,000
///   rows; empty where there is no such column
record TableSample(
        String table,
        List<String> columns,
        List<Map<String, @Nullable Object>> rows,
        @Nullable Long count,
        List<String> states) {

    /// The column of that name, in any case.
    Optional<String> column(String name) {
        return columns.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    /// The values of a column that are not null.
    List<Object> values(String column) {
        return rows.stream().map(row -> row.get(column)).filter(Objects::nonNull).toList();
    }

    /// True when the column has values and nearly all are such.
    boolean nearlyAll(String column, Predicate<Object> such) {
        List<Object> values = values(column);
        return !values.isEmpty() && values.stream().filter(such).count() * 10 >= values.size() * 9L;
    }

    /// How many different values the sample has.
    long distinct(String column) {
        return values(column).stream().map(String::valueOf).distinct().count();
    }
}
