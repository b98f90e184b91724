package dev.watchkeeper.mcp;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tools that the official conformance suite asks for by name, as far as a tool of ours can be
/// one: it answers with an object, or fails with a sentence.
record ConformanceTools() implements Toolbox {

    private static final String SCHEMA_TOOL = "json_schema_2020_12_tool";

    @Override
    public List<ToolDescription> list() {
        return List.of(
                tool("test_simple_text", Map.of("type", "object")),
                tool("test_error_handling", Map.of("type", "object")),
                tool(SCHEMA_TOOL, schema()));
    }

    @Override
    public ToolReply call(
            String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
        return switch (tool) {
            case "test_error_handling" ->
                    new ToolReply.Failure("This tool intentionally returns an error for testing");
            default ->
                    new ToolReply.Answer(
                            Map.of("text", "This is a simple text response for testing."));
        };
    }

    @Override
    public String instructions() {
        return "Tools of the conformance suite.";
    }

    private static ToolDescription tool(String name, Map<String, Object> schema) {
        return new ToolDescription(name, name, "For the conformance suite.", schema, true);
    }

    /// What the suite wants back as it is.
    private static Map<String, Object> schema() {
        var address = new LinkedHashMap<String, Object>();
        address.put("$anchor", "addressDef");
        address.put("type", "object");
        address.put(
                "properties",
                Map.of("street", Map.of("type", "string"), "city", Map.of("type", "string")));
        var properties = new LinkedHashMap<String, Object>();
        properties.put("name", Map.of("type", "string"));
        properties.put("address", Map.of("$ref", "#/$defs/address"));
        properties.put(
                "contactMethod", Map.of("type", "string", "enum", List.of("phone", "email")));
        properties.put("phone", Map.of("type", "string"));
        properties.put("email", Map.of("type", "string"));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        schema.put("$defs", Map.of("address", address));
        schema.put("properties", properties);
        schema.put(
                "allOf",
                List.of(
                        Map.of(
                                "anyOf",
                                List.of(
                                        Map.of("required", List.of("phone")),
                                        Map.of("required", List.of("email"))))));
        schema.put(
                "if",
                Map.of(
                        "properties", Map.of("contactMethod", Map.of("const", "phone")),
                        "required", List.of("contactMethod")));
        schema.put("then", Map.of("required", List.of("phone")));
        schema.put("else", Map.of("required", List.of("email")));
        schema.put("additionalProperties", false);
        return schema;
    }
}
