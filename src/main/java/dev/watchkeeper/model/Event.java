package dev.watchkeeper.model;

import java.time.Instant;
import java.util.Map;

/// One typed event of an event stream.
///
/// @param stream the name of the event stream in tools.yaml
/// @param ref where it is in its source; see [LogEntry#ref()]
/// @param time when it happened
/// @param type what happened, in the application's own word
/// @param fields its values by name: String, Long, Double or Boolean; nested JSON by dotted path
public record Event(
        String stream, String ref, Instant time, String type, Map<String, Object> fields) {}
