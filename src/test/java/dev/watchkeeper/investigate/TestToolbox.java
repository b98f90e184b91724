package dev.watchkeeper.investigate;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The six tools by name, over canned data; remembers what was called.
final class TestToolbox implements Toolbox {

    static final List<String> NAMES =
            List.of(
                    "get_overview",
                    "query_logs",
                    "find_log_patterns",
                    "get_log_context",
                    "query_events",
                    "write_incident");

    private final List<String> called = new CopyOnWriteArrayList<>();
    private final String logLine;

    /// @param logLine the message that `query_logs` finds
    TestToolbox(String logLine) {
        this.logLine = logLine;
    }

    @Override
    public List<ToolDescription> list() {
        return NAMES.stream()
                .map(name ->
                        new ToolDescription(
                                name,
                                name,
                                "The tool " + name + " of the test. " + "word ".repeat(300),
                                Map.of("type", "object"),
                                !name.equals("write_incident")))
                .toList();
    }

    @Override
    public ToolReply call(
            String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
        called.add(tool);
        return switch (tool) {
            case "query_logs" ->
                    new ToolReply.Answer(
                            Map.of("evidence_id", "E2", "rows", List.of(List.of(logLine))));
            case "write_incident" ->
                    "E2".equals(arguments.get("evidence"))
                            ? new ToolReply.Answer(Map.of("incident", "2026-11-22-incident-test"))
                            : new ToolReply.Failure("no evidence is called " + arguments);
            default ->
                    new ToolReply.Answer(Map.of("evidence_id", "E1", "text", "x".repeat(19_000)));
        };
    }

    @Override
    public String instructions() {
        return "Begin with get_overview.";
    }

    List<String> called() {
        return List.copyOf(called);
    }

    boolean incidentWritten() {
        return called.contains("write_incident");
    }
}
