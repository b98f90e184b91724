package dev.watchkeeper.investigate;

import dev.watchkeeper.investigate.ScriptedModel.Block;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A scripted turn as the stream of events that the Messages API sends.
final class ScriptedAnswer {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern RESULT = Pattern.compile("\\{\\{result:(.*?)\\}\\}");

    private ScriptedAnswer() {}

    static String events(Turn turn, JsonNode request, int index) {
        var out = new StringBuilder();
        String model = request.path("model").asString("");
        var usage = Map.of("input_tokens", 1000, "output_tokens", 1);
        event(
                out,
                "message_start",
                Map.of(
                        "message",
                        Map.of(
                                "id",
                                "msg_" + index,
                                "type",
                                "message",
                                "role",
                                "assistant",
                                "model",
                                model,
                                "content",
                                List.of(),
                                "usage",
                                usage)));
        boolean calls = false;
        for (int i = 0; i < turn.blocks().size(); i++) {
            Map<String, Object> start;
            Map<String, Object> delta;
            switch (turn.blocks().get(i)) {
                case Block.Text(String text) -> {
                    start = Map.of("type", "text", "text", "");
                    delta = Map.of("type", "text_delta", "text", text);
                }
                case Block.ToolUse(String name, Map<String, Object> input) -> {
                    calls = true;
                    start =
                            Map.of(
                                    "type",
                                    "tool_use",
                                    "id",
                                    "toolu_" + index + "_" + i,
                                    "name",
                                    name,
                                    "input",
                                    Map.of());
                    delta =
                            Map.of(
                                    "type",
                                    "input_json_delta",
                                    "partial_json",
                                    chained(JSON.writeValueAsString(input), request));
                }
            }
            event(out, "content_block_start", Map.of("index", i, "content_block", start));
            event(out, "content_block_delta", Map.of("index", i, "delta", delta));
            event(out, "content_block_stop", Map.of("index", i));
        }
        event(
                out,
                "message_delta",
                Map.of(
                        "delta",
                        Map.of("stop_reason", calls ? "tool_use" : "end_turn"),
                        "usage",
                        Map.of("output_tokens", 100)));
        event(out, "message_stop", Map.of());
        return out.toString();
    }

    private static void event(StringBuilder out, String name, Map<String, Object> data) {
        var all = new LinkedHashMap<String, Object>();
        all.put("type", name);
        all.putAll(data);
        out.append("event: ").append(name).append('\n');
        out.append("data: ").append(JSON.writeValueAsString(all)).append("\n\n");
    }

    private static String chained(String input, JsonNode request) {
        String results = ScriptedModel.toolResults(request);
        return RESULT.matcher(input)
                .replaceAll(wanted -> {
                    String found = "nothing";
                    Matcher matcher = Pattern.compile(wanted.group(1)).matcher(results);
                    while (matcher.find()) {
                        found = matcher.group(1);
                    }
                    return Matcher.quoteReplacement(found);
                });
    }
}
