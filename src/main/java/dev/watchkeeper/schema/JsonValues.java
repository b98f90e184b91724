package dev.watchkeeper.schema;

import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.Kind;
import dev.watchkeeper.schema.Tree.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON values (maps, lists, strings, numbers, booleans, nulls, as a JSON parser gives them) from
/// and to [Tree]s.
public final class JsonValues {

    private JsonValues() {}

    /// A JSON value as a document without lines.
    ///
    /// @throws IllegalArgumentException when it holds anything that is no JSON value
    public static Tree toTree(@Nullable Object value) {
        return switch (value) {
            case null -> new Scalar(0, Kind.NULL, "", "null");
            case Map<?, ?> map -> {
                var entries = new ArrayList<Entry>();
                map.forEach((k, v) -> entries.add(new Entry(String.valueOf(k), 0, toTree(v))));
                yield new Tree.MapNode(0, entries);
            }
            case Collection<?> items ->
                    new Tree.ListNode(0, items.stream().map(JsonValues::toTree).toList());
            case Boolean truth -> scalar(Kind.BOOLEAN, truth.toString());
            case Integer number -> scalar(Kind.INTEGER, number.toString());
            case Long number -> scalar(Kind.INTEGER, number.toString());
            case BigInteger number -> scalar(Kind.INTEGER, number.toString());
            case BigDecimal number -> scalar(Kind.DECIMAL, number.toPlainString());
            case Number number -> scalar(Kind.DECIMAL, number.toString());
            case CharSequence text -> scalar(Kind.TEXT, text.toString());
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
        };
    }

    /// A document as JSON values; maps keep their order.
    static @Nullable Object toJava(Tree tree) {
        return switch (tree) {
            case Tree.MapNode map -> {
                var values = new LinkedHashMap<String, @Nullable Object>();
                map.entries().forEach(e -> values.put(e.key(), toJava(e.value())));
                yield values;
            }
            case Tree.ListNode list -> {
                List<@Nullable Object> values = new ArrayList<>();
                list.items().forEach(item -> values.add(toJava(item)));
                yield values;
            }
            case Scalar scalar ->
                    switch (scalar.kind()) {
                        case NULL -> null;
                        case TEXT -> scalar.text();
                        case BOOLEAN -> scalar.text().equalsIgnoreCase("true");
                        case DECIMAL -> Double.valueOf(scalar.text());
                        case INTEGER -> whole(scalar.text());
                    };
        };
    }

    private static Object whole(String text) {
        var number = new BigInteger(text);
        if (number.bitLength() < 32) {
            return number.intValue();
        }
        return number.bitLength() < 64 ? number.longValue() : number;
    }

    private static Scalar scalar(Kind kind, String text) {
        return new Scalar(0, kind, text, text);
    }
}
