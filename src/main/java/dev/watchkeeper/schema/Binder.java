package dev.watchkeeper.schema;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.ScalarReader.Refused;
import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.MapNode;
import dev.watchkeeper.schema.Tree.Scalar;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One reading of one document. Each method gives the value, or null after noting why there is
/// none.
final class Binder {

    private static final String TYPE = "type";
    private static final Pattern NO_SPACE_AFTER_COLON = Pattern.compile("[\\w-]+:[^\\s/:].*");

    private final Types types;
    private final Strictness strictness;
    private final ScalarReader scalars;
    private final List<Problem> problems = new ArrayList<>();

    Binder(Types types, Strictness strictness) {
        this.types = types;
        this.strictness = strictness;
        this.scalars = new ScalarReader(types, strictness);
    }

    List<Problem> problems() {
        return problems;
    }

    /// Reads one value.
    ///
    /// @param line the line of the key it belongs to
    @Nullable Object value(Tree tree, Type type, @Nullable Range range, String path, int line) {
        Class<?> raw = RecordShape.rawClass(type);
        if (raw == Object.class) {
            return JsonValues.toJava(tree);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return items(tree, type, range, path, line);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(tree, type, path, line);
        }
        var variants = types.variants(raw);
        if (variants != null) {
            return variant(tree, variants, path, line);
        }
        if (raw.isRecord() && types.scalar(raw) == null) {
            return record(tree, raw, false, path, line);
        }
        if (!(tree instanceof Scalar scalar)) {
            return refuse(tree.line(), path, unlike(scalars.expected(raw), tree));
        }
        if (tree.isNull()) {
            return refuse(line, path, "has no value; expected " + scalars.expected(raw));
        }
        try {
            return scalars.read(scalar, raw, range);
        } catch (Refused e) {
            return refuse(tree.line(), path, e.text());
        }
    }

    private @Nullable Object items(
            Tree tree, Type type, @Nullable Range range, String path, int line) {
        Type itemType = RecordShape.argument(type, 0);
        boolean isList = tree instanceof Tree.ListNode;
        var values = new ArrayList<Object>();
        int index = 0;
        boolean complete = true;
        for (Tree item : tree.items()) {
            String itemPath = isList ? path + "[" + index + "]" : path;
            Object value = value(item, itemType, null, itemPath, isList ? item.line() : line);
            if (value == null) {
                complete = false;
            } else {
                values.add(value);
            }
            index++;
        }
        if (!complete) {
            return null;
        }
        if (range != null) {
            try {
                ScalarReader.checkSize(values.size(), range);
            } catch (Refused e) {
                return refuse(line, path, e.text());
            }
        }
        return Set.class.isAssignableFrom(RecordShape.rawClass(type))
                ? Collections.unmodifiableSet(new LinkedHashSet<>(values))
                : List.copyOf(values);
    }

    private @Nullable Object map(Tree tree, Type type, String path, int line) {
        if (tree.isNull()) {
            return Map.of();
        }
        if (!(tree instanceof MapNode map)) {
            return refuse(line, path, unlike("names with values below it", tree));
        }
        Type valueType = RecordShape.argument(type, 1);
        var values = new LinkedHashMap<String, Object>();
        for (Entry entry : map.entries()) {
            Object value =
                    value(entry.value(), valueType, null, join(path, entry.key()), entry.line());
            if (value != null) {
                values.put(entry.key(), value);
            }
        }
        return values.size() == map.entries().size() ? Collections.unmodifiableMap(values) : null;
    }

    private @Nullable Object variant(
            Tree tree, Map<String, Class<? extends Record>> variants, String path, int line) {
        String allowed = "one of " + Words.list(variants.keySet());
        if (!(tree instanceof MapNode map)) {
            return refuse(line, path, unlike("keys with a type (" + allowed + ")", tree));
        }
        Entry type = map.entry(TYPE).orElse(null);
        if (type == null || type.value().isNull()) {
            return refuse(line, path, "missing key \"type\" (" + allowed + ")");
        }
        if (!(type.value() instanceof Scalar name)) {
            return refuse(type.line(), join(path, TYPE), unlike(allowed, type.value()));
        }
        Class<? extends Record> record = variants.get(name.text());
        if (record == null) {
            return refuse(
                    type.line(),
                    join(path, TYPE),
                    "no such type as "
                            + Words.quote(name.shown())
                            + Words.orMeant(name.text(), variants.keySet()));
        }
        return record(map, record, true, path, line);
    }

    private @Nullable Object record(
            Tree tree, Class<?> type, boolean variant, String path, int line) {
        RecordShape shape = RecordShape.of(type);
        if (!(tree instanceof MapNode map)) {
            return refuse(line, path, unlike("keys (" + Words.list(shape.names()) + ")", tree));
        }
        int before = problems.size();
        List<String> names = shape.names();
        // A key that is missing because it is misspelt is one problem, not two.
        var meant = new HashSet<String>();
        for (Entry entry : map.entries()) {
            if (!names.contains(entry.key()) && !(variant && entry.key().equals(TYPE))) {
                Words.closest(entry.key(), names).ifPresent(meant::add);
                refuse(
                        entry.line(),
                        path,
                        "unknown "
                                + strictness.keyWord()
                                + " "
                                + Words.quote(entry.key())
                                + Words.orMeant(entry.key(), names));
            }
        }
        var arguments = new ArrayList<@Nullable Object>();
        for (RecordShape.Key key : shape.keys()) {
            boolean misspelt = meant.contains(key.name()) && map.entry(key.name()).isEmpty();
            arguments.add(misspelt ? null : component(map, key, path, line));
        }
        return problems.size() == before ? construct(shape, arguments, path, line) : null;
    }

    private @Nullable Object component(MapNode map, RecordShape.Key key, String path, int line) {
        Entry entry = map.entry(key.name()).orElse(null);
        String keyPath = join(path, key.name());
        if (entry != null && !entry.value().isNull()) {
            return value(entry.value(), key.type(), key.range(), keyPath, entry.line());
        }
        if (key.required()) {
            return entry != null && strictness == Strictness.DOCUMENT
                    ? value(entry.value(), key.type(), key.range(), keyPath, entry.line())
                    : refuse(
                            line,
                            path,
                            "missing " + strictness.keyWord() + " " + Words.quote(key.name()));
        }
        Tree byDefault = key.defaultTree(entry == null ? line : entry.line());
        if (byDefault != null) {
            return value(byDefault, key.type(), key.range(), keyPath, byDefault.line());
        }
        if (key.nullable()) {
            return null;
        }
        Class<?> raw = RecordShape.rawClass(key.type());
        return Map.class.isAssignableFrom(raw)
                ? Map.of()
                : Set.class.isAssignableFrom(raw) ? Set.of() : List.of();
    }

    private @Nullable Object construct(
            RecordShape shape, List<@Nullable Object> arguments, String path, int line) {
        try {
            return shape.constructor().newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            return switch (e.getCause()) {
                case BadRequest refused -> refuse(line, path, refused.text());
                case IllegalArgumentException refused ->
                        refuse(line, path, String.valueOf(refused.getMessage()));
                case RuntimeException bug -> throw bug;
                case null, default -> throw new IllegalStateException(e);
            };
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unlike(String expected, Tree tree) {
        return switch (tree) {
            case MapNode _ -> "expected " + expected + ", got a map";
            case Tree.ListNode _ -> "expected " + expected + ", got a list";
            case Scalar scalar when scalar.isNull() -> "has no value; expected " + expected;
            case Scalar scalar ->
                    "expected "
                            + expected
                            + ", got "
                            + Words.quote(scalar.shown())
                            + (NO_SPACE_AFTER_COLON.matcher(scalar.shown()).matches()
                                    ? "; is a space missing after the colon?"
                                    : "");
        };
    }

    private @Nullable Object refuse(int line, String path, String text) {
        problems.add(new Problem(line, path, text));
        return null;
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
