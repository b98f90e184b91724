package dev.watchkeeper.schema;

import java.util.List;

/// Reads a document into a record, with every problem at once.
///
/// Each component of the record is a key, in snake case. A key that is [Default] or `@Nullable`, or
/// whose type is a list, set or map, may be left out; a null counts as left out. Where a list is
/// asked for, a single value is a list of one. What a compact constructor refuses with
/// IllegalArgumentException or BadRequest is a problem of the map that was read. Components may be
/// of type String, int, long, double, boolean, [java.time.Duration], [java.time.Instant],
/// [java.time.LocalDate], [java.time.ZoneId], [java.nio.file.Path], [java.net.URI], Object
/// (anything, as JSON values), enums (in any case), records, `List`, `Set` and `Map<String, …>` of
/// these, and what [Types] adds.
public final class RecordReader {

    private final Types types;
    private final Strictness strictness;

    public RecordReader(Types types, Strictness strictness) {
        this.types = types;
        this.strictness = strictness;
    }

    /// Reads the record. All problems are found in one go.
    public <T extends Record> Reading<T> read(Tree tree, Class<T> type) {
        var binder = new Binder(types, strictness);
        Object value = binder.value(tree, type, null, "", tree.line());
        List<Problem> problems = binder.problems();
        return problems.isEmpty()
                ? new Reading<>(type.cast(value), List.of())
                : new Reading<>(null, problems);
    }
}
