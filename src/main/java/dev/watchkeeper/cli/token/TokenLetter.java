package dev.watchkeeper.cli.token;

import dev.watchkeeper.access.Scope;
import dev.watchkeeper.access.Token;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Durations;
import dev.watchkeeper.schema.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// What is printed for whoever gets a token: the token, and how to connect with it.
///
/// @param address where the server is reached
record TokenLetter(String address, GlobalOptions options) {

    static final String URL_OPTION =
            "Where the server is reached, for what is printed; default: https with the first of access.hosts,"
                    + " else http://127.0.0.1:7466/mcp.";

    private static final String HERE = "http://127.0.0.1:7466/mcp";
    private static final String VARIABLE = "WATCHKEEPER_TOKEN";

    /// What no shell makes anything else of.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9.:/_~\\[\\]-]+");

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Where the server is reached.
    ///
    /// @param given by the option, or null
    /// @param hosts those of tools.yaml
    /// @throws BadRequest when the token would travel readable, or the line could not be pasted
    static String address(@Nullable String given, List<String> hosts) {
        if (given == null) {
            return hosts.isEmpty() ? HERE : "https://" + hosts.getFirst() + "/mcp";
        }
        if (!isAddress(given)) {
            throw new BadRequest(
                    "--url: expected a URL such as https://ops.example.org/mcp, got "
                            + Words.quote(given));
        }
        URI url = URI.create(given);
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
        if (url.getScheme().equals("http") && !here) {
            throw new BadRequest(
                    "--url: over http the token could be read on the way; use https, or forward the"
                            + " port with ssh and give http://127.0.0.1:PORT/mcp");
        }
        return given;
    }

    private static boolean isAddress(String text) {
        try {
            URI url = URI.create(text);
            return PLAIN.matcher(text).matches()
                    && url.getHost() != null
                    && Set.of("http", "https").contains(String.valueOf(url.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    void print(Terminal terminal, Token token, String secret) {
        Map<String, Object> file =
                Map.of("mcpServers", Map.of("watchkeeper", server("${" + VARIABLE + "}")));
        if (options.json()) {
            var json = new LinkedHashMap<String, Object>();
            json.put("name", token.name());
            json.put("token", secret);
            json.put("expires", token.expires() == null ? null : token.expires().toString());
            json.put("claude", line(secret));
            json.put("mcp_json", file);
            terminal.result(JSON.writeValueAsString(json));
            return;
        }
        terminal.say(
                token.name()
                        + " sees "
                        + seen(token.scope())
                        + "; "
                        + (token.expires() == null
                                ? "never expires"
                                : "expires on " + TokensListCommand.day(token.expires()))
                        + ". Its pre-shared bearer token, shown this once:");
        terminal.result(secret);
        terminal.say("To connect Claude Code, paste:");
        terminal.result(line(secret));
        terminal.say(
                "Or, with the token in the environment variable "
                        + VARIABLE
                        + ", in the .mcp.json of a project:");
        JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(file)
                .lines()
                .forEach(terminal::result);
        terminal.say("It opens watchkeeper serve --http, with the same --state.");
    }

    private String line(String secret) {
        return "claude mcp add --transport http watchkeeper "
                + (address.contains("[") ? "'" + address + "'" : address)
                + " --header \"Authorization: Bearer "
                + secret
                + "\"";
    }

    private Map<String, Object> server(String secret) {
        var server = new LinkedHashMap<String, Object>();
        server.put("type", "http");
        server.put("url", address);
        server.put("headers", Map.of("Authorization", "Bearer " + secret));
        return server;
    }

    /// A scope in words: `app and gateway, 7d back, 2 tools, without writing`.
    private static String seen(Scope scope) {
        var parts = new ArrayList<String>();
        parts.add(streams(scope));
        if (scope.lookBack() != null) {
            parts.add(Durations.format(scope.lookBack()) + " back");
        }
        if (scope.toolset() != null) {
            parts.add("the toolset " + scope.toolset());
        }
        if (!scope.tools().isEmpty()) {
            parts.add("with " + Words.list(scope.tools()));
        }
        if (scope.redaction() != null) {
            parts.add("redaction " + scope.redaction().name().toLowerCase(Locale.ROOT));
        }
        parts.add(scope.writeIncident() ? "and may write incidents" : "reading only");
        return String.join(", ", parts);
    }

    /// What is seen: `everything`, or names.
    static String streams(Scope scope) {
        if (scope.allSources()) {
            return "everything";
        }
        var names = new ArrayList<>(scope.streams());
        scope.sources().forEach(source -> names.add("all of " + source));
        return Words.list(names);
    }
}
