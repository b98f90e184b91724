package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    < 10,        9.9,  ,        true
                    < 10,        10,   ,        false
                    <= 10,       10,   ,        true
                    > 20,        20,   ,        false
                    >= 20,       20,   ,        true
                    5..20,       5,    ,        true
                    5..20,       20,   ,        true
                    5..20,       20.1, ,        false
                    -5..5,       -5,   ,        true
                    any,         0,    ,        false
                    any,         0.2,  ,        true
                    < 15s,       14999,ms,      true
                    < 15s,       15000,ms,      false
                    > 10%,       11,   %,       true
                    > 10%,       0.11, ratio,   true
                    > 2 GB,      2001, MB,      true
                    > 1_000,     1001, ,        true
                    > 20 for 5m, 21,   ,        true
                    """)
    void holdsAsAPersonReadsIt(String text, double value, String unit, boolean holds) {
        assertThat(Condition.parse(text).holds(value, unit)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    > 20 for 5m,          PT5M
                    > 20 sustained 5m,    PT5M
                    > 10% for 30 min,     PT30M
                    > 20 sustained 90s,   PT1M30S
                    > 20,                 PT0S
                    """)
    void saysForHowLong(String text, Duration sustained) {
        assertThat(Condition.parse(text).sustained()).isEqualTo(sustained);
    }

    @Test
    void wordsAreKeptAndNotJudgedBy() {
        Condition words = Condition.parse("occasional");

        assertThat(words.judges()).isFalse();
        assertThat(words.holds(1e9, null)).isFalse();
        assertThat(words).hasToString("occasional");
    }

    @ParameterizedTest
    @CsvSource({"< ten", ">", "1..x"})
    void whatIsNoNumberIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Condition.parse(text))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "expected a condition such as \"< 10\", \"5..20\", \"> 20 for 5m\" or \"any\", got \""
                                + text
                                + "\"");
    }

    @Test
    void unitsOfDifferentKindsDoNotGoTogether() {
        assertThatThrownBy(() -> Condition.parse("< 15s").holds(3, "MB"))
                .hasMessage("the unit s does not go with MB");
        assertThatThrownBy(() -> Condition.parse("< 15s").holds(3, null))
                .hasMessage("the unit s needs a unit of the same kind on what is measured");
    }
}
