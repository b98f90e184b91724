package dev.watchkeeper.incident;

import dev.watchkeeper.disclosure.Addresses;
import dev.watchkeeper.disclosure.Characters;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text of others in Markdown, as text and nothing else, in CommonMark and in GitHub's dialect
/// alike.
///
/// The only constructs that survive are code spans, which run nothing, and references of the form
/// `[E7]`, which are plain text because nothing can define them: a text never begins a line.
final class Markdown {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern WORD_EDGES =
            Pattern.compile("^([(\"'\\[]*)(.*?)([.,;:!?)\"'\\]]*)$", Pattern.DOTALL);
    private static final Pattern REFERENCE = Pattern.compile("\\[[A-Z][0-9]{1,6}\\](?![(:])");
    private static final Pattern LINE_START = Pattern.compile("^(?:[#+=>-]|[0-9]{1,9}(?=[.)]))");
    private static final Pattern RUN = Pattern.compile("`+|~+");

    private final boolean cell;
    private final StringBuilder out = new StringBuilder();

    private Markdown(boolean cell) {
        this.cell = cell;
    }

    /// The text in one line, to stand anywhere in a paragraph, a heading or a list item.
    static String inline(String text) {
        return new Markdown(false).render(text);
    }

    /// The text in one line, to stand in a cell of a table.
    static String cell(String text) {
        return new Markdown(true).render(text);
    }

    /// The text as one code span.
    static String code(String text) {
        Markdown markdown = new Markdown(false);
        markdown.appendCode(Characters.line(text));
        return markdown.out.toString();
    }

    /// The lines in a fence that none of them can close: longer than the longest run of fence
    /// characters inside. Line breaks within a line stay inside the fence too.
    static String fence(List<String> lines) {
        String body = Characters.visible(String.join("\n", lines)).text();
        int longest = 2;
        Matcher runs = RUN.matcher(body);
        while (runs.find()) {
            longest = Math.max(longest, runs.end() - runs.start());
        }
        String fence = "`".repeat(longest + 1);
        return fence + "text\n" + body + (body.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    private String render(String text) {
        String line = Characters.line(text);
        Matcher code = CODE.matcher(line);
        int at = 0;
        while (code.find()) {
            prose(line.substring(at, code.start()));
            appendCode(code.group(1).strip());
            at = code.end();
        }
        prose(line.substring(at));
        return out.toString();
    }

    private void prose(String text) {
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(' ', at);
            word(text.substring(at, end < 0 ? text.length() : end));
            if (end < 0) {
                return;
            }
            out.append(' ');
            at = end + 1;
        }
    }

    private void word(String word) {
        if (Addresses.mayBeLive(word)) {
            Matcher parts = WORD_EDGES.matcher(word);
            if (parts.matches() && !parts.group(2).isEmpty()) {
                escape(parts.group(1));
                appendCode(parts.group(2));
                escape(parts.group(3));
                return;
            }
        }
        escape(word);
    }

    private void appendCode(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) == '`') {
            out.append(' ');
        }
        String inside = text.replace("`", "\\u{60}");
        out.append('`').append(cell ? inside.replace("|", "\\u{7C}") : inside).append('`');
    }

    private void escape(String text) {
        Matcher reference = REFERENCE.matcher(text);
        for (int i = 0; i < text.length(); i++) {
            if (reference.region(i, text.length()).lookingAt()) {
                out.append(reference.group());
                i = reference.end() - 1;
                continue;
            }
            if (out.isEmpty()) {
                Matcher start = LINE_START.matcher(text).region(i, text.length());
                if (start.lookingAt()) {
                    String mark = start.group();
                    boolean number = Character.isDigit(mark.charAt(0));
                    out.append(number ? mark + "\\" + text.charAt(start.end()) : escaped(mark));
                    i = start.end() - (number ? 0 : 1);
                    continue;
                }
            }
            character(text, i);
        }
    }

    private static String escaped(String mark) {
        return mark.equals(">") ? "&gt;" : "\\" + mark;
    }

    private void character(String text, int i) {
        char c = text.charAt(i);
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        char last = i > 0 ? text.charAt(i - 1) : ' ';
        switch (c) {
            case '\\', '*', '[', ']', '~', '^' -> out.append('\\').append(c);
            case '<' -> out.append("&lt;");
            case '`' -> out.append("&#96;");
            case '|' -> out.append(cell ? "&#124;" : "\\|");
            case '@' -> out.append("&#64;");
            case '&' -> out.append(next == '#' || Character.isLetter(next) ? "&amp;" : "&");
            case '$' -> out.append(Character.isDigit(next) ? "$" : "\\$");
            case '_' ->
                    out.append(
                            Character.isLetterOrDigit(last) && Character.isLetterOrDigit(next)
                                    ? "_"
                                    : "\\_");
            default -> out.append(c);
        }
    }
}
