package dev.watchkeeper.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static final String FACE = "\uD83D\uDE00";

    @Test
    void theHeadSaysThatItWasCut() {
        assertThat(Excerpt.head("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Excerpt.head("abcdef", 3)).isEqualTo("abc…");
        assertThat(Excerpt.head("", 0)).isEmpty();
    }

    @Test
    void headAndTailSayHowMuchIsLeftOut() {
        assertThat(Excerpt.headAndTail("a".repeat(50) + "b".repeat(50), 10))
                .isEqualTo("aaaaa …[90 characters left out]… bbbbb");
    }

    @Test
    void aFewCharactersMoreAreCheaperThanSayingThatTheyAreLeftOut() {
        assertThat(Excerpt.headAndTail("a".repeat(40), 10)).isEqualTo("a".repeat(40));
        assertThat(Excerpt.headAndTail("a".repeat(41), 10)).contains("left out");
    }

    @Test
    void aCharacterOfTwoUnitsIsNeverSplit() {
        assertThat(Excerpt.head("ab" + FACE + "c", 3)).isEqualTo("ab…");
        String faces = FACE.repeat(100);
        for (int length = 1; length < 150; length++) {
            String cut = Excerpt.headAndTail(faces, length) + Excerpt.head(faces, length);
            assertThat(cut.codePoints().filter(p -> p >= 0xD800 && p <= 0xDFFF)).isEmpty();
        }
    }

    @Test
    void everyTextWithinAValueIsMadeVisibleAndCounted() {
        var value = new LinkedHashMap<String, Object>();
        value.put("a\u200b", List.of("b\u202e", 1, true));
        value.put("c", Arrays.asList(null, Map.of("d", "\u001b[0m\n")));
        var visible = new VisibleValues();

        assertThat(visible.of(value))
                .isEqualTo(
                        Map.of(
                                "a\\u{200B}",
                                List.of("b\\u{202E}", 1, true),
                                "c",
                                Arrays.asList(null, Map.of("d", "\\u{1B}[0m\n"))));
        assertThat(visible.count()).isEqualTo(3);
    }

    @Test
    void keysThatBecomeTheSameDoNotLoseAValue() {
        var value = new LinkedHashMap<String, Object>();
        value.put("a\u200b", 1);
        value.put("a\\u{200B}", 2);

        assertThat((Map<?, ?>) new VisibleValues().of(value)).hasSize(2);
    }
}
