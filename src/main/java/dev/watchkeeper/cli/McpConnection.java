package dev.watchkeeper.cli;

import dev.watchkeeper.investigate.Assignment;
import dev.watchkeeper.investigate.playbook.PlaybookInvestigator;
import dev.watchkeeper.investigate.playbook.ToolCaller;
import dev.watchkeeper.mcp.McpToolClient;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.ToolReply;
import java.time.Duration;
import java.util.Map;

/// The rules' connection to the tools: the same endpoint and protocol that Claude uses.
record McpConnection(McpToolClient client) implements PlaybookInvestigator.Connection {

    static McpConnection open(Assignment assignment, Duration timeout) {
        return new McpConnection(
                McpToolClient.connect(assignment.endpoint(), assignment.token(), timeout));
    }

    @Override
    public ToolCaller.Reply call(String tool, Map<String, Object> arguments) {
        try {
            return switch (client.call(tool, arguments)) {
                case ToolReply.Answer(Map<String, Object> content) ->
                        new ToolCaller.Reply.Content(content);
                case ToolReply.Failure(String text, _) -> new ToolCaller.Reply.Failure(text);
            };
        } catch (SourceUnavailable e) {
            return new ToolCaller.Reply.Failure(e.text());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
