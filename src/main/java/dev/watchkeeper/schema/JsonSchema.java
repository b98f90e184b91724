package dev.watchkeeper.schema;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The JSON Schema (2020-12) of a record, keys in the order of its components: what [RecordReader]
/// accepts, said as briefly as possible, because a model reads it with each request: what arguments
/// mean is said at the first place of their kind, and limits that nobody meets by accident are not
/// said but refused.
public final class JsonSchema {

    private static final String DESCRIPTION = "description";

    /// A least length or number of arguments up to which it goes without saying.
    private static final int FEW = 20;

    /// A greatest length of texts in arguments from which on it goes without saying.
    private static final int LONG = 600;

    private final Types types;
    private final Strictness strictness;
    private final Set<Class<?>> described = new HashSet<>();

    private JsonSchema(Types types, Strictness strictness) {
        this.types = types;
        this.strictness = strictness;
    }

    /// The schema of the arguments of a call.
    public static Map<String, Object> of(Class<? extends Record> type) {
        return of(type, Types.builtIn());
    }

    /// The schema of the arguments of a call, some of them of types of our own.
    public static Map<String, Object> of(Class<? extends Record> type, Types types) {
        return new JsonSchema(types, Strictness.ARGUMENTS).record(type, null);
    }

    /// The schema of a file, for editors: as for arguments, but a single value may stand for a list
    /// of one, a key may be empty, and an environment variable for a number.
    public static Map<String, Object> ofDocument(
            Class<? extends Record> type, Types types, String title) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.putAll(new JsonSchema(types, Strictness.DOCUMENT).record(type, null));
        return schema;
    }

    private Map<String, Object> record(Class<?> type, @Nullable String variant) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        Doc doc = type.getAnnotation(Doc.class);
        if (doc != null) {
            schema.put(DESCRIPTION, doc.value());
        }
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        boolean documented = described.add(type) || strictness == Strictness.DOCUMENT;
        if (variant != null) {
            properties.put("type", mapOf("const", variant));
            required.add("type");
        }
        for (RecordShape.Key key : RecordShape.of(type).keys()) {
            if (properties.containsKey(key.name())) {
                continue; // the record keeps its own type as a component
            }
            properties.put(key.name(), property(key, documented));
            if (key.required()) {
                required.add(key.name());
            }
        }
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (strictness == Strictness.DOCUMENT) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private Map<String, Object> property(RecordShape.Key key, boolean documented) {
        Map<String, Object> schema = value(key.type());
        if (key.range() != null) {
            addRange(schema, key.range());
        }
        if (strictness == Strictness.DOCUMENT) {
            schema = loosened(schema, key);
        }
        if (key.doc() != null && documented) {
            schema.put(DESCRIPTION, key.doc());
        }
        Tree byDefault = key.defaultTree(0);
        Object defaultValue = byDefault == null ? null : JsonValues.toJava(byDefault);
        boolean goesWithoutSaying =
                strictness == Strictness.ARGUMENTS && Boolean.FALSE.equals(defaultValue);
        if (defaultValue != null && !defaultValue.equals(Map.of()) && !goesWithoutSaying) {
            schema.put("default", "string".equals(schema.get("type")) ? text(key) : defaultValue);
        }
        return schema;
    }

    private static String text(RecordShape.Key key) {
        return String.valueOf(key.defaultText());
    }

    /// What a file may say beyond the schema of the value itself.
    private static Map<String, Object> loosened(Map<String, Object> schema, RecordShape.Key key) {
        Object type = schema.get("type");
        if ("array".equals(type)) {
            return mapOf("anyOf", List.of(schema, schema.getOrDefault("items", Map.of())));
        }
        if ("integer".equals(type) || "number".equals(type) || "boolean".equals(type)) {
            return mapOf("anyOf", List.of(schema, mapOf("type", "string", "pattern", "\\$\\{")));
        }
        if ("object".equals(type) && !key.required()) {
            schema.put("type", List.of("object", "null"));
        }
        return schema;
    }

    private Map<String, Object> value(Type type) {
        Class<?> raw = RecordShape.rawClass(type);
        if (raw == Object.class) {
            return new LinkedHashMap<>();
        }
        if (Collection.class.isAssignableFrom(raw)) {
            var schema = mapOf("type", "array", "items", value(RecordShape.argument(type, 0)));
            if (Set.class.isAssignableFrom(raw)) {
                schema.put("uniqueItems", true);
            }
            return schema;
        }
        if (Map.class.isAssignableFrom(raw)) {
            return mapOf(
                    "type",
                    "object",
                    "additionalProperties",
                    mapValue(RecordShape.argument(type, 1)));
        }
        var variants = types.variants(raw);
        if (variants != null) {
            var alternatives = new ArrayList<>();
            variants.forEach((name, record) -> alternatives.add(record(record, name)));
            return alternatives.isEmpty() ? mapOf("type", "object") : mapOf("oneOf", alternatives);
        }
        return raw.isRecord() && types.scalar(raw) == null ? record(raw, null) : scalar(raw);
    }

    private Map<String, Object> mapValue(Type type) {
        Map<String, Object> schema = value(type);
        return strictness == Strictness.DOCUMENT && "array".equals(schema.get("type"))
                ? mapOf("anyOf", List.of(schema, schema.getOrDefault("items", Map.of())))
                : schema;
    }

    private Map<String, Object> scalar(Class<?> type) {
        if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class) {
            return mapOf("type", "integer");
        }
        if (type == double.class || type == Double.class) {
            return mapOf("type", "number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return mapOf("type", "boolean");
        }
        if (type.isEnum()) {
            return mapOf("enum", Types.names(type));
        }
        if (types.scalar(type) == null) {
            throw new IllegalArgumentException("no schema for a " + type);
        }
        if (strictness == Strictness.DOCUMENT) {
            // A file may write a text that looks like a number or a truth value without quotes.
            return type == String.class
                    ? mapOf("type", List.of("string", "number", "boolean"))
                    : mapOf("type", "string");
        }
        if (type == Instant.class) {
            return mapOf("type", "string", "format", "date-time");
        }
        if (type == LocalDate.class) {
            return mapOf("type", "string", "format", "date");
        }
        if (type == Duration.class) {
            return mapOf("type", "string", "examples", List.of("5m"));
        }
        return mapOf("type", "string");
    }

    private void addRange(Map<String, Object> schema, Range range) {
        String suffix =
                switch (String.valueOf(schema.get("type"))) {
                    case "integer", "number" -> "imum";
                    case "array" -> "Items";
                    default -> "Length";
                };
        boolean document = strictness == Strictness.DOCUMENT;
        if (range.min() != Long.MIN_VALUE && (document || range.min() > FEW)) {
            schema.put("min" + suffix, range.min());
        }
        if (range.max() != Long.MAX_VALUE
                && (document || !suffix.equals("Length") || range.max() < LONG)) {
            schema.put("max" + suffix, range.max());
        }
    }

    private static Map<String, Object> mapOf(String key, Object value) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        return map;
    }

    private static Map<String, Object> mapOf(
            String key, Object value, String secondKey, Object secondValue) {
        var map = mapOf(key, value);
        map.put(secondKey, secondValue);
        return map;
    }
}
