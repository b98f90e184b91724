package dev.watchkeeper.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharactersTest {

    @Test
    void whatTerminalsObeyAndReadersCannotSeeIsWrittenOutAndCounted() {
        assertThat(Characters.visible("a\u001b[2J\tb\r\nc\u202Ed\uDB40\uDC69\uD800\u00ADé 日本 😀"))
                .isEqualTo(
                        new Characters.Visible(
                                "a\\u{1B}[2J\tb\\u{D}\nc\\u{202E}d\\u{E0069}\\u{D800}\\u{AD}é 日本 😀",
                                6));
    }

    @Test
    void noCodePointThatIsNotShownSurvives() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String shown = Characters.visible(Character.toString(point)).text();
            int type = Character.getType(shown.codePointAt(0));
            assertThat(
                            (type == Character.CONTROL
                                            && !shown.equals("\n")
                                            && !shown.equals("\t"))
                                    || type == Character.FORMAT
                                    || type == Character.SURROGATE)
                    .isFalse();
            if (type == Character.FORMAT) {
                throw new AssertionError(Integer.toHexString(point));
            }
        }
    }

    @Test
    void showingTwiceChangesNothing() {
        for (String text : HostileTexts.all()) {
            String once = Characters.visible(text).text();
            assertThat(Characters.visible(once)).isEqualTo(new Characters.Visible(once, 0));
        }
    }

    @Test
    void aLineHasNoLineBreak() {
        assertThat(Characters.line(" a\r\n\t b \u2028c ")).isEqualTo("a b c");
    }

    @Test
    void aCutTextKeepsHeadAndTailAndSaysWhatIsMissing() {
        assertThat(Characters.cut("0123456789".repeat(10), 40))
                .isEqualTo(
                        new Characters.Cut("01234567890123456789 …[74 more]… 456789", true, 100));
        assertThat(Characters.cut("😀".repeat(50), 40).text()).matches("(😀)+ …\\[23 more]… (😀)+");
        assertThat(Characters.cut("short", 5)).isEqualTo(new Characters.Cut("short", false, 5));
    }

    @Test
    void addressesAndMentionsAreBroken() {
        assertThat(
                        Addresses.broken(
                                "see https://evil.example/x, www.evil.example, evil.com, a@b.de,"
                                        + " gateway.extraction at 12.5 s, mailto:x"))
                .isEqualTo(
                        "see https[:]//evil[.]example/x, www[.]evil.example, evil[.]com, a＠b[.]de,"
                                + " gateway.extraction at 12.5 s, mailto[:]x");
    }
}
