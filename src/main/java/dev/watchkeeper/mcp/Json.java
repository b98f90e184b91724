package dev.watchkeeper.mcp;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON bound to classes, over what [PlainJson] reads and writes: what tools are, and what they
/// answer.
final class Json {

    static final JsonMapper MAPPER =
            JsonMapper.builder(PlainJson.FACTORY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /// In UTF-8. Goes through a String, for the reason that [PlainJson#bytes] does.
    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }
}
