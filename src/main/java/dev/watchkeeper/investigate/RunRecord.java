package dev.watchkeeper.investigate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What is kept of a run besides its transcript: how it was started and how it ended, without any
/// secret.
final class RunRecord {

    private RunRecord() {}

    /// What was started, as JSON.
    ///
    /// @param command the words of the command line, which hold no secret
    /// @param variables the names of the environment, whose values may be secret
    static String started(
            Assignment assignment,
            ClaudeBinary claude,
            Credential credential,
            List<String> command,
            Set<String> variables) {
        var record = new LinkedHashMap<String, @Nullable Object>();
        record.put("run", assignment.runId());
        record.put("task", assignment.task().noun());
        record.put("now", assignment.now().toString());
        record.put("claude_version", claude.version());
        record.put("credential", credential.name().toLowerCase(Locale.ROOT));
        record.put("command", command);
        record.put("environment", variables.stream().sorted().toList());
        return json(record);
    }

    /// How it ended, as JSON.
    static String ended(Outcome outcome, ClaudeWatch.Ending ending, ClaudeStream stream) {
        Effort effort = outcome.effort();
        var record = new LinkedHashMap<String, @Nullable Object>();
        switch (outcome) {
            case Outcome.Completed(_, String finalText) -> {
                record.put("outcome", "completed");
                record.put("final_text", finalText);
            }
            case Outcome.Failed(_, FailureKind kind, String reason, boolean written) -> {
                record.put("outcome", "failed");
                record.put("kind", kind.name().toLowerCase(Locale.ROOT));
                record.put("reason", reason);
                record.put("written", written);
            }
        }
        record.put("stopped_by_us", ending.stop().name().toLowerCase(Locale.ROOT));
        record.put("exit_code", ending.exitCode());
        record.put("model", effort.model());
        record.put("turns", effort.turns());
        record.put("tool_calls", effort.toolCalls());
        record.put("duration_seconds", effort.duration().toMillis() / 1000.0);
        record.put("dollars", effort.dollars());
        ClaudeStream.Init init = stream.init();
        record.put("reported_version", init == null ? null : init.version());
        record.put("api_key_source", init == null ? null : init.apiKeySource());
        record.put("api_retries", stream.retries());
        record.put("lines", stream.lines());
        record.put("garbage_lines", stream.garbage());
        return json(record);
    }

    private static String json(Map<String, @Nullable Object> record) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(record)
                + "\n";
    }
}
