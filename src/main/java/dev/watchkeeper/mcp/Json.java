package dev.watchkeeper.mcp;

import dev.watchkeeper.mcp.Message.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonpCharacterEscapes;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON as it goes over the wire, strict in what it reads: no duplicate keys, nothing after the
/// value, no depth that could exhaust a stack, no number of values that could exhaust memory.
final class Json {

    private static final int DEPTH = 64;
    private static final int STRING = 1 << 20;

    /// A message of a megabyte can hold half a million empty lists, each of which takes more than
    /// its two bytes.
    private static final long TOKENS = 200_000;

    static final JsonMapper MAPPER =
            JsonMapper.builder(
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
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /// UTF-8 by the letter: Jackson would guess UTF-16 or UTF-32 from the first bytes, and a
    /// lenient decoder would turn one key into another.
    static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /// In UTF-8. Goes through a String, since half of a surrogate pair (a log may hold one) fails
    /// in Jackson's own encoder and becomes `?` in Java's.
    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }

    /// The answer to what is refused. Its id is there when it is null, too: JSON-RPC wants that
    /// said, and the SDK leaves it out.
    static byte[] error(Refused refused) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", refused.code());
        error.put("message", refused.problem());
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", refused.id());
        message.put("error", error);
        return bytes(message);
    }
}
