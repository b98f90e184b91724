package dev.watchkeeper.init;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the beginning of a file shows it to be.
///
/// @param loguru whether its lines are what loguru writes with `serialize=True`
/// @param eventType the key of a type, where lines have one and no message; else null
record FileShape(Kind kind, boolean loguru, @Nullable String eventType) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int HEAD = 64 * 1024;
    private static final int MOST_LINES = 50;
    private static final List<String> TIMES =
            List.of(
                    "time",
                    "timestamp",
                    "ts",
                    "@timestamp",
                    "at",
                    "created_at",
                    "datetime",
                    "date");
    private static final List<String> TYPES =
            List.of("type", "event_type", "event", "kind", "action");
    private static final Set<String> OF_LOGS =
            Set.of(
                    "message",
                    "msg",
                    "level",
                    "levelname",
                    "severity",
                    "record",
                    "log",
                    "@m",
                    "@mt",
                    "body",
                    "text",
                    "status",
                    "downstreamstatus");

    /// What can be done with it.
    enum Kind {
        JSON,
        TEXT,
        BINARY,
        EMPTY,
        UNREADABLE
    }

    static FileShape of(Path file) {
        byte[] head;
        try {
            head = head(file);
        } catch (IOException e) {
            return new FileShape(Kind.UNREADABLE, false, null);
        }
        List<String> lines = lines(head);
        if (lines.isEmpty()) {
            return new FileShape(head.length == 0 ? Kind.EMPTY : Kind.TEXT, false, null);
        }
        for (byte b : head) {
            if (b == 0) {
                return new FileShape(Kind.BINARY, false, null);
            }
        }
        List<JsonNode> objects = objects(lines);
        if (objects.size() * 2 < lines.size()) {
            return new FileShape(Kind.TEXT, false, null);
        }
        boolean loguru = objects.stream().allMatch(node -> node.has("record") && node.has("text"));
        boolean log =
                objects.stream()
                        .flatMap(node -> node.propertyNames().stream())
                        .anyMatch(key -> OF_LOGS.contains(key.toLowerCase(java.util.Locale.ROOT)));
        return new FileShape(Kind.JSON, loguru, log ? null : common(objects, TYPES).orElse(null));
    }

    /// The key under which the lines of a file of JSON have their time.
    static Optional<String> timeKey(Path file) {
        try {
            return common(objects(lines(head(file))), TIMES);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> common(List<JsonNode> objects, List<String> keys) {
        return keys.stream()
                .filter(key ->
                        objects.stream().filter(node -> node.has(key)).count() * 2 > objects.size())
                .findFirst();
    }

    private static List<JsonNode> objects(List<String> lines) {
        var objects = new ArrayList<JsonNode>();
        for (String line : lines) {
            if (line.startsWith("{")) {
                try {
                    JsonNode node = JSON.readTree(line);
                    if (node.isObject()) {
                        objects.add(node);
                    }
                } catch (JacksonException e) {
                    // A line cut in two, or none of JSON: it is not counted.
                }
            }
        }
        return objects;
    }

    private static List<String> lines(byte[] head) {
        List<String> lines =
                new String(head, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .limit(MOST_LINES + 1L)
                        .toList();
        // what was cut off in the middle is no line
        boolean cut = head.length == HEAD && lines.size() > 1 && lines.size() <= MOST_LINES;
        return cut ? lines.subList(0, lines.size() - 1) : lines;
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] head = in.readNBytes(HEAD);
            if (!file.toString().endsWith(".gz")) {
                return head;
            }
            try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(head))) {
                return unpacked.readNBytes(HEAD);
            } catch (EOFException cutOff) {
                return new byte[0];
            }
        }
    }
}
