package dev.watchkeeper.cli;

import dev.watchkeeper.access.Declared;
import dev.watchkeeper.access.Identities;
import dev.watchkeeper.access.OAuthConfig;
import dev.watchkeeper.access.PreSharedTokens;
import dev.watchkeeper.access.Scope;
import dev.watchkeeper.access.TokenStore;
import dev.watchkeeper.access.oauth.OAuthIdentities;
import dev.watchkeeper.audit.AuditEvent;
import dev.watchkeeper.audit.DoorAudit;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Scopes;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.mcp.EarlyServer;
import dev.watchkeeper.mcp.HttpServer;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.DiagnosticException;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Tools;
import dev.watchkeeper.watch.Collecting;
import dev.watchkeeper.watch.LauncherDoor;
import dev.watchkeeper.watch.WatchMetrics;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Version;
import dev.watchkeeper.workplace.Visitors;
import dev.watchkeeper.workplace.Workplace;
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
            "To hand runs to a launcher of another user, who has the model's key and not the logs:",
            "  watchkeeper serve --http --launcher-socket /run/watchkeeper/launcher.sock",
            "",
            "--http listens on loopback. Another address needs TLS (--tls-cert and --tls-key), or a proxy that adds",
            "it (--behind-proxy). It takes samples too, as watchkeeper collect does, unless a collector is at work",
            "on this state."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Transport transport = new Transport();

    @Option(
            names = "--launcher-socket",
            paramLabel = "PATH",
            description = {
                "Also answer watchkeeper launch on this unix domain socket; alone, answer nobody else.",
                "Whoever may write to it may take the runs that are handed over."
            })
    private @Nullable Path launcherSocket;

    @Option(
            names = "--toolset",
            paramLabel = "NAME",
            description = "Serve only the tools of this toolset of tools.yaml; default: all.")
    private @Nullable String toolset;

    @ArgGroup(exclusive = false, heading = "%nWith --http:%n")
    private HttpOptions http = new HttpOptions();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        EarlyServer.prepare();
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

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (transport.stdio && launcherSocket != null) {
            throw new BadRequest("--launcher-socket goes with --http, or alone");
        }
        if (!transport.stdio && !transport.http && launcherSocket == null) {
            throw new BadRequest("serve needs --stdio, --http or --launcher-socket");
        }
        if (transport.stdio) {
            return stdio();
        }
        try (Workplace workplace = workplace()) {
            return untilInterrupted(workplace);
        }
    }

    private Workplace workplace() {
        Workplace workplace = options.workplace(surroundings);
        if (toolset != null && !workplace.configuration().toolsets().containsKey(toolset)) {
            workplace.close();
            throw noToolset(toolset, workplace.configuration().toolsets());
        }
        return workplace;
    }

    private int stdio() throws IOException, InterruptedException {
        var server =
                EarlyServer.begin(
                        Tools.INSTRUCTIONS, settings(), surroundings.in(), surroundings.out());
        try (Workplace workplace = workplace()) {
            workplace.audit().noteSoon(servedEvent(workplace, "started", "stdio"));
            Scope scope = workplace.configuration().access().stdio();
            server.serve(
                    workplace.toolboxes().of(toolset == null ? scope : scope.within(toolset)),
                    new Session("stdio-" + UUID.randomUUID(), workplace.user(), "stdio"));
            served(workplace, "stopped", "stdio");
            return ExitCode.FINE;
        } catch (DiagnosticException e) {
            server.fail(Characters.visible(e.text()).text());
            throw e;
        } catch (RuntimeException | Error e) {
            server.fail("Watchkeeper failed to start, by a bug of its own; stderr has the details");
            throw e;
        }
    }

    private int untilInterrupted(Workplace workplace) throws IOException {
        Terminal terminal = Terminal.of(options, surroundings);
        var closed = new CountDownLatch(1);
        var where = new ArrayList<String>();
        try (var door = new DoorAudit(workplace.audit().log(), InstantSource.system());
                HttpServer server = transport.http ? http(workplace, terminal, door) : null;
                LauncherDoor launchers =
                        launcherSocket == null
                                ? null
                                : LauncherDoor.open(launcherSocket, workplace, door, settings());
                Collecting _ = Collecting.beside(workplace, terminal)) {
            if (server != null) {
                where.add(server.endpoint().toString());
            }
            if (launchers != null) {
                where.add(launchers.socket().toString());
            }
            where.forEach(endpoint -> served(workplace, "started", endpoint));
            terminal.say("serving " + String.join(" and ", where) + " until interrupted");
            interruptAtExit(Thread.currentThread(), closed);
            new CountDownLatch(1).await();
        } catch (InterruptedException toldToEnd) {
            where.forEach(endpoint -> served(workplace, "stopped", endpoint));
        } finally {
            closed.countDown();
        }
        return ExitCode.FINE;
    }

    private HttpServer http(Workplace workplace, Terminal terminal, DoorAudit door)
            throws IOException {
        HttpSettings where =
                http.settings(workplace.configuration().access(), surroundings.environment());
        var gate = new Visitors(identities(workplace, terminal), workplace.toolboxes(), toolset);
        return HttpServer.start(
                where,
                settings(),
                gate,
                door::refused,
                new WatchMetrics(workplace.state())::families);
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

    private Identities identities(Workplace workplace, Terminal terminal) {
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
            if (launcherSocket != null) {
                terminal.say("note: there is no token yet, so nobody is let in over HTTP");
                return preShared;
            }
            throw new BadRequest(
                    "serve --http needs somebody to serve, and there is no token; make one with:"
                            + " watchkeeper tokens add NAME --everything");
        }
        return preShared;
    }

    private static void served(Workplace workplace, String action, String where) {
        workplace.audit().note(servedEvent(workplace, action, where));
    }

    private static AuditEvent servedEvent(Workplace workplace, String action, String where) {
        return new AuditEvent.Served(workplace.user(), action, where, Version.text());
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
