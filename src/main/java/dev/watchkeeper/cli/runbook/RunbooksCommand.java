package dev.watchkeeper.cli.runbook;

import dev.watchkeeper.workplace.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What to do when a check finds something.
@Command(
        name = "runbooks",
        description = {
            "What to do when a check finds something: the runbooks of tools.yaml, those in the folder runbooks beside it,",
            "and the shipped ones, which an own one of the same name replaces.",
            ""
        },
        footer = {
            "",
            "For example:",
            "  watchkeeper runbooks list",
            "  watchkeeper runbooks show stale-pipeline",
            "  watchkeeper runbooks show stale-pipeline --file > runbooks/stale-pipeline.md",
            "  watchkeeper runbooks check runbooks/stale-pipeline.md"
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class RunbooksCommand implements Runnable {

    @Spec @Nullable CommandSpec spec;

    private RunbooksCommand() {}

    /// The command with those below it.
    public static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new RunbooksCommand())
                .addSubcommand(new RunbooksListCommand(surroundings))
                .addSubcommand(new RunbooksShowCommand(surroundings))
                .addSubcommand(new RunbooksCheckCommand(surroundings));
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
