package dev.watchkeeper.investigate;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The six tools by name: an overview near the size limit, one log line, and an incident that is
/// accepted when it cites that line. Remembers what was called.
final class TestToolbox implements Toolbox {

    static final List<String> NAMES =
            List.of(
                    "get_overview",
                    "query_logs",
                    "find_log_patterns",
                    "get_log_context",
                    "query_events",
                    "write_incident");

    static final String INSTRUCTIONS = "Begin with get_overview. " + "word ".repeat(370);
    static final String REFUSED = "no answer of this session has that evidence id";

    private final List<String> called = new CopyOnWriteArrayList<>();
    private final String logLine;
    private final Runnable meanwhile;
    private volatile boolean incidentWritten;

    /// @param logLine the message that `query_logs` finds
    TestToolbox(String logLine) {
        this(logLine, () -> {});
    }

    /// @param meanwhile what happens to the world while `query_logs` answers
    TestToolbox(String logLine, Runnable meanwhile) {
        this.logLine = logLine;
        this.meanwhile = meanwhile;
    }

    @Override
    public List<ToolDescription> list() {
        return NAMES.stream()
                .map(name ->
                        new ToolDescription(
                                name,
                                name,
                                "What " + name + " tells. " + "word ".repeat(370) + "END",
                                Map.of("type", "object"),
                                !name.equals("write_incident")))
                .toList();
    }

    @Override
    public ToolReply call(
            String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
        called.add(tool);
        return switch (tool) {
            case "query_logs" -> {
                meanwhile.run();
                yield new ToolReply.Answer(
                        Map.of("evidence_id", "E2", "rows", List.of(List.of(logLine))));
            }
            case "write_incident" -> {
                if (!"E2".equals(arguments.get("evidence"))) {
                    yield new ToolReply.Failure(REFUSED);
                }
                incidentWritten = true;
                yield new ToolReply.Answer(Map.of("incident", "2026-11-22-incident-test"));
            }
            default ->
                    new ToolReply.Answer(Map.of("evidence_id", "E1", "text", "x".repeat(19_900)));
        };
    }

    @Override
    public String instructions() {
        return INSTRUCTIONS;
    }

    List<String> called() {
        return List.copyOf(called);
    }

    boolean incidentWritten() {
        return incidentWritten;
    }
}
