package dev.watchkeeper.cli.token;

import dev.watchkeeper.workplace.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Who may come in over HTTP: the pre-shared bearer tokens.
@Command(
        name = "tokens",
        description = {
            "Makes, lists and takes away the pre-shared bearer tokens that open serve --http.",
            "Each sees what it was given and nothing else; a change holds from its next request on.",
            ""
        },
        footer = {
            "",
            "For example:",
            "  watchkeeper tokens add anna --stream gateway --look-back 7d",
            "  watchkeeper tokens rotate anna --grace 1h",
            "  watchkeeper tokens revoke anna"
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class TokensCommand implements Runnable {

    @Spec @Nullable CommandSpec spec;

    private TokensCommand() {}

    /// The command with those below it.
    public static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new TokensCommand())
                .addSubcommand(new TokensAddCommand(surroundings))
                .addSubcommand(new TokensListCommand(surroundings))
                .addSubcommand(new TokensRotateCommand(surroundings))
                .addSubcommand(new TokensRevokeCommand(surroundings));
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
