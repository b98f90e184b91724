package dev.watchkeeper.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An incident file as a reader of Markdown meets it: what it is made of, and that nothing a
/// stranger wrote is alive in it.
public final class InertPage {

    private static final Pattern TICKS = Pattern.compile("`+");
    private static final Pattern LIVE =
            Pattern.compile(
                    "(?i)\\]\\(|\\]\\[|\\]:|!\\[|<|://|www\\.|@|\\b(mailto|javascript):\\S|~|\\*|`|^ {4}");

    /// What our own lines begin with.
    private static final Pattern OURS =
            Pattern.compile(
                    "^(\\*\\*(E[0-9]+(-[a-z0-9]+)?|SEV[1-4], because [a-z, ]+|In short\\.|Over\\? Fixed\\?)\\*\\*|- \\*Hypothesis:\\*)");

    /// A chart beside the page, by a name of our own letters.
    private static final Pattern CHART =
            Pattern.compile(
                    "!\\[chart [0-9]\\]\\([0-9]{4}-[0-9]{2}-[0-9]{2}-incident-[a-z0-9-]+\\.svg\\)");

    /// Plain text, since nothing defines it: what would is found alive.
    private static final Pattern REFERENCE =
            Pattern.compile("\\[[A-Z][0-9]{1,6}(-[a-z0-9]+)?\\](?![(:])");

    private InertPage() {}

    /// What the page is made of: the keys of its head, its headings, lists, tables and fences.
    public static List<String> shape(String page) {
        List<String> shape = new ArrayList<>();
        String fence = "";
        boolean head = false;
        for (String line : page.split("\n", -1)) {
            if (line.equals("---") && fence.isEmpty()) {
                head = !head;
                shape.add("---");
            } else if (head) {
                shape.add(line.substring(0, line.indexOf(':')));
            } else if (fence.isEmpty() && line.startsWith("```")) {
                fence = line.substring(0, line.lastIndexOf('`') + 1);
                shape.add("fence");
            } else if (!fence.isEmpty()) {
                if (line.matches(" {0,3}`{" + fence.length() + ",}\\s*")) {
                    fence = "";
                    shape.add("end of fence");
                }
            } else if (line.startsWith("| ")) {
                shape.add("row of " + line.replaceAll("\\\\.", "").replaceAll("[^|]", "").length());
            } else if (line.startsWith("##")) {
                shape.add(line);
            } else {
                shape.add(line.isEmpty() ? "" : line.substring(0, 1));
            }
        }
        return shape;
    }

    /// Fails where anything of it is alive but what our own pages are made of, to our eyes or to
    /// those of a renderer.
    public static void check(String page) {
        RenderedPage.check(page);
        assertThat(
                        page.codePoints()
                                .filter(point -> point != '\n' && point != '\t')
                                .filter(InertPage::hidden)
                                .toArray())
                .isEmpty();
        String fence = "";
        for (String line : page.split("\n", -1)) {
            if (fence.isEmpty() && line.startsWith("```")) {
                fence = line.substring(0, line.lastIndexOf('`') + 1);
            } else if (!fence.isEmpty()) {
                fence = line.equals(fence) ? "" : fence;
            } else if (!CHART.matcher(line).matches()) {
                String rest =
                        REFERENCE
                                .matcher(withoutCode(OURS.matcher(line).replaceFirst("")))
                                .replaceAll("x");
                assertThat(LIVE.matcher(rest).find()).as("%s%n%s", line, rest).isFalse();
            }
        }
    }

    /// Whether a reader sees nothing of it, or a terminal obeys it.
    public static boolean hidden(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (point >= 0xE0000 && point <= 0xE0FFF);
    }

    /// The line without its code spans and escapes, read as CommonMark reads it: a run of backticks
    /// opens a span that the next run of the same length closes; elsewhere a backslash takes the
    /// life of the punctuation after it.
    private static String withoutCode(String line) {
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                rest.append('x');
            } else if (c == '`') {
                Matcher open = TICKS.matcher(line).region(i, line.length());
                assertThat(open.lookingAt()).isTrue();
                int end = closing(line, open.end(), open.group().length());
                i = (end < 0 ? open.end() : end) - 1;
                rest.append(end < 0 ? open.group() : "x");
            } else {
                rest.append(c);
            }
        }
        return rest.toString();
    }

    private static int closing(String line, int from, int length) {
        Matcher runs = TICKS.matcher(line).region(from, line.length());
        while (runs.find()) {
            if (runs.group().length() == length) {
                return runs.end();
            }
        }
        return -1;
    }
}
