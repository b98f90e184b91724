package dev.watchkeeper.tool;

import java.util.Map;

/// What a call comes back with.
public sealed interface ToolReply {

    /// What was asked for.
    ///
    /// @param content the whole answer, complete on its own, keys in a fixed order: what becomes
    ///   `structuredContent`, ready for JSON (maps, lists, strings, numbers, booleans, nulls)
    record Answer(Map<String, Object> content) implements ToolReply {}

    /// Refused or failed, with one clear sentence for whoever asked: becomes `isError`.
    record Failure(String text) implements ToolReply {}
}
