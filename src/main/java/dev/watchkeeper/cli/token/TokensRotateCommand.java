package dev.watchkeeper.cli.token;

import dev.watchkeeper.access.Token;
import dev.watchkeeper.access.TokenStore;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Scopes;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Gives a token another secret.
@Command(
        name = "rotate",
        description = {
            "Gives a token another secret and prints it, once. Name and scope stay; the old secret ends at once, or",
            "after --grace. An expired token is good again afterwards.",
            ""
        },
        mixinStandardHelpOptions = true)
final class TokensRotateCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "NAME", description = "The token.")
    private String name = "";

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            description =
                    "How long the old secret goes on working, such as 1h; default: not at all.")
    private @Nullable String grace;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description =
                    "How long the new secret is good: such as 90d, or never. Default: 90d, or never where it was never.")
    private @Nullable String expires;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where the server is reached, for what is printed; default: http://127.0.0.1:7466/mcp.")
    private @Nullable String url;

    TokensRotateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var letter = new TokenLetter(TokenLetter.address(url, List.of()), options);
        Duration overlap = grace == null ? Duration.ZERO : Scopes.time("--grace", grace);
        Path folder = options.stateFolder(surroundings);
        try (var state = StateDatabase.open(folder)) {
            var store = new TokenStore(state, options.clock(), Runnable::run);
            Token token = Scopes.find(store, name);
            String secret = store.rotate(name, overlap, life(token));
            TokenChange.in(folder, surroundings).record("rotated", name, Map.of());
            letter.print(Terminal.of(options, surroundings), Scopes.find(store, name), secret);
        }
        return ExitCode.FINE;
    }

    private @Nullable Duration life(Token token) {
        if (expires != null) {
            return Scopes.life("--expires", expires);
        }
        return token.expires() == null ? null : TokenStore.USUAL_LIFE;
    }
}
