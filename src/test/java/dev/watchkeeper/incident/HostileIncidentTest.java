package dev.watchkeeper.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.disclosure.HostileInput;
import dev.watchkeeper.disclosure.HostileTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileIncidentTest {

    @TempDir Path temp;

    private String write(String text, String finding) throws IOException {
        Written written =
                new IncidentFiles(temp, ZoneOffset.UTC)
                        .write(
                                Reports.allOf(text, finding),
                                Known.at(Reports.DETECTED),
                                text,
                                showing(text));
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
        String calm = write("calm", "p-calm");
        List<String> shape = InertPage.shape(calm);
        List<String> blocks = RenderedPage.blocks(calm);
        int number = 0;
        for (String text : HostileTexts.all()) {
            String page = write(text, "p-" + number++);

            assertThat(InertPage.shape(page)).as(text).isEqualTo(shape);
            InertPage.check(page);
            assertThat(RenderedPage.blocks(page)).as(text).isEqualTo(blocks);
        }
        assertFiles(number + 1);
    }

    @Test
    void mixturesOfHostileTextsAreInertToo() throws IOException {
        String calm = write("calm", "p-calm");
        List<String> shape = InertPage.shape(calm);
        List<String> blocks = RenderedPage.blocks(calm);
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
            String page = page(report, text);

            assertThat(InertPage.shape(page)).as(text).isEqualTo(shape);
            InertPage.check(page);
            assertThat(RenderedPage.blocks(page)).as(text).isEqualTo(blocks);
        }
    }

    @ParameterizedTest
    @EnumSource
    void othersOfEachKindAreInertToo(HostileInput input) throws IOException {
        String calm = write("calm", "p-calm");
        List<String> shape = InertPage.shape(calm);
        List<String> blocks = RenderedPage.blocks(calm);
        for (String variant : input.variants(Integer.getInteger("watchkeeper.variants", 200), 7)) {
            String text = "x" + variant.substring(0, Math.min(60, variant.length())) + "x";
            IncidentReport report = Reports.allOf(text, "p-1");
            assertThat(report.problems()).as(text).isEmpty();
            String page = page(report, text);

            assertThat(InertPage.shape(page)).as(text).isEqualTo(shape);
            InertPage.check(page);
            assertThat(RenderedPage.blocks(page)).as(text).isEqualTo(blocks);
        }
    }

    private static String page(IncidentReport report, String text) {
        return FrontMatter.of("id", report, Reports.DETECTED, Status.OPEN, text)
                + "# "
                + Markdown.inline(report.title())
                + "\n\n"
                + IncidentPage.of(
                        report, Known.at(Reports.DETECTED), showing(text), "##", List.of());
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
}
