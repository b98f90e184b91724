package dev.watchkeeper.investigate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The environment that Claude Code runs in: nothing of ours but credentials and the way to the
/// API, and switches for everything that could phone elsewhere.
final class ClaudeEnvironment {

    /// What a program that Claude starts must not get.
    static final List<String> KEYS =
            List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN");

    private static final List<String> PASSED =
            List.of(
                    "ANTHROPIC_API_KEY",
                    "ANTHROPIC_AUTH_TOKEN",
                    "CLAUDE_CODE_OAUTH_TOKEN",
                    "ANTHROPIC_BASE_URL",
                    "HTTPS_PROXY",
                    "https_proxy",
                    "HTTP_PROXY",
                    "http_proxy",
                    "NODE_EXTRA_CA_CERTS",
                    "SSL_CERT_FILE");

    private ClaudeEnvironment() {}

    /// To ask the program about itself.
    ///
    /// @param program Claude Code, which may be a script whose interpreter stands beside it
    static Map<String, String> forQuestions(Path program, Path home) {
        var variables = new TreeMap<String, String>();
        variables.put("HOME", home.toString());
        variables.put("CLAUDE_CONFIG_DIR", home.toString());
        variables.put("XDG_CACHE_HOME", home.resolve(".cache").toString());
        variables.put("TMPDIR", home.toString());
        variables.put("PATH", program.resolveSibling("") + ":/usr/local/bin:/usr/bin:/bin");
        variables.put("LANG", "C.UTF-8");
        variables.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        variables.put("DISABLE_TELEMETRY", "1");
        variables.put("DISABLE_ERROR_REPORTING", "1");
        variables.put("DISABLE_AUTOUPDATER", "1");
        return variables;
    }

    /// For a run.
    ///
    /// @param own our own environment, of which little is passed on
    static Map<String, String> forRun(
            Map<String, String> own,
            ClaudeSettings settings,
            Path program,
            Path home,
            String token) {
        var variables = forQuestions(program, home);
        for (String name : PASSED) {
            String value = own.getOrDefault(name, "");
            if (!value.isBlank()) {
                variables.put(name, value);
            }
        }
        // A proxy is for the API; the endpoint of this run is next door.
        String noProxy = own.getOrDefault("NO_PROXY", own.getOrDefault("no_proxy", ""));
        String direct = (noProxy.isBlank() ? "" : noProxy + ",") + "127.0.0.1,localhost,::1";
        variables.put("NO_PROXY", direct);
        variables.put("no_proxy", direct);
        variables.put(Endpoint.TOKEN_VARIABLE, token);
        variables.put("ENABLE_TOOL_SEARCH", "false");
        variables.put("MCP_TIMEOUT", Long.toString(settings.connectTimeout().toMillis()));
        variables.put("MCP_TOOL_TIMEOUT", Long.toString(settings.toolTimeout().toMillis()));
        variables.put("API_TIMEOUT_MS", Long.toString(settings.apiTimeout().toMillis()));
        variables.put("CLAUDE_CODE_MAX_RETRIES", Integer.toString(settings.apiRetries()));
        return variables;
    }
}
