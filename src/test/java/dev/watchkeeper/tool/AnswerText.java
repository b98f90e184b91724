package dev.watchkeeper.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// An answer as text to compare as a whole: a line for each key, and for each element of the lists
/// in which one reads. What differs from run to run (ids, refs, cursors) is numbered in the order
/// of its first appearance.
final class AnswerText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Object, String> refs = new LinkedHashMap<>();

    private AnswerText() {}

    static String of(Map<String, Object> content) {
        return new AnswerText().text(content);
    }

    @SuppressWarnings("unchecked") // the columns of a table are names
    private String text(Map<String, Object> content) {
        var text = new StringBuilder();
        int ref = ((List<String>) content.getOrDefault("columns", List.of())).indexOf("ref");
        content.forEach((key, value) -> {
            switch (key) {
                case "evidence_id" -> text.append("evidence_id: E\n");
                case "next_cursor" -> text.append("next_cursor: C\n");
                case "rows", "logs", "events", "findings", "searched" -> {
                    List<?> list = value instanceof List<?> all ? all : List.of(value);
                    text.append(key).append(":\n");
                    for (Object element : list) {
                        text.append("  ")
                                .append(
                                        JSON.writeValueAsString(
                                                key.equals("rows") && ref >= 0
                                                        ? numbered(
                                                                (List<@Nullable Object>) element,
                                                                ref)
                                                        : element))
                                .append('\n');
                    }
                }
                default ->
                        text.append(key)
                                .append(": ")
                                .append(JSON.writeValueAsString(value))
                                .append('\n');
            }
        });
        return text.toString();
    }

    private List<@Nullable Object> numbered(List<@Nullable Object> row, int ref) {
        var copy = new ArrayList<@Nullable Object>(row);
        copy.set(ref, refs.computeIfAbsent(row.get(ref), each -> "R" + (refs.size() + 1)));
        return copy;
    }
}
