package dev.watchkeeper.source;

import java.util.List;

/// What the text of a statement shows.
///
/// @param parameters the names of its parameters in the order in which they first appear, without
///   their mark: `from` for `:from`, `@from` or `$from`; `1` for the first of those that have a
///   place instead of a name (`?`, `?1`, `$1`)
/// @param positional true when they have places; a statement never has both kinds
public record SqlStatement(List<String> parameters, boolean positional) {}
