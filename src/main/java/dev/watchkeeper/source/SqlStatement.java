package dev.watchkeeper.source;

import java.util.List;
import java.util.Set;

/// What the text of a statement shows before any database has seen it.
///
/// @param text the statement as it is run: each parameter by its number (`?1`), nothing after it
/// @param parameters the names of its parameters in the order in which they first appear, without
///   their mark: `from` for `:from`, `@from` or `$from`; `1`, `2` … for those that have a place
///   instead of a name (`?`, `?1`, `$1`)
/// @param positional true when they have places; a statement never has both kinds
/// @param names every word and everything in quotes, in lower case: what it does not name here it
///   cannot read by its own name
public record SqlStatement(
        String text, List<String> parameters, boolean positional, Set<String> names) {

    /// How long a statement may be, in bytes.
    public static final int LONGEST = 16_000;

    public SqlStatement {
        parameters = List.copyOf(parameters);
        names = Set.copyOf(names);
    }

    /// Looks at a text, by SQLite's rules of what is a text, a comment, a name or a parameter.
    ///
    /// @throws BadRequest when it is not exactly one statement that reads (SELECT, VALUES or WITH …
    ///   SELECT), saying what is wrong
    public static SqlStatement of(String text) {
        return new SqlScan(text).statement();
    }
}
