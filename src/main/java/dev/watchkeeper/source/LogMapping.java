package dev.watchkeeper.source;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the parts of a log entry are found in a source. Every name is a column, a JSON key, a
/// dotted path into a JSON column or object (`data.message`), or a named group of a text pattern;
/// null means the source's usual place for its format, or that there is none.
///
/// @param table the table or view (SQL sources)
/// @param id the row id column (SQL sources); null for the table's own
/// @param where which rows belong to the stream: column or path → the values it may have
/// @param fields further values to show, by the last part of their path; empty for all that are
///   left over
public record LogMapping(
        @Nullable String table,
        @Nullable String id,
        Map<String, List<String>> where,
        @Nullable String time,
        @Nullable String level,
        @Nullable String logger,
        @Nullable String message,
        @Nullable String exception,
        List<String> fields) {}
