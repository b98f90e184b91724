package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchkeeper.disclosure.VisibleValues;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

class TableTest {

    @Test
    void columnsWithoutAnyValueAreLeftOut() {
        var table = new Table(List.of("a", "b", "c"), 1_000, 10);
        table.add(1, null, "x");
        table.add(null, null, "y");

        assertThat(new Answer().put(table, null, null).content())
                .isEqualTo(
                        Map.of(
                                "columns",
                                List.of("a", "c"),
                                "rows",
                                List.of(List.of(1, "x"), Arrays.asList(null, "y")),
                                "returned",
                                2,
                                "truncated",
                                false));
    }

    @Test
    void aTableWithoutRowsKeepsItsColumns() {
        assertThat(new Table(List.of("a", "b"), 100, 1).columns()).containsExactly("a", "b");
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheTableSaysSo() {
        var table = new Table(List.of("a"), 30, 10);

        assertThat(table.add("x".repeat(10))).isTrue();
        assertThat(table.hasRoom(15)).isTrue();
        assertThat(table.hasRoom(16)).isFalse();
        assertThat(table.cut()).isFalse();
        assertThat(table.add("x".repeat(20))).isFalse();
        assertThat(table.cut()).isTrue();
        assertThat(table.add("x")).isTrue();
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void thereAreNoMoreRowsThanAsked() {
        var table = new Table(List.of("a"), 1_000, 1);

        assertThat(table.add(1)).isTrue();
        assertThat(table.hasRoom(1)).isFalse();
        assertThat(table.add(2)).isFalse();
    }

    @Test
    void aRowHasACellForEachColumn() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Table(List.of("a", "b"), 100, 1).add(1))
                .withMessage("a row of 1 cells for 2 columns");
    }

    @Test
    void whatIsEmptyIsLeftOutOfAnAnswer() {
        assertThat(
                        new Answer()
                                .put("null", null)
                                .put("text", "")
                                .put("list", List.of())
                                .put("map", Map.of())
                                .put("zero", 0)
                                .put("false", false)
                                .content()
                                .keySet())
                .containsExactly("zero", "false");
    }

    @Test
    void aTableSaysHowToGoOn() {
        var table = new Table(List.of("a"), 100, 1);
        assertThat(new Answer().put(table, "c", null).content())
                .containsEntry("truncated", true)
                .containsEntry("next_cursor", "c");
        assertThat(new Answer().put(table, null, "ask for less").content())
                .containsEntry("truncated", true)
                .containsEntry("to_see_more", "ask for less");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "plain", "\"quoted\" \\ and \n\t", "\u0000\u001b\u007f\u0085",
                        "\u202e\u200b\u2028",
                "é漢\uD83D\uDE00", "\uDB40\uDC41", "\ud800", "/</script>", "\ufeff\ufffe"
            })
    void theSizeIsThatOfTheJsonThatLeaves(String text) {
        var value = new LinkedHashMap<String, Object>();
        value.put(text, List.of(text, 12, 1.5, true));
        value.put("b", Arrays.asList(null, Map.of("c", text)));

        int size = new ObjectMapper().writeValueAsString(new VisibleValues().of(value)).length();

        // a comma more for the last element of each list and map
        assertThat(JsonSize.of(value)).isBetween(size, size + 4);
    }
}
