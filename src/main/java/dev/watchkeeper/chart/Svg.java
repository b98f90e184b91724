package dev.watchkeeper.chart;

import dev.watchkeeper.disclosure.Characters;
import java.util.Locale;

/// Writes the elements of an SVG file. Text goes in as text and nothing else; coordinates have one
/// decimal.
final class Svg {

    private final StringBuilder out = new StringBuilder();

    /// A line of ours, as it stands.
    Svg raw(String line) {
        out.append(line).append('\n');
        return this;
    }

    Svg line(String kind, double x1, double y1, double x2, double y2) {
        return raw(
                String.format(
                        Locale.ROOT,
                        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
                        kind,
                        number(x1),
                        number(y1),
                        number(x2),
                        number(y2)));
    }

    Svg box(String kind, double x, double y, double width, double height) {
        return raw(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
                        kind,
                        number(x),
                        number(y),
                        number(Math.max(0, width)),
                        number(Math.max(0, height))));
    }

    Svg dot(String kind, double x, double y, double radius) {
        return raw(
                String.format(
                        Locale.ROOT,
                        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>",
                        kind,
                        number(x),
                        number(y),
                        number(radius)));
    }

    /// @param kind its class; the word after a blank says where its anchor is: `end`, `middle`
    Svg text(String kind, double x, double y, String text) {
        return raw(
                String.format(
                                Locale.ROOT,
                                "<text class=\"%s\" x=\"%s\" y=\"%s\">",
                                kind,
                                number(x),
                                number(y))
                        + escaped(text)
                        + "</text>");
    }

    /// The text with everything written out that markup could be made of, in one line.
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        String line = Characters.line(text);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
