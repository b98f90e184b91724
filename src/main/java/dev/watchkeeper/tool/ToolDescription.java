package dev.watchkeeper.tool;

import java.util.Map;

/// A tool as clients see it.
///
/// @param inputSchema JSON Schema of the arguments, keys in a fixed order
/// @param readOnly false for the one tool that writes
public record ToolDescription(
        String name,
        String title,
        String description,
        Map<String, Object> inputSchema,
        boolean readOnly) {}
