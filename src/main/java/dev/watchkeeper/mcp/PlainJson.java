package dev.watchkeeper.mcp;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonpCharacterEscapes;

/// JSON as it goes over the wire, as maps, lists and values. Strict in what it reads: no duplicate
/// keys, nothing after the value, no depth that could exhaust a stack, no number of values that
/// could exhaust memory.
///
/// Token by token, because a client waits for its first answer: to make ready what binds JSON to
/// classes takes longer than all else of it. [Json] does that for what tools are and answer.
final class PlainJson {

    private static final int DEPTH = 64;
    private static final int STRING = 1 << 20;

    /// A message of a megabyte can hold half a million empty lists, each of which takes more than
    /// its two bytes.
    private static final long TOKENS = 200_000;

    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH)
                                    .maxStringLength(STRING)
                                    .maxTokenCount(TOKENS)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // U+2028 and U+2029 end a line for some readers of lines.
                    .characterEscapes(JsonpCharacterEscapes.instance())
                    .build();

    private PlainJson() {}

    /// A Map, List, String, Boolean, Number or null. UTF-8 by the letter: Jackson would guess
    /// UTF-16 or UTF-32 from the first bytes, and a lenient decoder would turn one key into
    /// another.
    ///
    /// @throws CharacterCodingException when the bytes are not UTF-8
    /// @throws JacksonException when they are not one JSON value, or too much of one
    static @Nullable Object read(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            Object value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "more than one value");
            }
            return value;
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                object.put(key, value(parser, parser.nextToken()));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            for (JsonToken next = parser.nextToken();
                    next != JsonToken.END_ARRAY;
                    next = parser.nextToken()) {
                list.add(value(parser, next));
            }
            return list;
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.getNumberValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        throw new StreamReadException(parser, "no value");
    }

    /// In UTF-8. Goes through a String, since half of a surrogate pair (a log may hold one) fails
    /// in Jackson's own encoder and becomes `?` in Java's.
    ///
    /// @param object of Strings, Integers, Longs, Booleans, nulls, and Maps of those
    static byte[] bytes(Map<String, ? extends @Nullable Object> object) {
        var text = new StringWriter(1024);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(object, generator);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(@Nullable Object value, JsonGenerator generator) {
        if (value instanceof Map<?, ?> object) {
            generator.writeStartObject();
            object.forEach((key, member) -> {
                generator.writeName(String.valueOf(key));
                write(member, generator);
            });
            generator.writeEndObject();
        } else if (value instanceof String string) {
            generator.writeString(string);
        } else if (value instanceof Long || value instanceof Integer) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value == null) {
            generator.writeNull();
        } else {
            throw new IllegalArgumentException("not for plain JSON: " + value.getClass());
        }
    }
}
