package dev.watchkeeper.runbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A condition on the answer of a tool: `verdict = concerning`, `rows.change = new`, `rows >= 3`,
/// `limits.headroom_percent < 10`.
///
/// The left side is a path of keys into the answer. Where it meets a list it goes on with each
/// item, and where it meets a table (`columns` with `rows`) a key is a column; so it leads to any
/// number of values, and the condition holds when it holds for one of them; `all disk.used_percent
/// < 90` asks that it does for every one. A path that ends at a list or a table stands for the
/// number of its items or rows. `a and b` asks for both. What the answer does not have makes no
/// condition true.
///
/// @param parts all of which have to hold
public record AnswerCondition(List<Part> parts) {

    private static final int MOST_VALUES = 10_000;
    private static final Pattern PART =
            Pattern.compile(
                    "\\s*(all\\s+)?([a-z0-9_]+(?:\\.[a-z0-9_]+)*)\\s*(<=|>=|!=|=|<|>|contains\\s)\\s*(.+?)\\s*",
                    Pattern.CASE_INSENSITIVE);

    /// One comparison.
    ///
    /// @param all whether every value has to hold it, and not one alone
    /// @param path keys, outermost first
    /// @param operator `=`, `!=`, `<`, `<=`, `>`, `>=` or `contains`
    /// @param value what is compared with, as text
    public record Part(boolean all, List<String> path, String operator, String value) {}

    public AnswerCondition {
        parts = List.copyOf(parts);
    }

    /// Reads a condition.
    ///
    /// @throws IllegalArgumentException saying what was expected
    public static AnswerCondition parse(String text) {
        var parts = new ArrayList<Part>();
        for (String one : text.split("\\sand\\s", -1)) {
            Matcher part = PART.matcher(one);
            if (!part.matches()) {
                throw new IllegalArgumentException(
                        "expected a condition such as \"verdict = concerning\", \"rows.change = new\" or"
                                + " \"rows > 3\"");
            }
            String operator = part.group(3).strip();
            String value = part.group(4).replaceAll("^[\"']|[\"']$", "");
            if ((operator.startsWith("<") || operator.startsWith(">")) && number(value) == null) {
                throw new IllegalArgumentException(
                        operator + " compares with a number, not with " + value);
            }
            parts.add(
                    new Part(
                            part.group(1) != null,
                            List.of(part.group(2).split("\\.", -1)),
                            operator,
                            value));
        }
        return new AnswerCondition(parts);
    }

    /// Whether it holds for an answer.
    ///
    /// @param content JSON values
    public boolean holds(Map<String, Object> content) {
        return parts.stream().allMatch(part -> holds(part, content));
    }

    private static boolean holds(Part part, Map<String, Object> content) {
        var values = new ArrayList<Object>();
        reach(content, part.path(), values);
        return part.all()
                ? !values.isEmpty() && values.stream().allMatch(value -> compare(value, part))
                : values.stream().anyMatch(value -> compare(value, part));
    }

    private static void reach(@Nullable Object value, List<String> path, List<Object> reached) {
        if (value == null || reached.size() >= MOST_VALUES) {
            return;
        }
        if (path.isEmpty()) {
            reached.add(value);
            return;
        }
        String key = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        switch (value) {
            case Map<?, ?> map -> {
                List<?> columns = columns(map);
                if (columns != null && key.equals("rows")) {
                    rows(map, columns, rest, reached);
                } else if (map.containsKey(key)) {
                    reach(map.get(key), rest, reached);
                } else if (columns != null) {
                    rows(map, columns, path, reached);
                }
            }
            case Collection<?> items -> items.forEach(item -> reach(item, path, reached));
            default -> {}
        }
    }

    private static @Nullable List<?> columns(Map<?, ?> map) {
        return map.get("columns") instanceof List<?> columns && map.get("rows") instanceof List<?>
                ? columns
                : null;
    }

    private static void rows(
            Map<?, ?> table, List<?> columns, List<String> path, List<Object> reached) {
        if (!(table.get("rows") instanceof List<?> rows)) {
            return;
        }
        if (path.isEmpty()) {
            reached.add(rows);
            return;
        }
        int column = columns.indexOf(path.getFirst());
        for (Object row : rows) {
            if (column >= 0 && row instanceof List<?> cells && column < cells.size()) {
                reach(cells.get(column), path.subList(1, path.size()), reached);
            }
        }
    }

    private static boolean compare(Object value, Part part) {
        @Nullable Object plain =
                switch (value) {
                    case Collection<?> items -> items.size();
                    case Map<?, ?> map ->
                            map.get("rows") instanceof List<?> rows ? rows.size() : map.size();
                    default -> value;
                };
        String text = String.valueOf(plain);
        return switch (part.operator()) {
            case "=" -> same(text, part.value());
            case "!=" -> !same(text, part.value());
            case "contains" ->
                    text.toLowerCase(Locale.ROOT).contains(part.value().toLowerCase(Locale.ROOT));
            case "<" -> ordered(text, part.value(), sign -> sign < 0);
            case "<=" -> ordered(text, part.value(), sign -> sign <= 0);
            case ">" -> ordered(text, part.value(), sign -> sign > 0);
            default -> ordered(text, part.value(), sign -> sign >= 0);
        };
    }

    private static boolean same(String text, String wanted) {
        return text.equalsIgnoreCase(wanted) || ordered(text, wanted, sign -> sign == 0);
    }

    private static boolean ordered(String text, String wanted, IntPredicate holds) {
        BigDecimal left = number(text);
        BigDecimal right = number(wanted);
        return left != null && right != null && holds.test(left.compareTo(right));
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return text.length() > 40 ? null : new BigDecimal(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
