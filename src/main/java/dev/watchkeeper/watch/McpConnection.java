package dev.watchkeeper.watch;

import dev.watchkeeper.investigate.Assignment;
import dev.watchkeeper.investigate.Endpoint;
import dev.watchkeeper.investigate.playbook.PlaybookInvestigator;
import dev.watchkeeper.investigate.playbook.ask.ToolCaller;
import dev.watchkeeper.mcp.McpToolClient;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.ToolReply;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// The rules' connection to the tools: the same endpoint and protocol that Claude uses.
record McpConnection(McpToolClient client) implements PlaybookInvestigator.Connection {

    static McpConnection open(Assignment assignment, Duration timeout) {
        return switch (assignment.endpoint()) {
            case Endpoint.Http(URI address) ->
                    new McpConnection(McpToolClient.connect(address, assignment.token(), timeout));
            case Endpoint.Bridge _ ->
                    throw new IllegalStateException("the rules run where the tools are");
        };
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
