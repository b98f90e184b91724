package dev.watchkeeper.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.disclosure.HostileTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileIncidentTest {

    private static final Pattern TICKS = Pattern.compile("`+");
    private static final Pattern LIVE =
            Pattern.compile(
                    "(?i)\\]\\(|\\]\\[|\\]:|!\\[|<|://|www\\.|@|\\b(mailto|javascript):\\S|~|\\*|`|^ {4}");

    @TempDir Path temp;

    private String write(String text, String finding) throws IOException {
        Written written =
                new IncidentFiles(temp, ZoneOffset.UTC)
                        .write(Reports.allOf(text, finding), Reports.DETECTED, text, showing(text));
        assertThat(written.outcome()).isEqualTo(Written.Outcome.CREATED);
        assertThat(written.id()).matches("2026-11-22-incident-[a-z0-9-]{1,63}");
        return Files.readString(written.file());
    }

    private static EvidenceSource showing(String text) {
        return id ->
                Optional.of(
                        new CitedEvidence(id, "query_logs", text, null, List.of("row 1: " + text)));
    }

    @Test
    void noTextOfStrangersIsAliveOrChangesTheShapeOfAnIncident() throws IOException {
        List<String> shape = shape(write("calm", "p-calm"));
        int number = 0;
        for (String text : HostileTexts.all()) {
            String page = write(text, "p-" + number++);

            assertThat(shape(page)).as(text).isEqualTo(shape);
            assertInert(page);
        }
        assertFiles(number + 1);
    }

    @Test
    void mixturesOfHostileTextsAreInertToo() throws IOException {
        List<String> shape = shape(write("calm", "p-calm"));
        Random random = new Random(7);
        List<String> all = HostileTexts.all();
        for (int i = 0; i < 300; i++) {
            StringBuilder mixed = new StringBuilder();
            while (mixed.length() < 60) {
                String one = all.get(random.nextInt(all.size()));
                int from = random.nextInt(one.length());
                mixed.append(one, from, Math.min(one.length(), from + 1 + random.nextInt(25)));
            }
            String text = "x" + mixed.substring(0, 60) + "x";
            IncidentReport report = Reports.allOf(text, "p-1");
            assertThat(report.problems()).isEmpty();
            String page =
                    FrontMatter.of("id", report, Reports.DETECTED, Status.OPEN, text)
                            + "# "
                            + Markdown.inline(report.title())
                            + "\n\n"
                            + IncidentPage.of(report, showing(text), "##");

            assertThat(shape(page)).as(text).isEqualTo(shape);
            assertInert(page);
        }
    }

    @Test
    void aFenceIsLongerThanWhatItHolds() {
        for (int length = 3; length <= 200; length++) {
            String ticks = "`".repeat(length);
            assertThat(Markdown.fence(List.of(ticks, "~".repeat(length))))
                    .isEqualTo(
                            ticks
                                    + "`text\n"
                                    + ticks
                                    + "\n"
                                    + "~".repeat(length)
                                    + "\n"
                                    + ticks
                                    + "`\n");
        }
    }

    @Test
    void ordinaryTextStaysReadable() {
        assertThat(
                        Markdown.inline(
                                "p95 of gateway.extraction 4.1 s → 38 s [E7] (0.98x), see `retry()` in"
                                        + " page_queue; $0.21 <*> R&D"))
                .isEqualTo(
                        "p95 of `gateway.extraction` 4.1 s → 38 s [E7] (0.98x), see `retry()` in"
                                + " page_queue; $0.21 &lt;\\*> R&amp;D");
    }

    private void assertFiles(int expected) throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files.filter(file -> file.toString().endsWith(".md"))).hasSize(expected);
        }
    }

    /// What the page is made of: the keys of its head, its headings, lists, tables and fences.
    private static List<String> shape(String page) {
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

    private static void assertInert(String page) {
        assertThat(
                        page.codePoints()
                                .filter(point -> point != '\n' && point != '\t')
                                .filter(HostileIncidentTest::hidden)
                                .toArray())
                .isEmpty();
        String fence = "";
        for (String line : page.split("\n", -1)) {
            if (fence.isEmpty() && line.startsWith("```")) {
                fence = line.substring(0, line.lastIndexOf('`') + 1);
            } else if (!fence.isEmpty()) {
                fence = line.equals(fence) ? "" : fence;
            } else if (!line.startsWith("**In short.**") && !line.startsWith("- *Hypothesis:*")) {
                String rest =
                        withoutCode(
                                line.replaceAll(
                                        "^\\*\\*E[0-9]+\\*\\*|^\\*\\*Over\\? Fixed\\?\\*\\*", ""));
                assertThat(LIVE.matcher(rest).find()).as("%s%n%s", line, rest).isFalse();
            }
        }
    }

    private static boolean hidden(int point) {
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
