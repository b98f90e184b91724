package dev.watchkeeper.launch;

import dev.watchkeeper.model.BadRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object a line, strict and bounded: no duplicate keys, nothing after the value, UTF-8 to
/// the letter.
final class Wire {

    /// The most bytes of a line; an offer with all tools has about 2,000.
    static final int LINE = 1 << 16;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(8)
                                                    .maxTokenCount(2_000)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Wire() {}

    /// Reads one line and not a byte more of what the stream gives: what follows may be spoken in
    /// another protocol. The stream should buffer.
    ///
    /// @throws EOFException when the stream ends before the line does
    /// @throws BadRequest when it is no JSON object, or too long
    static Map<String, @Nullable Object> read(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the other side closed the connection");
            }
            if (line.size() == LINE) {
                throw new BadRequest("a line has at most " + LINE + " bytes");
            }
            line.write(read);
        }
        return parse(line.toByteArray());
    }

    /// @throws BadRequest when it is no JSON object
    static Map<String, @Nullable Object> parse(byte[] line) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            if (JSON.readValue(text, Object.class) instanceof Map<?, ?> object) {
                Map<String, @Nullable Object> keyed = LinkedHashMap.newLinkedHashMap(object.size());
                object.forEach((key, value) -> keyed.put((String) key, value));
                return keyed;
            }
        } catch (CharacterCodingException | JacksonException e) {
            throw new BadRequest("a line is one JSON object");
        }
        throw new BadRequest("a line is one JSON object");
    }

    static void write(OutputStream out, Map<String, ? extends @Nullable Object> object)
            throws IOException {
        out.write((text(object) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static String text(Map<String, ? extends @Nullable Object> object) {
        return JSON.writeValueAsString(object);
    }
}
