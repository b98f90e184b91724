package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What there is to ask of: streams, types of events, fields, numbers.
///
/// @param numbers those that need a look first
/// @param unread numbers that could not be read in time
/// @param queues the names of queues, as the names of their parts show them
/// @param apis the names of APIs, as the names of their parts show them
/// @param evidence the answer of `get_overview`, or empty when there was none
public record Overview(
        List<Stream> logs,
        List<Stream> events,
        List<Figure> numbers,
        List<String> unread,
        List<String> queues,
        List<String> apis,
        String evidence) {

    /// One stream.
    ///
    /// @param newest its newest entry, or null
    /// @param types for events: how many of each type in the time counted
    /// @param meaning for events: what tools.yaml says of the types
    public record Stream(
            String name,
            String describe,
            @Nullable Instant newest,
            List<String> ids,
            Map<String, Double> types,
            List<String> fields,
            Map<String, String> meaning) {}

    static Overview of(Optional<Reply> reply) {
        if (reply.isEmpty()) {
            return new Overview(
                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "");
        }
        Map<String, Object> content = reply.get().content();
        var numbers = new ArrayList<Figure>();
        var unread = new ArrayList<String>();
        if (content.get("numbers") instanceof Map<?, ?> all) {
            Reply.rows(all).forEach(row -> numbers.add(Figure.of(row, reply.get().evidence())));
            if (all.get("not_read_in_time") instanceof List<?> names) {
                names.forEach(name -> unread.add(String.valueOf(name)));
            }
        }
        return new Overview(
                streams(content.get("logs")),
                streams(content.get("events")),
                numbers,
                unread,
                owners(
                        numbers,
                        unread,
                        List.of(
                                "depth",
                                "wait",
                                "enqueued",
                                "completed",
                                "oldest",
                                "dead",
                                "overflow",
                                "retries")),
                owners(numbers, unread, List.of("calls", "errors", "rate_limited", "latency")),
                reply.get().evidence());
    }

    /// The names of the log streams.
    public List<String> logNames() {
        return logs.stream().map(Stream::name).toList();
    }

    /// The names of the event streams.
    public List<String> eventNames() {
        return events.stream().map(Stream::name).toList();
    }

    /// A number by its name.
    public Optional<Figure> number(String name) {
        return numbers.stream().filter(number -> number.name().equals(name)).findFirst();
    }

    private static List<String> owners(
            List<Figure> numbers, List<String> unread, List<String> parts) {
        var names = new ArrayList<>(numbers.stream().map(Figure::name).toList());
        names.addAll(unread);
        return names.stream()
                .filter(name -> name.indexOf('.') > 0 && !name.startsWith("host."))
                .filter(name -> parts.contains(name.substring(name.lastIndexOf('.') + 1)))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .distinct()
                .toList();
    }

    private static List<Stream> streams(@Nullable Object all) {
        var streams = new ArrayList<Stream>();
        if (all instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> stream
                        && stream.get("stream") instanceof String name) {
                    var types = new LinkedHashMap<String, Double>();
                    texts(stream.get("types"))
                            .forEach((type, count) -> types.put(type, Double.parseDouble(count)));
                    streams.add(
                            new Stream(
                                    name,
                                    stream.get("describe") instanceof String text ? text : "",
                                    new Reply.Row(cells(stream)).time("newest"),
                                    list(stream.get("ids")),
                                    types,
                                    list(stream.get("fields")),
                                    texts(stream.get("meaning"))));
                }
            }
        }
        return streams;
    }

    private static Map<String, Object> cells(Map<?, ?> stream) {
        Object newest = stream.get("newest");
        return newest == null ? Map.of() : Map.of("newest", newest);
    }

    private static List<String> list(@Nullable Object all) {
        return all instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, String> texts(@Nullable Object all) {
        var texts = new LinkedHashMap<String, String>();
        if (all instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return texts;
    }
}
