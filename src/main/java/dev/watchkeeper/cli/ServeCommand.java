package dev.watchkeeper.cli;

import dev.watchkeeper.mcp.BearerTokens;
import dev.watchkeeper.mcp.DoorLog;
import dev.watchkeeper.mcp.HttpServer;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.mcp.StdioServer;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.tool.SelectedToolbox;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Serves the tools over MCP.
@Command(
        name = "serve",
        description = {
            "Serves the tools over MCP.",
            "",
            "To connect Claude Code on this host:",
            "  claude mcp add watchkeeper -- watchkeeper serve --stdio --config /path/to/tools.yaml",
            "",
            "--http listens on loopback only, and wants a token in the environment variable WATCHKEEPER_TOKEN.",
            "It takes samples too, as watchkeeper collect does, unless a collector is at work on this state."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final int SHORTEST_TOKEN = 24;

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Transport transport = new Transport();

    @Option(
            names = "--port",
            defaultValue = "7466",
            description =
                    "With --http: the port on 127.0.0.1; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--toolset",
            paramLabel = "NAME",
            description = "Serve only the tools of this toolset of tools.yaml; default: all.")
    private @Nullable String toolset;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Over what.
    static final class Transport {
        @Option(
                names = "--stdio",
                description = "Over standard input and output, for a client that starts us.")
        boolean stdio;

        @Option(names = "--http", description = "Over streamable HTTP at /mcp on loopback.")
        boolean http;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Workplace workplace = Workplace.open(options, surroundings)) {
            if (transport.stdio) {
                return stdio(workplace);
            }
            return http(workplace);
        }
    }

    private int stdio(Workplace workplace) throws IOException, InterruptedException {
        new StdioServer(
                        tools(workplace),
                        settings(),
                        new Session("stdio-" + UUID.randomUUID(), workplace.user()),
                        surroundings.in(),
                        surroundings.out())
                .run();
        return ExitCode.FINE;
    }

    private int http(Workplace workplace) throws IOException, InterruptedException {
        @Nullable String token = surroundings.environment().get("WATCHKEEPER_TOKEN");
        if (token == null || token.length() < SHORTEST_TOKEN) {
            throw new BadRequest(
                    "serve --http needs a token of at least "
                            + SHORTEST_TOKEN
                            + " characters in the environment variable WATCHKEEPER_TOKEN; make one with: openssl rand -hex 32");
        }
        var tokens =
                new BearerTokens(
                        Map.of(token, new Session("http-" + UUID.randomUUID(), "token")),
                        tools(workplace));
        Terminal terminal = surroundings.terminal(options);
        try (HttpServer server =
                        HttpServer.start(
                                HttpSettings.loopback(port), settings(), tokens, DoorLog.NONE);
                Collecting _ = Collecting.beside(workplace, terminal)) {
            terminal.say("serving " + server.endpoint() + " until interrupted");
            new CountDownLatch(1).await();
        }
        return ExitCode.FINE;
    }

    private Toolbox tools(Workplace workplace) {
        if (toolset == null) {
            return workplace.toolbox();
        }
        Map<String, List<String>> toolsets = workplace.configuration().toolsets();
        List<String> selected = toolsets.get(toolset);
        if (selected == null) {
            throw new BadRequest(
                    "--toolset: tools.yaml declares no toolset \""
                            + toolset
                            + "\""
                            + (toolsets.isEmpty()
                                    ? ""
                                    : "; there are: " + String.join(", ", toolsets.keySet())));
        }
        return new SelectedToolbox(workplace.toolbox(), toolset, Set.copyOf(selected));
    }

    private ServerSettings settings() {
        return new ServerSettings(Version.text(), surroundings.err());
    }
}
