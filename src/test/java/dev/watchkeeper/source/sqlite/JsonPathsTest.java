package dev.watchkeeper.source.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonPathsTest {

    private static Map<String, Object> read(String text, String... paths) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String path : paths) {
            byName.put("data." + path, path);
        }
        Map<String, Object> found = new LinkedHashMap<>();
        new JsonPaths(byName).read(text, found::put);
        return found;
    }

    @Test
    void scalarsAreWhatTheyAreInTheOrderOfThePaths() {
        assertThat(
                        read(
                                """
                                {"s": "a\\u00e4", "x": {"y": [1, {"z": 2}]}, "n": -3, "b": true, "no": null, "d": 2.5,
                                 "big": 123456789012345678901, "nan": NaN}
                                """,
                                "d",
                                "n",
                                "s",
                                "b",
                                "no",
                                "big",
                                "nan",
                                "gone"))
                .containsExactly(
                        entry("data.d", 2.5),
                        entry("data.n", -3L),
                        entry("data.s", "aä"),
                        entry("data.b", true),
                        entry("data.big", 1.2345678901234568e20),
                        entry("data.nan", Double.NaN));
    }

    @Test
    void whatIsInsideIsFoundByItsPathAndObjectsAreTexts() {
        String text =
                """
                {"a": {"b": {"c": "deep"}, "list": [1, "two"]}, "plain": 1}
                """;

        assertThat(read(text, "a.b.c", "a.b", "a.list", "a.none.c", "plain.c"))
                .containsExactly(
                        entry("data.a.b.c", "deep"),
                        entry("data.a.b", "{\"c\":\"deep\"}"),
                        entry("data.a.list", "[1,\"two\"]"));
    }

    @Test
    void theLastOfTwoMembersOfOneNameCounts() {
        assertThat(read("{\"a\": 1, \"a\": \"x\"}", "a")).containsExactly(entry("data.a", "x"));
        assertThat(read("{\"a\": 1, \"a\": null}", "a")).isEmpty();
    }

    @Test
    void aTextThatIsNoJsonObjectGivesNothing() {
        assertThat(read("{\"a\": 1", "a")).isEmpty();
        assertThat(read("{\"a\": 1} more", "a")).isEmpty();
        assertThat(read("[{\"a\": 1}]", "a")).isEmpty();
        assertThat(read("", "a")).isEmpty();
    }
}
