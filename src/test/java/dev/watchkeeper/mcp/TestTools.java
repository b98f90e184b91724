package dev.watchkeeper.mcp;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A toolbox whose tools show what happens to a call.
///
/// @param started counted down when a `wait` begins
/// @param release what a `wait` waits for
/// @param stopped counted down when a `wait` ends because of its deadline or an interruption
record TestTools(CountDownLatch started, CountDownLatch release, CountDownLatch stopped)
        implements Toolbox {

    TestTools() {
        this(1);
    }

    TestTools(int calls) {
        this(new CountDownLatch(calls), new CountDownLatch(1), new CountDownLatch(calls));
    }

    static ServerSettings settings() {
        return new ServerSettings("1.2.3", System.err);
    }

    static ServerSettings settings(PrintStream log) {
        return new ServerSettings("1.2.3", log);
    }

    @Override
    public List<ToolDescription> list() {
        return List.of(
                tool("wait", "Waits until it is released, cancelled or out of time.", true),
                tool("echo", "Says what it was given, and to whom.", true),
                tool("fail", "Cannot be answered.", true),
                tool("break", "Throws.", true),
                tool("note", "Writes.", false));
    }

    @Override
    public ToolReply call(
            String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
        return switch (tool) {
            case "echo" -> {
                Map<String, Object> content = new LinkedHashMap<>();
                content.put("session", session.id());
                content.put("arguments", arguments);
                content.put("nothing", null);
                yield new ToolReply.Answer(content);
            }
            case "wait" -> await(arguments, deadline);
            case "note" -> new ToolReply.Answer(Map.of("written", true));
            case "fail" -> new ToolReply.Failure("limit must be between 1 and 1000, got 0");
            default -> throw new IllegalStateException("secret: /etc/shadow");
        };
    }

    @Override
    public String instructions() {
        return "Look at the overview first.";
    }

    private ToolReply await(Map<String, Object> arguments, Deadline deadline) {
        started.countDown();
        boolean deaf = Boolean.TRUE.equals(arguments.get("deaf"));
        try {
            while (deaf || !deadline.passed()) {
                if (release.await(10, TimeUnit.MILLISECONDS)) {
                    return new ToolReply.Answer(Map.of("waited", true));
                }
            }
        } catch (InterruptedException e) {
            stopped.countDown();
            return new ToolReply.Failure("interrupted");
        }
        stopped.countDown();
        return new ToolReply.Failure("out of time");
    }

    private static ToolDescription tool(String name, String description, boolean readOnly) {
        Map<String, Object> limit = new LinkedHashMap<>();
        limit.put("type", "integer");
        limit.put("description", "How many.");
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "string");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("text", text);
        properties.put("limit", limit);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return new ToolDescription(name, "The " + name, description, schema, readOnly);
    }
}
