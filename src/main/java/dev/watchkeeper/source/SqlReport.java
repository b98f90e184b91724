package dev.watchkeeper.source;

import java.util.List;

/// What came of running a statement.
///
/// @param columns the names of its columns, each once
/// @param rows how many rows were visited
/// @param end why it ended
/// @param remarks what whoever reads the answer must know, in sentences of our own with no text
///   from the source: values that were cut, a possibly stale read
public record SqlReport(List<String> columns, int rows, End end, List<String> remarks) {

    /// Why a statement ended.
    public enum End {
        /// There are no more rows.
        ALL,
        /// There are more rows than were asked for.
        ROW_CAP,
        /// The visitor had enough.
        VISITOR,
        /// Time was up or the caller cancelled: the rows visited are not all, and none means
        /// nothing.
        DEADLINE,
        /// The file is damaged where it was read on: the rows visited are not all.
        CORRUPT
    }

    /// True when every row was visited.
    public boolean complete() {
        return end == End.ALL;
    }
}
