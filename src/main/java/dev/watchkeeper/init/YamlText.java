package dev.watchkeeper.init;

import dev.watchkeeper.disclosure.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// YAML in the making. Names of files, tables and columns are written by strangers: as values they
/// are quoted wherever they are not plainly a word or a path, and in comments nothing of them can
/// end the line.
final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");
    private static final Set<String> NOT_TEXT =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");
    private static final int WIDTH = 110;

    private final StringBuilder text = new StringBuilder();

    /// A value as YAML reads it back, and as our variables leave it alone.
    static String scalar(String value) {
        if (PLAIN.matcher(value).matches() && !NOT_TEXT.contains(value.toLowerCase(Locale.ROOT))) {
            return value;
        }
        var quoted = new StringBuilder("\"");
        value.replace("${", "$${")
                .codePoints()
                .forEach(point -> {
                    switch (point) {
                        case '"' -> quoted.append("\\\"");
                        case '\\' -> quoted.append("\\\\");
                        case '\n' -> quoted.append("\\n");
                        case '\t' -> quoted.append("\\t");
                        default -> {
                            if (point >= ' ' && point < 0x7f) {
                                quoted.appendCodePoint(point);
                            } else if (Character.isLetterOrDigit(point)) {
                                quoted.appendCodePoint(point);
                            } else {
                                quoted.append(
                                        point > 0xffff
                                                ? String.format("\\U%08x", point)
                                                : String.format("\\u%04x", point));
                            }
                        }
                    }
                });
        return quoted.append('"').toString();
    }

    /// A list of values in one line.
    static String list(List<String> values) {
        return values.stream().map(YamlText::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    /// A map in one line; its values are YAML already.
    static String map(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> scalar(entry.getKey()) + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /// A line of YAML, which is ours but for what [#scalar] made.
    YamlText line(int indent, String line) {
        text.append("  ".repeat(indent)).append(line).append('\n');
        return this;
    }

    YamlText blank() {
        text.append('\n');
        return this;
    }

    /// A comment, wrapped.
    YamlText comment(int indent, String sentence) {
        String begin = "  ".repeat(indent) + "# ";
        for (String part : wrapped(Characters.line(sentence), WIDTH - begin.length())) {
            text.append(begin).append(part).append('\n');
        }
        return this;
    }

    private static List<String> wrapped(String sentence, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// Lines of YAML that stand there as a comment, kept as they are.
    YamlText block(int indent, List<String> lines) {
        for (String line : lines) {
            text.append("  ".repeat(indent))
                    .append("# ")
                    .append(Characters.visible(line.replace('\n', ' ')).text())
                    .append('\n');
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
