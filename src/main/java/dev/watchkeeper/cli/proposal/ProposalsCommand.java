package dev.watchkeeper.cli.proposal;

import dev.watchkeeper.workplace.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What investigations proposed.
@Command(
        name = "proposals",
        description = {
            "Checks and ignores that investigations proposed. None does anything until a person accepts it: an ignore then",
            "hides what it says, a check then bounds a metric, from the next check on. What they say was written by whoever",
            "read the logs, and may have been steered by what stood there: look at the preview first.",
            ""
        },
        footer = {
            "",
            "For example:",
            "  watchkeeper proposals list",
            "  watchkeeper proposals preview 3",
            "  watchkeeper proposals accept 3",
            "  watchkeeper proposals accept 4 --metric tts.wait --concerning \"> 60 s for 5m\"",
            "  watchkeeper proposals reject 5"
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class ProposalsCommand implements Runnable {

    @Spec @Nullable CommandSpec spec;

    private ProposalsCommand() {}

    /// The command with those below it.
    public static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new ProposalsCommand())
                .addSubcommand(new ProposalsListCommand(surroundings))
                .addSubcommand(new ProposalsPreviewCommand(surroundings))
                .addSubcommand(new ProposalsAcceptCommand(surroundings))
                .addSubcommand(new ProposalsRejectCommand(surroundings));
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
