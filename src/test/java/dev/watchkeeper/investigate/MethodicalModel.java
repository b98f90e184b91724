package dev.watchkeeper.investigate;

import dev.watchkeeper.investigate.ScriptedModel.Block;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What stands in for a model that follows the investigator's instructions: each call is computed
/// from the answers so far, and so is the report. It knows no world, only the shapes of answers.
public final class MethodicalModel {

    private static final String TOOL = "mcp__watchkeeper__";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ITEM = Pattern.compile("([a-z_]+)\\[(\\d+)]");
    private static final int MOST_STEPS = 3;
    private static final int MOST_CORRECTIONS = 3;

    private MethodicalModel() {}

    /// A call and what came of it.
    ///
    /// @param content the answer; missing where it failed
    /// @param failure the sentence of a failure, or empty
    record Exchange(String tool, JsonNode arguments, JsonNode content, String failure) {

        String evidence() {
            return content.path("evidence_id").asString("");
        }
    }

    /// What it says next to a conversation.
    public static Turn next(JsonNode request) {
        Set<String> offered = new HashSet<>();
        request.path("tools").forEach(tool -> offered.add(tool.path("name").asString("")));
        if (!offered.contains(TOOL + "write_incident")) {
            return Turn.says("ready");
        }
        List<Exchange> past = exchanges(request);
        Exchange overview = last(past, "get_overview");
        if (overview == null) {
            return call("get_overview", Map.of());
        }
        JsonNode finding = overview.content().path("findings").path(0);
        Map<String, Object> about = Map.of("finding", finding.path("id").asString(""));
        for (String tool : List.of("find_changes", "get_runbook")) {
            if (last(past, tool) == null) {
                return call(tool, about);
            }
        }
        Turn step = step(past, offered);
        if (step != null) {
            return step;
        }
        if (last(past, "search_incidents") == null) {
            return call("search_incidents", about);
        }
        Exchange written = last(past, "write_incident");
        if (written == null) {
            return call("write_incident", new MethodicalReport(past, finding).report());
        }
        long refused = past.stream().filter(e -> e.tool().equals("write_incident")).count();
        if (!written.failure().isEmpty() && refused <= MOST_CORRECTIONS) {
            return call("write_incident", corrected(written));
        }
        return Turn.says(written.failure().isEmpty() ? "It is written." : written.failure());
    }

    /// The next step of the runbook that can be taken as it stands, then one entry followed.
    private static @Nullable Turn step(List<Exchange> past, Set<String> offered) {
        int taken = 0;
        for (JsonNode step : required(past, "get_runbook").content().path("steps")) {
            String tool = step.path("tool").asString("");
            JsonNode arguments = step.path("arguments");
            boolean filled = !arguments.toString().contains("<") && !tool.equals("find_changes");
            if (!filled || !offered.contains(TOOL + tool) || taken == MOST_STEPS) {
                continue;
            }
            taken++;
            if (past.stream()
                    .noneMatch(e -> e.tool().equals(tool) && e.arguments().equals(arguments))) {
                return call(tool, map(arguments));
            }
        }
        for (Map<String, JsonNode> row : rows(required(past, "find_changes").content())) {
            if (!text(row, "ref").isEmpty() && text(row, "kind").equals("log")) {
                return last(past, "get_log_context") != null
                        ? null
                        : call(
                                "get_log_context",
                                Map.of("stream", text(row, "in"), "ref", text(row, "ref")));
            }
        }
        return null;
    }

    /// The report without what was refused of it: the parts that the reasons name.
    private static Map<String, Object> corrected(Exchange refused) {
        Map<String, Object> report = map(refused.arguments());
        var gone = new HashMap<String, Set<Integer>>();
        var named = ITEM.matcher(refused.failure());
        while (named.find()) {
            gone.computeIfAbsent(named.group(1), _ -> new HashSet<>())
                    .add(Integer.parseInt(named.group(2)));
        }
        gone.forEach((key, indexes) -> {
            var kept = new ArrayList<Object>();
            if (report.get(key) instanceof List<?> all) {
                for (int i = 0; i < all.size(); i++) {
                    if (!indexes.contains(i)) {
                        kept.add(all.get(i));
                    }
                }
                report.put(key, kept);
            }
        });
        if (refused.failure().contains("severity")) {
            report.put("severity", "SEV3");
        }
        if (refused.failure().contains("cause ")) {
            report.put("cause", "cannot tell");
            report.put("confidence", "unknown");
        }
        return report;
    }

    private static Map<String, Object> map(JsonNode object) {
        return JSON.convertValue(object, new TypeReference<Map<String, Object>>() {});
    }

    private static Turn call(String tool, Map<String, Object> arguments) {
        return Turn.says(new Block.ToolUse(TOOL + tool, arguments));
    }

    /// A cell as text; empty where there is none.
    static String text(Map<String, JsonNode> row, String column) {
        JsonNode cell = row.get(column);
        return cell == null ? "" : cell.asString("");
    }

    static Exchange required(List<Exchange> past, String tool) {
        Exchange exchange = last(past, tool);
        if (exchange == null) {
            throw new IllegalStateException("not asked yet: " + tool);
        }
        return exchange;
    }

    static @Nullable Exchange last(List<Exchange> past, String tool) {
        @Nullable Exchange last = null;
        for (Exchange exchange : past) {
            last = exchange.tool().equals(tool) ? exchange : last;
        }
        return last;
    }

    /// The rows of an answer, each by its columns; what is null is left out.
    static List<Map<String, JsonNode>> rows(JsonNode content) {
        var rows = new ArrayList<Map<String, JsonNode>>();
        for (JsonNode row : content.path("rows")) {
            var cells = new LinkedHashMap<String, JsonNode>();
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isNull()) {
                    cells.put(content.path("columns").path(i).asString(""), row.get(i));
                }
            }
            rows.add(cells);
        }
        return rows;
    }

    private static List<Exchange> exchanges(JsonNode request) {
        var uses = new LinkedHashMap<String, JsonNode>();
        var past = new ArrayList<Exchange>();
        for (JsonNode message : request.path("messages")) {
            for (JsonNode block : message.path("content")) {
                switch (block.path("type").asString("")) {
                    case "tool_use" -> uses.put(block.path("id").asString(""), block);
                    case "tool_result" -> {
                        JsonNode use = uses.get(block.path("tool_use_id").asString(""));
                        if (use != null) {
                            past.add(exchange(use, block));
                        }
                    }
                    default -> {
                        // what it said itself
                    }
                }
            }
        }
        return past;
    }

    private static Exchange exchange(JsonNode use, JsonNode result) {
        JsonNode content = result.path("content");
        String text =
                content.isString()
                        ? content.asString("")
                        : content.path(0).path("text").asString("");
        boolean failed = result.path("is_error").asBoolean(false) || !text.startsWith("{");
        return new Exchange(
                use.path("name").asString("").replace(TOOL, ""),
                use.path("input"),
                failed ? JSON.createObjectNode() : JSON.readTree(text),
                failed ? text : "");
    }
}
