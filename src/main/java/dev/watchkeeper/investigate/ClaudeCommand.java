package dev.watchkeeper.investigate;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// The exact command line of the lock-down, and the two files it names.
final class ClaudeCommand {

    /// The name of our server in the client, which prefixes every tool there.
    static final String SERVER = "watchkeeper";

    static final String TOOL_PREFIX = "mcp__" + SERVER + "__";

    /// Without any one of these the run is not locked down.
    private static final Set<String> NEEDED =
            Set.of(
                    "--output-format",
                    "--strict-mcp-config",
                    "--mcp-config",
                    "--setting-sources",
                    "--tools",
                    "--permission-mode",
                    "--disable-slash-commands",
                    "--no-session-persistence",
                    "--session-id",
                    "--model",
                    "--max-budget-usd");

    private ClaudeCommand() {}

    /// The options that this program lacks and the lock-down needs.
    static Set<String> missingOptions(ClaudeBinary claude) {
        var missing = new TreeSet<>(NEEDED);
        missing.removeAll(claude.options());
        return missing;
    }

    static List<String> of(
            ClaudeBinary claude,
            ClaudeSettings settings,
            Path mcpConfig,
            Path systemPrompt,
            UUID session) {
        var words = new ArrayList<String>();
        words.addAll(List.of(claude.path().toString(), "-p"));
        words.addAll(List.of("--output-format", "stream-json", "--verbose"));
        if (claude.options().contains("--restricted")) {
            words.add("--restricted");
        }
        words.add("--strict-mcp-config");
        words.addAll(List.of("--mcp-config", mcpConfig.toString()));
        words.addAll(List.of("--setting-sources", "", "--tools", ""));
        words.addAll(List.of("--allowedTools", TOOL_PREFIX + "*"));
        if (!claude.options().contains("--restricted")) {
            // An `@path` reads that file even without tools; this rule forbids it.
            words.addAll(List.of("--disallowedTools", "Read(//**)"));
        }
        words.addAll(List.of("--permission-mode", "dontAsk"));
        if (claude.options().contains("--permission-prompts")) {
            words.addAll(List.of("--permission-prompts", "none"));
        }
        words.addAll(List.of("--disable-slash-commands", "--no-session-persistence"));
        words.addAll(List.of("--session-id", session.toString()));
        words.addAll(List.of("--system-prompt-file", systemPrompt.toString()));
        words.addAll(List.of("--model", settings.model()));
        words.addAll(List.of("--max-turns", Integer.toString(settings.turns())));
        words.addAll(
                List.of(
                        "--max-budget-usd",
                        String.format(Locale.ROOT, "%.4f", settings.dollars())));
        return words;
    }

    /// The MCP configuration: our endpoint alone. The token is named, not written; a program that
    /// Claude starts gets it, and not the key of the model, from Claude's environment.
    static String mcpConfig(Endpoint endpoint, Duration toolTimeout) {
        var server = new LinkedHashMap<String, Object>();
        switch (endpoint) {
            case Endpoint.Http(URI address) -> {
                server.put("type", "http");
                server.put("url", address.toString());
                server.put(
                        "headers",
                        Map.of("Authorization", "Bearer ${" + Endpoint.TOKEN_VARIABLE + "}"));
            }
            case Endpoint.Bridge(List<String> command, _) -> {
                server.put("type", "stdio");
                server.put("command", command.getFirst());
                server.put("args", command.subList(1, command.size()));
                var withoutKeys = new LinkedHashMap<String, Object>();
                ClaudeEnvironment.KEYS.forEach(key -> withoutKeys.put(key, ""));
                server.put("env", withoutKeys);
            }
        }
        server.put("timeout", toolTimeout.toMillis());
        return JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of("mcpServers", Map.of(SERVER, server)));
    }
}
