package dev.watchkeeper.cli.token;

import dev.watchkeeper.access.Declared;
import dev.watchkeeper.access.Scope;
import dev.watchkeeper.access.ScopeJson;
import dev.watchkeeper.access.TokenStore;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Scopes;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.config.ConfigReader;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a token.
@Command(
        name = "add",
        description = {
            "Makes a pre-shared bearer token and prints it, once: only a hash of it is kept. Prints too the line that",
            "connects Claude Code with it. What the token sees must be said: --stream, --source or --everything.",
            ""
        },
        mixinStandardHelpOptions = true)
final class TokensAddCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(
            paramLabel = "NAME",
            description = "Whose it is; what the audit calls whoever uses it.")
    private String name = "";

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            split = ",",
            description = "A log or event stream that it sees. May be repeated.")
    private List<String> streams = List.of();

    @Option(
            names = "--source",
            paramLabel = "NAME",
            split = ",",
            description =
                    "A source whose streams and numbers it sees; host is this machine. May be repeated.")
    private List<String> sources = List.of();

    @Option(names = "--everything", description = "It sees all streams and sources.")
    private boolean everything;

    @Option(
            names = "--toolset",
            paramLabel = "NAME",
            description = "It gets the tools of this toolset of tools.yaml; default: all.")
    private @Nullable String toolset;

    @Option(
            names = "--tool",
            paramLabel = "NAME",
            split = ",",
            description = "It gets this tool. May be repeated; default: all.")
    private List<String> tools = List.of();

    @Option(names = "--write-incident", description = "It may write incidents. Default: it reads.")
    private boolean writeIncident;

    @Option(
            names = "--look-back",
            paramLabel = "TIME",
            description = "How far back it sees, such as 24h or 7d; default: no end.")
    private @Nullable String lookBack;

    @Option(
            names = "--redaction",
            paramLabel = "LEVEL",
            description =
                    "What is hidden from it: ${COMPLETION-CANDIDATES}; default: as tools.yaml says.")
    private @Nullable RedactionLevel redaction;

    @Option(
            names = "--calls-per-minute",
            paramLabel = "N",
            defaultValue = "120",
            description = "How many calls it may make in a minute. Default: ${DEFAULT-VALUE}.")
    private int callsPerMinute;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "90d",
            description = "How long it is good: such as 90d, or never. Default: ${DEFAULT-VALUE}.")
    private String expires = "";

    @Option(names = "--url", paramLabel = "URL", description = TokenLetter.URL_OPTION)
    private @Nullable String url;

    TokensAddCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path file = Workplace.configFile(options.config());
        Configuration configuration =
                new ConfigReader(Workplace.vocabulary(), surroundings.environment()).read(file);
        Declared declared = Scopes.declared(configuration);
        Scope scope = scope(declared);
        var letter =
                new TokenLetter(TokenLetter.address(url, configuration.access().hosts()), options);
        Path folder = options.stateFolder(surroundings);
        try (var state = StateDatabase.open(folder)) {
            var store = new TokenStore(state, options.clock(), Runnable::run);
            String secret = store.add(name, scope, Scopes.life("--expires", expires));
            TokenChange.in(folder, surroundings).record("added", name, ScopeJson.values(scope));
            letter.print(Terminal.of(options, surroundings), Scopes.find(store, name), secret);
        }
        return ExitCode.FINE;
    }

    private Scope scope(Declared declared) {
        boolean narrowed = !streams.isEmpty() || !sources.isEmpty();
        if (narrowed == everything) {
            throw new BadRequest(
                    everything
                            ? "--everything leaves nothing for --stream and --source to narrow; give"
                                    + " one or the other"
                            : "say what "
                                    + Words.quote(name)
                                    + " sees: --stream ("
                                    + Words.list(declared.streams())
                                    + "), --source ("
                                    + Words.list(declared.sources())
                                    + ") or --everything");
        }
        return Scopes.checked(
                declared,
                toolset,
                tools,
                sources,
                streams,
                lookBack,
                redaction,
                callsPerMinute,
                writeIncident);
    }
}
