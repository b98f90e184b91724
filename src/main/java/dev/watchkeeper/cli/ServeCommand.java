package dev.watchkeeper.cli;

import dev.watchkeeper.access.AccessConfig;
import dev.watchkeeper.access.Declared;
import dev.watchkeeper.access.Identities;
import dev.watchkeeper.access.OAuthConfig;
import dev.watchkeeper.access.PreSharedTokens;
import dev.watchkeeper.access.Scope;
import dev.watchkeeper.access.TokenStore;
import dev.watchkeeper.access.oauth.OAuthIdentities;
import dev.watchkeeper.audit.AuditEvent;
import dev.watchkeeper.audit.DoorAudit;
import dev.watchkeeper.mcp.HttpServer;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.ProtectedResource;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.mcp.StdioServer;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
            "To let somebody in without a shell here, give them a token of their own, then serve over HTTP:",
            "  watchkeeper tokens add ann --stream gateway --look-back 24h",
            "  watchkeeper serve --http",
            "",
            "--http listens on loopback. Another address needs TLS (--tls-cert and --tls-key), or a proxy that adds",
            "it (--behind-proxy). It takes samples too, as watchkeeper collect does, unless a collector is at work",
            "on this state."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Transport transport = new Transport();

    @Option(
            names = "--toolset",
            paramLabel = "NAME",
            description = "Serve only the tools of this toolset of tools.yaml; default: all.")
    private @Nullable String toolset;

    @ArgGroup(exclusive = false, heading = "%nWith --http:%n")
    private Http http = new Http();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Over what.
    static final class Transport {
        @Option(
                names = "--stdio",
                description = "Over standard input and output, for a client that starts us.")
        boolean stdio;

        @Option(
                names = "--http",
                description =
                        "Over streamable HTTP at /mcp and /mcp/TOOLSET, for those with a token.")
        boolean http;
    }

    /// Where to listen, and how.
    static final class Http {
        @Option(
                names = "--port",
                defaultValue = "7466",
                description = "The port; 0 for any free one. Default: ${DEFAULT-VALUE}.")
        int port = 7466;

        @Option(
                names = "--host",
                paramLabel = "ADDRESS",
                defaultValue = "127.0.0.1",
                description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
        String host = "127.0.0.1";

        @Option(
                names = "--tls-cert",
                paramLabel = "PEM",
                description =
                        "The certificate and those that vouch for it; read again when renewed.")
        @Nullable Path certificate;

        @Option(names = "--tls-key", paramLabel = "PEM", description = "Its private key.")
        @Nullable Path key;

        @Option(
                names = "--behind-proxy",
                description = "A proxy in front of us adds TLS; believe it who the client is.")
        boolean behindProxy;

        @Option(
                names = "--allow-host",
                paramLabel = "NAME",
                description =
                        "A further name that clients reach us by, besides access.hosts of tools.yaml.")
        List<String> hosts = new ArrayList<>();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Workplace workplace = Workplace.open(options, surroundings)) {
            if (toolset != null && !workplace.configuration().toolsets().containsKey(toolset)) {
                throw noToolset(toolset, workplace.configuration().toolsets());
            }
            if (transport.stdio) {
                return stdio(workplace);
            }
            return http(workplace);
        }
    }

    private int stdio(Workplace workplace) throws IOException, InterruptedException {
        Scope scope = workplace.configuration().access().stdio();
        Scope served = toolset == null ? scope : scope.within(toolset);
        served(workplace, "started", "stdio");
        new StdioServer(
                        workplace.toolboxes().of(served),
                        settings(),
                        new Session("stdio-" + UUID.randomUUID(), workplace.user(), "stdio"),
                        surroundings.in(),
                        surroundings.out())
                .run();
        served(workplace, "stopped", "stdio");
        return ExitCode.FINE;
    }

    private int http(Workplace workplace) throws IOException {
        HttpSettings where = where(workplace.configuration().access());
        Terminal terminal = surroundings.terminal(options);
        var gate = new Visitors(identities(workplace, terminal), workplace.toolboxes(), toolset);
        var closed = new CountDownLatch(1);
        String endpoint = "";
        try (var door = new DoorAudit(workplace.audit().log(), InstantSource.system());
                HttpServer server =
                        HttpServer.start(
                                where,
                                settings(),
                                gate,
                                door::refused,
                                new WatchMetrics(workplace.state())::families);
                Collecting _ = Collecting.beside(workplace, terminal)) {
            endpoint = server.endpoint().toString();
            served(workplace, "started", endpoint);
            terminal.say("serving " + endpoint + " until interrupted");
            interruptAtExit(Thread.currentThread(), closed);
            new CountDownLatch(1).await();
        } catch (InterruptedException toldToEnd) {
            served(workplace, "stopped", endpoint);
        } finally {
            closed.countDown();
        }
        return ExitCode.FINE;
    }

    /// A process that is told to end closes what it has open, as far as that goes quickly.
    private static void interruptAtExit(Thread serving, CountDownLatch closed) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    serving.interrupt();
                                    try {
                                        boolean _ = closed.await(5, TimeUnit.SECONDS);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
    }

    private HttpSettings where(AccessConfig access) {
        if ((http.certificate == null) != (http.key == null)) {
            throw new BadRequest("--tls-cert and --tls-key belong together; give both or neither");
        }
        HttpSettings.Tls tls =
                http.certificate == null || http.key == null
                        ? null
                        : new HttpSettings.Tls(http.certificate, http.key);
        var names = new ArrayList<String>();
        access.hosts().forEach(host -> names.add(host.replaceFirst(":[0-9]+$", "")));
        names.addAll(http.hosts);
        String metrics = surroundings.environment().get(MetricsToken.VARIABLE);
        return new HttpSettings(
                http.host,
                http.port,
                http.behindProxy,
                tls,
                names,
                access.oauth() == null ? null : resource(access.oauth()),
                metrics == null ? _ -> false : new MetricsToken(metrics)::is);
    }

    private static ProtectedResource resource(OAuthConfig oauth) {
        return new ProtectedResource(
                oauth.resourceUrl(), List.of(oauth.issuer()), List.copyOf(oauth.scopes().keySet()));
    }

    private static Identities identities(Workplace workplace, Terminal terminal) {
        Declared declared = Scopes.declared(workplace.configuration());
        var store =
                new TokenStore(
                        workplace.state(), InstantSource.system(), Thread::startVirtualThread);
        store.check(declared);
        var preShared = new PreSharedTokens(store, declared);
        OAuthConfig oauth = workplace.configuration().access().oauth();
        if (oauth != null) {
            var provided = new OAuthIdentities(oauth, declared, InstantSource.system());
            provided.problem().ifPresent(terminal::say);
            return Identities.either(preShared, provided);
        }
        if (store.list().stream().noneMatch(token -> token.revoked() == null)) {
            throw new BadRequest(
                    "serve --http needs somebody to serve, and there is no token; make one with:"
                            + " watchkeeper tokens add NAME --everything");
        }
        return preShared;
    }

    private static void served(Workplace workplace, String action, String where) {
        workplace
                .audit()
                .note(new AuditEvent.Served(workplace.user(), action, where, Version.text()));
    }

    private static BadRequest noToolset(String name, Map<String, List<String>> toolsets) {
        return new BadRequest(
                "--toolset: tools.yaml declares no toolset \""
                        + name
                        + "\""
                        + (toolsets.isEmpty()
                                ? ""
                                : "; there are: " + String.join(", ", toolsets.keySet())));
    }

    private ServerSettings settings() {
        return new ServerSettings(Version.text(), surroundings.err());
    }
}
