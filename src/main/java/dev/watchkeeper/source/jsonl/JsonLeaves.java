package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.source.lines.BrokenLine;
import dev.watchkeeper.source.lines.Line;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// The scalars of a JSON object by dotted path: `{"a": {"b": 1}}` gives `a.b`. An array is one
/// value, its compact JSON. What is null is left out. Of two values under one name the last one
/// counts, as it does for most readers of JSON, and [#REPEATED] names what there was twice: whoever
/// can write into a line that is put together from texts can give it a second level.
final class JsonLeaves {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    /// The path under which the names that came more than once are told.
    static final String REPEATED = "repeated_keys";

    /// The escape of half a character, which the reader takes in a value and not in a name.
    private static final Pattern LONE =
            Pattern.compile(
                    "\\\\u[dD][89abAB]\\p{XDigit}{2}(?!\\\\u[dD][c-fC-F]\\p{XDigit}{2})"
                            + "|(?<!\\\\u[dD][89abAB]\\p{XDigit}{2})\\\\u[dD][c-fC-F]\\p{XDigit}{2}");

    private static final int DEEPEST = 32;
    private static final int MOST_REPEATED = 10;
    private static final int MOST = 2000;

    private final boolean typed;
    private final Map<String, Object> leaves = new LinkedHashMap<>();
    private final Set<String> repeated = new LinkedHashSet<>();

    private JsonLeaves(boolean typed) {
        this.typed = typed;
    }

    /// All values as text, numbers as they are written.
    static Map<String, Object> texts(Line line) throws BrokenLine {
        return of(line, false);
    }

    /// Values as String, Long, Double or Boolean.
    static Map<String, Object> values(Line line) throws BrokenLine {
        return of(line, true);
    }

    private static Map<String, Object> of(Line line, boolean typed) throws BrokenLine {
        byte[] bytes = line.bytes();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            return read(parser, typed);
        } catch (JacksonException e) {
            return ofBroken(line.text(), typed);
        }
    }

    /// Bytes that are no UTF-8, NULs that a crash left, and half a character in a name may be all
    /// that is wrong.
    private static Map<String, Object> ofBroken(String line, boolean typed) throws BrokenLine {
        int start = 0;
        while (start < line.length() && line.charAt(start) == '\uFFFD') {
            start++;
        }
        String text = line.substring(start);
        for (String mended : List.of(text, LONE.matcher(text).replaceAll("\\\\uFFFD"))) {
            try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), mended)) {
                return read(parser, typed);
            } catch (JacksonException stillBroken) {
                // The other one may be whole.
            }
        }
        throw new BrokenLine("the line is not a whole JSON object");
    }

    private static Map<String, Object> read(JsonParser parser, boolean typed) throws BrokenLine {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BrokenLine("the line is not a JSON object");
        }
        var reader = new JsonLeaves(typed);
        reader.object(parser, "", 1);
        if (parser.nextToken() != null) {
            throw new BrokenLine("the line goes on after its JSON object");
        }
        if (!reader.repeated.isEmpty()) {
            reader.leaves.put(REPEATED, String.join(", ", reader.repeated));
        }
        return reader.leaves;
    }

    private void object(JsonParser parser, String prefix, int depth) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String path = prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && depth < DEEPEST) {
                object(parser, path + ".", depth + 1);
            } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                put(path, structure(parser));
            } else if (token != JsonToken.VALUE_NULL) {
                put(path, scalar(parser, token));
            }
        }
    }

    private void put(String path, Object value) {
        if (leaves.containsKey(path)) {
            leaves.put(path, value);
            if (repeated.size() < MOST_REPEATED) {
                repeated.add(path);
            }
        } else if (leaves.size() < MOST) {
            leaves.put(path, value);
        }
    }

    private Object scalar(JsonParser parser, JsonToken token) {
        if (typed && token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? (Object) parser.getDoubleValue()
                    : (Object) parser.getLongValue();
        }
        if (typed && token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.getDoubleValue();
        }
        if (typed && (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE)) {
            return token == JsonToken.VALUE_TRUE;
        }
        return parser.getString().replace('\0', '\uFFFD');
    }

    private static String structure(JsonParser parser) {
        var writer = new StringWriter();
        try (var generator = JSON.createGenerator(ObjectWriteContext.empty(), writer)) {
            generator.copyCurrentStructure(parser);
        }
        return writer.toString();
    }
}
