package dev.watchkeeper.source.sqlite.wall;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tables and views that may be read.
///
/// @param names in lower case; null for all of the database's own, but SQLite's and the insides of
///   virtual tables
public record Declared(@Nullable Set<String> names) {

    /// Whatever a statement of tools.yaml names: it is the declaration.
    public static final Declared BY_STATEMENT = new Declared(null);

    /// The one table or view of a stream.
    public static Declared table(String name) {
        return new Declared(Set.of(Catalogue.lower(name)));
    }

    /// Those that the operator lists; all where none is listed.
    public static Declared listed(Collection<String> names) {
        return names.isEmpty()
                ? BY_STATEMENT
                : new Declared(
                        names.stream()
                                .map(Catalogue::lower)
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /// True when the table or view itself is declared.
    public boolean has(String name) {
        return names == null || names.contains(Catalogue.lower(name));
    }
}
