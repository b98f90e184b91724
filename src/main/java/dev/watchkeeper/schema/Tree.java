package dev.watchkeeper.schema;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A document before anything is known of its meaning: maps, lists and scalars, each with the line
/// it stands in (1 for the first; 0 when there are no lines, as in tool arguments).
public sealed interface Tree {

    /// The line it begins in, or 0.
    int line();

    /// Keys with values, in the order of the document; each key once.
    record MapNode(int line, List<Entry> entries) implements Tree {

        public MapNode {
            entries = List.copyOf(entries);
        }

        /// The entry of a key, if it is given.
        public Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.key().equals(key)).findFirst();
        }
    }

    /// A key, the line it stands in, and its value.
    record Entry(String key, int line, Tree value) {}

    /// A list of values.
    record ListNode(int line, List<Tree> items) implements Tree {

        public ListNode {
            items = List.copyOf(items);
        }
    }

    /// A single value.
    ///
    /// @param text the value as text; empty for null
    /// @param shown what messages may say of it: the text as the person wrote it, which is not the
    ///   text itself when that came from an environment variable and may be secret
    record Scalar(int line, Kind kind, String text, String shown) implements Tree {

        private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
        private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
        private static final Pattern DECIMAL =
                Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

        /// A value without quotes, whose kind its text decides, by the core schema of YAML 1.2 (of
        /// which hexadecimal, octal, infinite and undefined numbers are left out).
        public static Scalar plain(int line, String text, String shown) {
            Kind kind =
                    NULL.matcher(text).matches()
                            ? Kind.NULL
                            : BOOLEAN.matcher(text).matches()
                                    ? Kind.BOOLEAN
                                    : INTEGER.matcher(text).matches()
                                            ? Kind.INTEGER
                                            : DECIMAL.matcher(text).matches()
                                                    ? Kind.DECIMAL
                                                    : Kind.TEXT;
            return new Scalar(line, kind, kind == Kind.NULL ? "" : text, shown);
        }
    }

    /// What a scalar is without being asked to be something else.
    enum Kind {
        NULL,
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN
    }

    /// Whether nothing is given: null, or a YAML key with nothing after it.
    default boolean isNull() {
        return this instanceof Scalar(_, Kind kind, _, _) && kind == Kind.NULL;
    }

    /// The items of a list; a single value counts as a list of one, null as an empty list.
    default List<Tree> items() {
        return this instanceof ListNode list ? list.items() : isNull() ? List.of() : List.of(this);
    }

    /// The entries of a map; none for anything else.
    default List<Entry> children() {
        return this instanceof MapNode map ? map.entries() : List.of();
    }

    /// The entry that a way of keys leads to, if it is there.
    default Optional<Entry> at(String first, String... rest) {
        Optional<Entry> found = children().stream().filter(e -> e.key().equals(first)).findFirst();
        for (String key : rest) {
            found =
                    found.flatMap(entry ->
                            entry.value().children().stream()
                                    .filter(e -> e.key().equals(key))
                                    .findFirst());
        }
        return found;
    }
}
