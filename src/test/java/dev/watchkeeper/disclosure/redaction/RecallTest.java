package dev.watchkeeper.disclosure.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Recall and precision on labelled lines, and what must hold for any text.
@Tag("slow")
class RecallTest {

    private static final long SEED = 4;

    private final Redactor redactor = of(RedactionLevel.SECRETS);

    private static Redactor of(RedactionLevel level) {
        return Redactor.of(level, MarkKey.of(new byte[32]), List.of(), List.of());
    }

    @Test
    void ofLabelledSecretsNinetyNineInAHundredAreHidden() {
        List<LabelledLines.Labelled> lines = LabelledLines.secrets(SEED, 2);
        assertThat(lines).hasSizeGreaterThan(3_000);
        for (boolean heldOut : List.of(false, true)) {
            var half = lines.stream().filter(line -> line.heldOut() == heldOut).toList();
            List<String> shown =
                    half.stream()
                            .filter(line ->
                                    LabelledLines.shows(
                                            redactor.text(line.line()).text(), line.secret()))
                            .map(LabelledLines.Labelled::line)
                            .toList();
            assertThat(shown).hasSizeLessThanOrEqualTo(half.size() / 100);
        }
    }

    @Test
    void ofHarmlessLinesFewerThanOneInAThousandIsMarked() {
        List<String> marked =
                LabelledLines.harmless(SEED, 100_000).stream()
                        .map(line -> redactor.text(line))
                        .filter(redacted -> !redacted.marks().isEmpty())
                        .map(Redacted::text)
                        .toList();
        assertThat(marked).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void logsOfRealProgramsAreHardlyMarked() throws IOException {
        Path folder =
                Stream.of("../shared/data/loghub", "../../shared/data/loghub")
                        .map(Path::of)
                        .filter(Files::isDirectory)
                        .findFirst()
                        .orElse(Path.of("../shared/data/loghub"));
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "no shared data folder beside the checkout");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".txt")).toList()) {
                List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
                long marked =
                        lines.stream()
                                .filter(line -> !redactor.text(line).marks().isEmpty())
                                .count();
                assertThat(marked).as(file.toString()).isLessThanOrEqualTo(lines.size() / 1000);
            }
        }
    }

    @Test
    void redactingTwiceChangesNothing() {
        for (RedactionLevel level : List.of(RedactionLevel.SECRETS, RedactionLevel.PERSONAL)) {
            Redactor of = of(level);
            for (LabelledLines.Labelled line : LabelledLines.secrets(SEED + 1, 1)) {
                String once = of.text(line.line()).text();
                assertThat(of.text(once)).isEqualTo(new Redacted(once, Map.of()));
            }
        }
    }

    /// Lines are cut, joined and mixed with what parsers stumble over.
    @Test
    void noTextIsTooBrokenAndNoSurrogateIsSplit() {
        var random = new Random(SEED);
        List<LabelledLines.Labelled> lines = LabelledLines.secrets(SEED + 2, 1);
        String[] pieces = {
            "\ud83d\ude00",
            "\ud83d",
            "\u0000",
            "\"",
            "\\",
            "\\\\\"",
            "'",
            "=",
            ": ",
            "[redacted:",
            "[redacted:a:12345678]",
            "%",
            "%4",
            "\u001b[",
            "\\u00",
            "&",
            "<",
            "://",
            "@",
            "\n",
            "{",
            "]"
        };
        Redactor personal = of(RedactionLevel.PERSONAL);
        for (int round = 0; round < 10_000; round++) {
            String line = lines.get(random.nextInt(lines.size())).line();
            int at = random.nextInt(line.length() + 1);
            String piece = pieces[random.nextInt(pieces.length)];
            String text =
                    line.substring(random.nextInt(at + 1), at)
                            + piece
                            + line.substring(at, at + random.nextInt(line.length() - at + 1));
            Redacted once = personal.text(text);
            assertThat(unpaired(once.text())).isLessThanOrEqualTo(unpaired(text));
            personal.value("k" + piece, text);
        }
    }

    private static int unpaired(String text) {
        return (int) text.codePoints().filter(point -> point >= 0xD800 && point <= 0xDFFF).count();
    }
}
