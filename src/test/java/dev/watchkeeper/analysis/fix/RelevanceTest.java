package dev.watchkeeper.analysis.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.TracebackFiles;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelevanceTest {

    private static final Relevance RELEVANCE =
            new Relevance(
                    List.of("/srv/app/shop/basket.py", "shop.payment"),
                    List.of("PaymentRefused", "acme"),
                    Set.of("1a2b3c4d5e6f"),
                    Set.of("conf/limits.yaml"));

    private static String said(String message, String... files) {
        return RELEVANCE
                .of("feed", Instant.EPOCH, message, List.of(files))
                .map(candidate -> (candidate.likely() ? "likely: " : "perhaps: ") + candidate.why())
                .orElse("nothing");
    }

    @Test
    void aRevertOfASuspectIsAFix() {
        assertThat(said("Revert \"x\"\n\nThis reverts commit 1a2b3c4d5e."))
                .isEqualTo("likely: it reverts 1a2b3c4d5e, which came before it began");
        assertThat(said("This reverts commit 9999999.")).isEqualTo("nothing");
    }

    @Test
    void whatMendsSomethingInThePlaceOfTheErrorIsAFix() {
        assertThat(said("Fix empty baskets", "src/shop/basket.py"))
                .isEqualTo(
                        "likely: it says that it mends something and changes a file that the error"
                                + " names");
        assertThat(said("Handle PaymentRefused", "README.md"))
                .isEqualTo("likely: it says that it mends something and mentions PaymentRefused");
        assertThat(said("Fix the limits", "conf/limits.yaml"))
                .isEqualTo(
                        "likely: it says that it mends something and changes a file that was changed by"
                                + " the deploy before it began");
        assertThat(said("Larger acme window", "shop/payment.py"))
                .isEqualTo("likely: it mentions acme and changes a file that the error names");
    }

    @Test
    void whatOnlyTouchesThePlaceIsPerhapsOneAndAllElseIsNone() {
        assertThat(said("Rename things", "shop/payment.py"))
                .isEqualTo("perhaps: it changes a file that the error names");
        assertThat(said("Fix typo", "README.md")).isEqualTo("nothing");
        assertThat(said("Prefix acmecorp names", "README.md")).isEqualTo("nothing");
        assertThat(said("Fix other basket", "admin/basket.py")).isEqualTo("nothing");
    }

    @Test
    void filesOfOwnCodeAreReadFromTracebacks() {
        assertThat(
                        TracebackFiles.of(
                                """
                                Traceback (most recent call last):
                                  File "/srv/app/shop/basket.py", line 12, in add
                                    x()
                                  File "/usr/lib/python3.12/json/decoder.py", line 3, in y
                                    z()
                                ValueError: no
                                """))
                .containsExactly("/srv/app/shop/basket.py");
        assertThat(
                        TracebackFiles.of(
                                """
                                java.lang.IllegalStateException: no
                                \tat com.example.shop.Basket$Line.add(Basket.java:12)
                                \tat java.base/java.util.List.of(List.java:1)
                                """))
                .containsExactly("com/example/shop/Basket.java");
        assertThat(
                        Relevance.same(
                                "src/main/java/com/example/shop/Basket.java",
                                "com/example/shop/Basket.java"))
                .isTrue();
    }
}
