package dev.watchkeeper.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerConditionTest {

    private static final Map<String, Object> ANSWER =
            Map.of(
                    "verdict", "concerning",
                    "patterns", 0,
                    "columns", List.of("change", "count"),
                    "rows", List.of(List.of("new", 7), List.of("steady", 900)),
                    "disk",
                            Map.of(
                                    "columns", List.of("mount", "used_percent"),
                                    "rows", List.of(List.of("/", 80.5), List.of("/data", 99))),
                    "cpu", Map.of("load", List.of(2.1, 1.9, 1.75)),
                    "limits", List.of(Map.of("name", "a", "left", 3), Map.of("name", "b")));

    private static boolean holds(String condition) {
        return AnswerCondition.parse(condition).holds(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verdict = concerning",
                "verdict = \"Concerning\"",
                "verdict != normal",
                "verdict contains cern",
                "patterns = 0",
                "patterns = 0.0",
                "rows = 2",
                "rows > 1",
                "rows.change = new",
                "rows.count >= 900",
                "change = steady",
                "disk.used_percent >= 98",
                "disk.rows.used_percent < 81",
                "disk = 2",
                "cpu.load = 3",
                "limits.left < 4",
                "limits.name = b",
                "rows.change = new and disk.used_percent >= 98",
                "all disk.used_percent > 80 and verdict = concerning"
            })
    void holdsForAnyValueThatThePathLeadsTo(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verdict = normal",
                "patterns > 0",
                "rows.change = gone",
                "disk.used_percent > 99",
                "disk.mount > 5",
                "nothing = 0",
                "nothing != 0",
                "rows.nothing = new",
                "verdict.deeper = x",
                "all disk.used_percent < 90",
                "all nothing.used_percent < 90",
                "rows.change = new and rows.change = gone"
            })
    void whatAnAnswerDoesNotHaveMakesNoConditionTrue(String condition) {
        assertThat(holds(condition)).isFalse();
    }

    @Test
    void whatIsNoConditionIsRefusedWithAnExample() {
        assertThatThrownBy(() -> AnswerCondition.parse("it is bad"))
                .hasMessage(
                        "expected a condition such as \"verdict = concerning\", \"rows.change = new\""
                                + " or \"rows > 3\"");
        assertThatThrownBy(() -> AnswerCondition.parse("count > many"))
                .hasMessage("> compares with a number, not with many");
    }
}
