package dev.watchkeeper.config;

import dev.watchkeeper.catalog.SqlParameter;
import dev.watchkeeper.schema.Field;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.Scalar;
import dev.watchkeeper.schema.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one parameter of a tool must say beyond its keys: values of its own type.
final class SqlParameterChecks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");

    /// What Toolbox takes for a regular expression, and here would match nothing but itself.
    private static final Pattern REGEX =
            Pattern.compile("\\^.*|.*\\$|.*[.\\])][*+].*|.*\\\\[dws].*");

    private final Tree parameter;
    private final String path;
    private final List<Problem> problems;

    private SqlParameterChecks(Tree parameter, String path, List<Problem> problems) {
        this.parameter = parameter;
        this.path = path;
        this.problems = problems;
    }

    static void of(Tree parameter, String path, List<Problem> problems) {
        new SqlParameterChecks(parameter, path, problems).all();
    }

    private void all() {
        if (value("name") instanceof Scalar name
                && !name.isNull()
                && !NAME.matcher(name.text()).matches()) {
            add(
                    name,
                    "name",
                    "the name "
                            + Words.quote(name.shown())
                            + " must be at most 40 letters, digits and _, not beginning with a"
                            + " digit");
        }
        defaultIsNoNull();
        SqlParameter.@Nullable Type type = type(parameter, "type");
        if (type == null) {
            return;
        }
        Class<?> values = type.javaType();
        if (type == SqlParameter.Type.ARRAY) {
            Tree items = value("items");
            if (items == null || items.isNull()) {
                add(
                        parameter,
                        "type",
                        "an array needs items that say what it holds, such as items: {type:"
                                + " string}");
                return;
            }
            SqlParameter.@Nullable Type held = type(items, "type");
            if (held == null || held == SqlParameter.Type.ARRAY) {
                if (held != null) {
                    add(items, "items", "an array holds single values, not arrays");
                }
                return;
            }
            values = held.javaType();
        }
        values(type, values);
        range(type);
    }

    /// Toolbox goes on to require such a parameter, which nobody means who writes it.
    private void defaultIsNoNull() {
        parameter
                .at("default")
                .filter(entry -> entry.value().isNull())
                .ifPresent(entry ->
                        problems.add(
                                new Problem(
                                        entry.line(),
                                        path + ".default",
                                        "null is no default; leave it out and write required: false"
                                                + " for a parameter that may be missing")));
    }

    private void values(SqlParameter.Type type, Class<?> values) {
        var allowed = new ArrayList<Object>();
        for (Tree item : items("allowedValues")) {
            if (item instanceof Scalar text
                    && values == String.class
                    && REGEX.matcher(text.text()).matches()) {
                add(
                        item,
                        "allowedValues",
                        "values are compared exactly here, and "
                                + Words.quote(text.shown())
                                + " looks like a regular expression; list the values");
                continue;
            }
            check(item, values, "allowedValues", allowed);
        }
        var defaults = new ArrayList<Object>();
        List<Tree> byDefault = items("default");
        for (Tree item : byDefault) {
            check(item, values, "default", defaults);
        }
        if (type != SqlParameter.Type.ARRAY
                && value("default") instanceof Tree.ListNode list
                && list.items().size() != 1) {
            add(list, "default", "expected a single value, got a list");
        }
        if (!allowed.isEmpty() && allowed.size() == items("allowedValues").size()) {
            defaults.stream()
                    .filter(value -> !allowed.contains(value))
                    .findFirst()
                    .ifPresent(value ->
                            add(
                                    byDefault.getFirst(),
                                    "default",
                                    Words.quote(String.valueOf(value))
                                            + " is not among the allowedValues"));
        }
        defaults.stream()
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .filter(value ->
                        value < limit("minValue", -Double.MAX_VALUE)
                                || value > limit("maxValue", Double.MAX_VALUE))
                .findFirst()
                .ifPresent(_ ->
                        add(
                                byDefault.getFirst(),
                                "default",
                                "is outside of minValue and maxValue"));
    }

    private void range(SqlParameter.Type type) {
        boolean number = type == SqlParameter.Type.INTEGER || type == SqlParameter.Type.FLOAT;
        for (String key : List.of("minValue", "maxValue")) {
            Tree limit = value(key);
            if (limit != null && !limit.isNull() && !number) {
                add(limit, key, "is for an integer or a float, not for type " + type);
            }
        }
        if (number && limit("minValue", -Double.MAX_VALUE) > limit("maxValue", Double.MAX_VALUE)) {
            Tree limit = value("minValue");
            add(limit == null ? parameter : limit, "minValue", "is greater than maxValue");
        }
    }

    private double limit(String key, double otherwise) {
        Tree limit = value(key);
        if (limit == null || limit.isNull()) {
            return otherwise;
        }
        // What is no number is a problem of its own key.
        return Field.read(limit, double.class, "").value() instanceof Double number
                ? number
                : otherwise;
    }

    private void check(Tree item, Class<?> type, String key, List<Object> values) {
        var reading = Field.read(item, type, path + "." + key);
        problems.addAll(reading.problems());
        if (reading.value() != null) {
            values.add(reading.value());
        }
    }

    private static SqlParameter.@Nullable Type type(Tree tree, String key) {
        Tree type = tree.at(key).map(Entry::value).orElse(null);
        if (!(type instanceof Scalar name)) {
            return null;
        }
        for (SqlParameter.Type known : SqlParameter.Type.values()) {
            if (known.toString().equals(name.text().toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        return null;
    }

    private List<Tree> items(String key) {
        Tree value = value(key);
        return value == null ? List.of() : value.items();
    }

    private @Nullable Tree value(String key) {
        return parameter.at(key).map(Entry::value).orElse(null);
    }

    private void add(Tree at, String key, String text) {
        problems.add(new Problem(at.line(), path + "." + key, text));
    }
}
