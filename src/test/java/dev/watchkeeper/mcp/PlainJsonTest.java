package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class PlainJsonTest {

    @Test
    void everyKindOfValueIsReadInItsOrder() throws Exception {
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("text", "a\u2028b");
        expected.put("list", Arrays.asList(1, 2L << 40, new BigInteger("9".repeat(30)), 1.5, null));
        expected.put("deep", Map.of("yes", true, "no", false));
        expected.put("empty", List.of(Map.of(), List.of()));

        Object read =
                read(
                        """
                        {"text":"a\\u2028b","list":[1,2199023255552,%s,1.5,null],
                         "deep":{"yes":true,"no":false},"empty":[{},[]]}
                        """
                                .formatted("9".repeat(30)));

        assertThat(read).isEqualTo(expected);
        assertThat(String.valueOf(read)).matches("(?s)\\{text=.*, list=.*, deep=.*, empty=.*}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1,}",
                "[1,]",
                "1 2",
                "{} {}",
                "{}]",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{1:2}",
                "NaN",
                "'a'",
                "//",
                "]"
            })
    void whatIsNotOneValueWithoutDuplicatesIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JacksonException.class);
    }

    @Test
    void whatCouldExhaustUsIsRefused() {
        assertThatThrownBy(() -> read("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> read("[" + "[],".repeat(100_000) + "1]"))
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> read("\"" + "a".repeat(1 << 21) + "\""))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> PlainJson.read(new byte[] {'"', (byte) 0xc3, '"'}))
                .isInstanceOf(CharacterCodingException.class);
    }

    @Test
    void whatIsWrittenIsOneLineInAsciiWhereLinesCouldEnd() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("line", "a\nb\u2028c\u00e9");
        object.put("number", 1L << 40);
        object.put("small", -1);
        object.put("yes", true);
        object.put("nothing", null);
        object.put("object", Map.of("a", "b"));

        assertThat(new String(PlainJson.bytes(object), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"line\":\"a\\nb\\u2028c\u00e9\",\"number\":1099511627776,\"small\":-1,\"yes\":true,"
                                + "\"nothing\":null,\"object\":{\"a\":\"b\"}}");
    }

    private static @Nullable Object read(String text) throws CharacterCodingException {
        return PlainJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
