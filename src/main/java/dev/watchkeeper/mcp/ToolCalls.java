package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// The toolbox in the protocol's terms: descriptions to tools, replies to results.
final class ToolCalls {

    private final Toolbox toolbox;
    private final ServerSettings settings;
    private final CallsInFlight calls;
    private final Metrics metrics;
    private final List<ToolDescription> list;
    private final List<String> names;
    private final Set<String> readOnly;

    ToolCalls(Toolbox toolbox, ServerSettings settings, CallsInFlight calls, Metrics metrics) {
        this.metrics = metrics;
        this.toolbox = toolbox;
        this.settings = settings;
        this.calls = calls;
        this.list = toolbox.list();
        this.readOnly =
                list.stream()
                        .filter(ToolDescription::readOnly)
                        .map(ToolDescription::name)
                        .collect(Collectors.toUnmodifiableSet());
        this.names = list.stream().map(ToolDescription::name).toList();
    }

    String instructions() {
        return toolbox.instructions();
    }

    List<String> names() {
        return names;
    }

    List<Tool> descriptions() {
        return list.stream().map(ToolCalls::tool).toList();
    }

    /// Tells the toolbox of a call that does not come to it.
    void refused(Call call, Message.Request request) {
        var arguments = RequestChecks.forSdk(request).get("arguments");
        var named = new LinkedHashMap<String, Object>();
        if (arguments instanceof Map<?, ?> map) {
            map.forEach((key, value) -> named.put(String.valueOf(key), value));
        }
        toolbox.refused(String.valueOf(request.params().get("name")), named, call.session());
    }

    /// Calls a tool and waits; whatever goes wrong is a result too.
    CallToolResult call(Call call, String tool, Map<String, Object> arguments) {
        long begun = System.nanoTime();
        String outcome = "failed";
        try {
            ToolReply reply =
                    call.perform(
                            calls.lanes(),
                            readOnly.contains(tool),
                            deadline -> toolbox.call(tool, arguments, call.session(), deadline));
            outcome = reply instanceof ToolReply.Answer ? "answered" : "failed";
            return result(reply);
        } catch (Call.NoTurn e) {
            outcome = "busy";
            toolbox.refused(tool, arguments, call.session());
            return failed(
                    tool
                            + " did not get its turn within "
                            + seconds()
                            + ": too many calls run at once; ask again, fewer at a time");
        } catch (TimeoutException e) {
            outcome = "timed_out";
            return failed(
                    tool
                            + " did not answer within "
                            + seconds()
                            + "; ask for less, such as a shorter time range");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(tool + " was stopped: the server is closing");
        } catch (ExecutionException e) {
            return failed(
                    Dispatch.internal(settings, tool, e.getCause() == null ? e : e.getCause()));
        } finally {
            metrics.called(
                    tool, call.cancelled() ? "cancelled" : outcome, System.nanoTime() - begun);
        }
    }

    private String seconds() {
        return settings.callTime().toSeconds() + " s";
    }

    private static Tool tool(ToolDescription description) {
        return Tool.builder(description.name(), description.inputSchema())
                .title(description.title())
                .description(description.description())
                .annotations(
                        ToolAnnotations.builder()
                                .title(description.title())
                                .readOnlyHint(description.readOnly())
                                .destructiveHint(false)
                                .idempotentHint(description.readOnly())
                                .openWorldHint(false)
                                .build())
                // Interactive clients would otherwise show the model names only, and load the rest
                // on demand.
                .meta(Map.of("anthropic/alwaysLoad", true))
                .build();
    }

    private static CallToolResult result(ToolReply reply) {
        return switch (reply) {
            // The text is for clients that do not know structured content.
            case ToolReply.Answer(var content) ->
                    CallToolResult.builder()
                            .addTextContent(Json.MAPPER.writeValueAsString(content))
                            .structuredContent(content)
                            .isError(false)
                            .build();
            case ToolReply.Failure(var text, _) -> failed(text);
        };
    }

    private static CallToolResult failed(String text) {
        return CallToolResult.builder().addTextContent(text).isError(true).build();
    }
}
