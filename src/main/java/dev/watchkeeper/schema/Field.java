package dev.watchkeeper.schema;

import dev.watchkeeper.schema.ScalarReader.Refused;
import dev.watchkeeper.schema.Tree.Kind;
import dev.watchkeeper.schema.Tree.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An argument that no record declares, but a file.
///
/// @param type String, long, double or boolean
/// @param list true for a list of that type
/// @param required false for one that is null when it is not given, unless it has a default
/// @param byDefault a value of the type, or a list of such; null when there is none
/// @param allowed the only values there may be; empty for all
/// @param least the least value of a number, or null
/// @param most the greatest value of a number, or null
public record Field(
        String name,
        Class<?> type,
        boolean list,
        boolean required,
        @Nullable Object byDefault,
        List<Object> allowed,
        @Nullable Double least,
        @Nullable Double most,
        @Nullable String doc) {

    private static final ScalarReader WRITTEN =
            new ScalarReader(Types.builtIn(), Strictness.DOCUMENT);

    /// What a file says of a value of that type: the value, or the one problem with it.
    public static Reading<Object> read(Tree tree, Class<?> type, String path) {
        try {
            if (tree instanceof Scalar scalar && !tree.isNull()) {
                return new Reading<>(WRITTEN.read(scalar, type, null), List.of());
            }
            throw new Refused("expected " + WRITTEN.expected(type));
        } catch (Refused e) {
            return new Reading<>(null, List.of(new Problem(tree.line(), path, e.text())));
        }
    }

    /// A value that a file was found to say, from its text.
    public static Object value(String text, Class<?> type) {
        Tree tree =
                type == String.class
                        ? new Scalar(0, Kind.TEXT, text, text)
                        : Scalar.plain(0, text, text);
        return read(tree, type, "")
                .orElseThrow(problems -> new IllegalArgumentException(problems.toString()));
    }
}
