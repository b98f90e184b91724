package dev.watchkeeper.cli.pipe;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// How a line holds its message.
public enum LogFormat {
    /// One object a line as loguru serializes it; the message is `record.message`.
    LOGURU,

    /// One object a line; the message is the first of `message`, `msg`, `text`, `event`, `log` that
    /// is a string.
    JSONL,

    /// The line is the message.
    PLAIN;

    private static final List<String> KEYS = List.of("message", "msg", "text", "event", "log");
    private static final JsonFactory JSON = new JsonFactory();

    /// The format of a name as it is written on the command line.
    public static LogFormat of(String name) {
        for (LogFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("format must be loguru, jsonl or plain, got " + name);
    }

    /// The format that most of the lines are in.
    static LogFormat guess(List<String> lines) {
        int loguru = 0;
        int objects = 0;
        for (String line : lines) {
            if (message(line, LOGURU) != null) {
                loguru++;
            }
            if (line.startsWith("{") && message(line, JSONL) != null) {
                objects++;
            }
        }
        if (2 * loguru > lines.size()) {
            return LOGURU;
        }
        return 2 * objects > lines.size() ? JSONL : PLAIN;
    }

    /// The message of a line, or null where the line is not what the format says.
    @Nullable String message(String line) {
        return this == PLAIN ? line : message(line, this);
    }

    private static @Nullable String message(String line, LogFormat format) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            String message = format == LOGURU ? inRecord(parser) : first(parser);
            // What follows the object is as wrong as what is wrong in it.
            return parser.nextToken() == null ? message : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    private static @Nullable String inRecord(JsonParser parser) {
        String message = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean record = parser.currentName().equals("record");
            if (parser.nextToken() == JsonToken.START_OBJECT && record) {
                String found = first(parser);
                message = found == null ? message : found;
            } else {
                parser.skipChildren();
            }
        }
        return message;
    }

    /// Reads the object to its end; the value of the foremost of [#KEYS] in it.
    private static @Nullable String first(JsonParser parser) {
        String message = null;
        int rank = KEYS.size();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            int key = KEYS.indexOf(parser.currentName());
            if (parser.nextToken() == JsonToken.VALUE_STRING && key >= 0 && key < rank) {
                message = parser.getString();
                rank = key;
            } else {
                parser.skipChildren();
            }
        }
        return message;
    }
}
