package dev.watchkeeper.cli.token;

import dev.watchkeeper.access.TokenStore;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes a token away. Works without a tools.yaml that is valid, and for a token whose scope cannot
/// be read: whoever needs it is in a hurry.
@Command(
        name = "revoke",
        description =
                "Takes a token away: it opens nothing from now on, for clients too that are connected already.",
        mixinStandardHelpOptions = true)
final class TokensRevokeCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "NAME", description = "The token.")
    private String name = "";

    TokensRevokeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path folder = options.stateFolder(surroundings);
        try (var state = StateDatabase.open(folder)) {
            new TokenStore(state, options.clock(), Runnable::run).revoke(name);
        }
        TokenChange.in(folder, surroundings).record("revoked", name, Map.of());
        Terminal.of(options, surroundings).say("The token " + name + " opens nothing from now on.");
        return ExitCode.FINE;
    }
}
