package dev.watchkeeper.schema;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.ScalarReader.Refused;
import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The arguments of a call that a file declares: their JSON Schema, and reading them with every
/// problem at once, in the words that [Arguments] has for those of a record.
public final class Fields {

    private static final int MOST_ITEMS = 1_000;
    private static final Strictness STRICTNESS = Strictness.ARGUMENTS;

    private final List<Field> fields;
    private final ScalarReader scalars = new ScalarReader(Types.builtIn(), STRICTNESS);

    public Fields(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /// The JSON Schema of the arguments, keys in the order of the fields.
    public Map<String, Object> schema() {
        var properties = new LinkedHashMap<String, Object>();
        for (Field field : fields) {
            properties.put(field.name(), schema(field));
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        List<String> required = fields.stream().filter(Field::required).map(Field::name).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, Object> schema(Field field) {
        var value = new LinkedHashMap<String, Object>();
        value.put(
                "type",
                field.type() == String.class
                        ? "string"
                        : field.type() == long.class
                                ? "integer"
                                : field.type() == double.class ? "number" : "boolean");
        if (!field.allowed().isEmpty()) {
            value.put("enum", field.allowed());
        }
        if (field.least() != null) {
            value.put("minimum", shown(field.least()));
        }
        if (field.most() != null) {
            value.put("maximum", shown(field.most()));
        }
        var schema = value;
        if (field.list()) {
            schema = new LinkedHashMap<>();
            schema.put("type", "array");
            schema.put("items", value);
        }
        if (field.doc() != null) {
            schema.put("description", field.doc());
        }
        if (field.byDefault() != null) {
            schema.put("default", field.byDefault());
        }
        return schema;
    }

    /// Reads arguments as they came from JSON: a value for each field, null for what is left out
    /// and has no default.
    ///
    /// @throws BadRequest naming every argument at fault and what is allowed
    public Map<String, @Nullable Object> read(Map<String, ?> arguments) {
        var problems = new ArrayList<Problem>();
        List<String> names = fields.stream().map(Field::name).toList();
        Tree tree = JsonValues.toTree(arguments);
        for (Entry entry : tree.children()) {
            if (!names.contains(entry.key())) {
                problems.add(
                        new Problem(
                                0,
                                "",
                                "unknown "
                                        + STRICTNESS.keyWord()
                                        + " "
                                        + Words.quote(entry.key())
                                        + Words.orMeant(entry.key(), names)));
            }
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (Field field : fields) {
            Tree given = tree.at(field.name()).map(Entry::value).orElse(null);
            try {
                values.put(
                        field.name(),
                        given == null || given.isNull() ? absent(field) : value(field, given));
            } catch (Refused e) {
                problems.add(
                        new Problem(
                                0, given == null || given.isNull() ? "" : field.name(), e.text()));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadRequest(
                    problems.stream().map(Problem::inArguments).collect(Collectors.joining("; ")));
        }
        return values;
    }

    private static @Nullable Object absent(Field field) throws Refused {
        if (field.required()) {
            throw new Refused("missing " + STRICTNESS.keyWord() + " " + Words.quote(field.name()));
        }
        return field.byDefault();
    }

    private Object value(Field field, Tree given) throws Refused {
        if (!field.list()) {
            return single(field, given);
        }
        List<Tree> items = given.items();
        if (given instanceof Tree.MapNode || items.size() > MOST_ITEMS) {
            throw new Refused("expected a list of at most " + MOST_ITEMS + " values");
        }
        var values = new ArrayList<Object>();
        for (Tree item : items) {
            values.add(single(field, item));
        }
        return values;
    }

    private Object single(Field field, Tree given) throws Refused {
        if (!(given instanceof Scalar scalar) || given.isNull()) {
            throw new Refused("expected " + scalars.expected(field.type()));
        }
        Object value = scalars.read(scalar, field.type(), null);
        if (!field.allowed().isEmpty() && !field.allowed().contains(value)) {
            List<String> allowed = field.allowed().stream().map(String::valueOf).toList();
            throw new Refused(
                    "expected one of "
                            + Words.list(allowed)
                            + ", got "
                            + Words.quote(scalar.shown())
                            + Words.closest(scalar.text(), allowed)
                                    .map(name -> "; did you mean " + name + "?")
                                    .orElse(""));
        }
        if (value instanceof Number number) {
            checkRange(field, number.doubleValue(), scalar.shown());
        }
        return value;
    }

    private static void checkRange(Field field, double value, String shown) throws Refused {
        Double least = field.least();
        Double most = field.most();
        if ((least != null && value < least) || (most != null && value > most)) {
            throw new Refused(
                    "must be "
                            + (least == null
                                    ? "at most " + shown(most)
                                    : most == null
                                            ? "at least " + shown(least)
                                            : "between " + shown(least) + " and " + shown(most))
                            + ", got "
                            + shown);
        }
    }

    /// 5 and not 5.0.
    private static Object shown(@Nullable Double limit) {
        if (limit == null) {
            return "";
        }
        return limit == Math.rint(limit) && Math.abs(limit) < 1e15
                ? (Object) limit.longValue()
                : limit;
    }
}
