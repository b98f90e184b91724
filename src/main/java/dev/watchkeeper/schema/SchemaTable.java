package dev.watchkeeper.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys of a JSON Schema as rows of a Markdown table: key, type, meaning. Nested keys are
/// written as paths, `NAME` stands for a name that the writer of the file chooses, and `[]` for an
/// entry of a list.
public final class SchemaTable {

    private static final String HEADER = "| key | is | meaning |\n|---|---|---|\n";

    private final StringBuilder rows = new StringBuilder();

    private SchemaTable() {}

    /// The table of an object's keys; empty when it has none.
    ///
    /// @param path what stands before each key, such as `queues.NAME`, or an empty text
    public static String of(Map<?, ?> schema, String path) {
        var table = new SchemaTable();
        table.keys(schema, path);
        return table.rows.isEmpty() ? "" : HEADER + table.rows;
    }

    private void keys(Map<?, ?> schema, String path) {
        List<?> required = schema.get("required") instanceof List<?> list ? list : List.of();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((key, value) -> {
                if (value instanceof Map<?, ?> property) {
                    row(join(path, String.valueOf(key)), property, required.contains(key));
                }
            });
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> named) {
            nested(named, join(path, "NAME"));
        }
    }

    private void row(String path, Map<?, ?> schema, boolean required) {
        if (schema.get("const") == null) {
            rows.append("| `")
                    .append(path)
                    .append("` | ")
                    .append(cell(type(schema)))
                    .append(required ? ", required" : "")
                    .append(" | ")
                    .append(cell(meaning(schema)))
                    .append(" |\n");
        }
        nested(schema, path);
    }

    private void nested(Map<?, ?> schema, String path) {
        if (schema.get("oneOf") instanceof List<?> variants) {
            variants.forEach(variant -> variant(variant, path));
        }
        Map<?, ?> single = single(schema);
        if (single.get("items") instanceof Map<?, ?> items) {
            keys(items, path + "[]");
        } else {
            keys(single, path);
        }
    }

    /// One of several kinds of object, told apart by their `type`.
    private void variant(@Nullable Object variant, String path) {
        if (variant instanceof Map<?, ?> schema
                && schema.get("properties") instanceof Map<?, ?> properties
                && properties.get("type") instanceof Map<?, ?> type) {
            rows.append("| `")
                    .append(path)
                    .append("` | `type: ")
                    .append(type.get("const"))
                    .append("` | ")
                    .append(cell(meaning(schema)))
                    .append(" |\n");
            keys(schema, path);
        }
    }

    /// A list of objects may be written as one object, a number as a variable: the first is what is
    /// meant.
    private static Map<?, ?> single(Map<?, ?> schema) {
        return schema.get("anyOf") instanceof List<?> any && any.getFirst() instanceof Map<?, ?> map
                ? map
                : schema;
    }

    private static String type(Map<?, ?> schema) {
        Map<?, ?> single = single(schema);
        if (single.get("enum") instanceof List<?> values) {
            return values.stream().map(v -> "`" + v + "`").collect(Collectors.joining(", "));
        }
        if (single.get("items") instanceof Map<?, ?> items) {
            return "list of " + plural(type(items));
        }
        if (single.get("additionalProperties") instanceof Map<?, ?>) {
            return "by name";
        }
        String type =
                switch (single.get("type")) {
                    case List<?> several -> String.valueOf(several.getFirst());
                    case null -> "any";
                    case Object one -> one.toString();
                };
        return "string".equals(type) ? "text" : type;
    }

    private static String plural(String type) {
        return "text".equals(type) || type.endsWith("`") ? type : type + "s";
    }

    private static String meaning(Map<?, ?> schema) {
        var parts = new ArrayList<String>();
        if (schema.get("description") != null) {
            parts.add(String.valueOf(schema.get("description")));
        }
        Map<?, ?> single = single(schema);
        if (single.get("minimum") != null || single.get("maximum") != null) {
            parts.add(range(single.get("minimum"), single.get("maximum")));
        }
        Object byDefault = schema.get("default");
        if (byDefault != null && !(byDefault instanceof Map<?, ?>)) {
            parts.add("default `" + byDefault + "`");
        }
        return String.join("; ", parts);
    }

    private static String range(@Nullable Object least, @Nullable Object most) {
        if (least == null) {
            return "at most " + most;
        }
        return most == null ? "at least " + least : least + " to " + most;
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
    }
}
