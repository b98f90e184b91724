package dev.watchkeeper.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An incident as whoever opens it in a browser sees it.
class RenderedIncidentTest {

    @TempDir Path temp;

    @Test
    void anIncidentRendersLikeThis() throws IOException {
        Written written =
                new IncidentFiles(temp, ZoneOffset.UTC)
                        .write(
                                Reports.gemini(),
                                Known.at(Reports.DETECTED),
                                "playbook",
                                Reports.evidence());
        String page = Files.readString(written.file());

        RenderedPage.check(page);
        assertThat(RenderedPage.html(page)).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see www.example.com",
                "see https://example.com/x",
                "[x](y)",
                "<b>x</b>",
                "![x](y.svg)",
                "> x",
                "~~x~~",
                "***"
            })
    void whatIsAliveIsSeen(String text) {
        assertThatThrownBy(() -> RenderedPage.check("# x\n\n" + text + "\n"))
                .isInstanceOf(AssertionError.class);
    }

    private static String expected() throws IOException {
        try (InputStream html =
                Objects.requireNonNull(
                        RenderedIncidentTest.class.getResourceAsStream("incident.html"))) {
            return new String(html.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
