package dev.watchkeeper.scenario;

import java.util.Map;

/// Flat objects as JSON, quickly.
final class Json {

    private Json() {}

    static void object(Map<String, Object> values, StringBuilder to) {
        to.append('{');
        String gap = "";
        for (var one : values.entrySet()) {
            to.append(gap).append('"').append(one.getKey()).append("\": ");
            if (one.getValue() instanceof Number number) {
                to.append(number);
            } else {
                text(String.valueOf(one.getValue()), to);
            }
            gap = ", ";
        }
        to.append('}');
    }

    static void text(String text, StringBuilder to) {
        to.append('"');
        escape(text, to);
        to.append('"');
    }

    static void escape(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                default -> to.append(c);
            }
        }
    }
}
