package dev.watchkeeper.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One log entry, whatever it was stored as. All texts are written by strangers.
///
/// @param stream the name of the log stream in tools.yaml
/// @param ref where it is in its source, unique within the stream and good for reading it again: a
///   row id, or file identity and byte offset; opaque to everybody but the source
/// @param time when it was logged
/// @param level how grave, or null where the stream's entries carry no level
/// @param logger what logged it (module, program, logger name), or empty
/// @param message the message without its traceback
/// @param exception the traceback, or null
/// @param fields further fields by name, in the order of the source
public record LogEntry(
        String stream,
        String ref,
        Instant time,
        @Nullable Level level,
        String logger,
        String message,
        @Nullable String exception,
        Map<String, String> fields) {}
