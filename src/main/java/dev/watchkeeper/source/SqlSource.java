package dev.watchkeeper.source;

import dev.watchkeeper.model.Deadline;
import java.util.List;
import java.util.function.Predicate;

/// Read-only SQL over one source: statements of tools.yaml, never of whoever asks. Thread-safe,
/// streaming. No statement can write, reach another file, or go on after its deadline.
public interface SqlSource {

    /// Looks at the text of a statement alone; nothing is opened, so it works while the source is
    /// absent.
    ///
    /// @throws BadRequest when it is not exactly one reading statement, saying what is wrong
    SqlStatement check(String statement);

    /// Prepares a statement against the tables as they are now, and does not run it: the columns it
    /// gives, each name once.
    ///
    /// @throws BadRequest as [#check(String)], and when it does not fit the tables
    /// @throws SourceUnavailable when the source does not answer
    List<String> columns(String statement, Deadline deadline);

    /// Gives the rows to `visitor`, one at a time, until it answers false, the row cap is reached,
    /// or time is up. The statement is checked anew each time.
    ///
    /// @throws BadRequest as [#columns(String, Deadline)], and when the parameters given are not
    ///   those of the statement
    /// @throws SourceUnavailable when the source does not answer
    SqlReport read(SqlQuery query, Predicate<SqlRow> visitor);
}
