package dev.watchkeeper.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownFiguresTest {

    private static final String CONTENT =
            "{\"rows\":[[\"wait\",\"ms\",11970.4,3412,0.1068]],\"facts\":[\"1,204 times in 9 min\"]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11970 ms",
                "11970.4",
                "3,412",
                "3412/min",
                "0.11%",
                "1204",
                "cannot tell",
                "p95 3412"
            })
    void aFigureStandsThereAsItIsOrRounded(String figure) {
        assertThat(ShownFigures.standsIn(figure, CONTENT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.97 s", "11971 ms", "34", "412", "0.12%", "95"})
    void aFigureThatTheAnswerDoesNotHaveIsSeen(String figure) {
        assertThat(ShownFigures.standsIn(figure, CONTENT)).isFalse();
    }
}
