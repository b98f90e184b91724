package dev.watchkeeper.config;

import dev.watchkeeper.schema.JsonSchema;
import java.nio.file.Path;
import java.util.Map;

/// The JSON Schema of tools.yaml, for editors.
public final class ToolsSchema {

    private ToolsSchema() {}

    /// The schema, keys in the order of the documentation.
    public static Map<String, Object> of(Vocabulary known) {
        return JsonSchema.ofDocument(
                Configuration.class, known.types(Path.of("")), "Watchkeeper tools.yaml");
    }
}
