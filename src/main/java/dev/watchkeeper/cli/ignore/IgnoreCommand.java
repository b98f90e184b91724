package dev.watchkeeper.cli.ignore;

import dev.watchkeeper.workplace.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What needs no attention for a while.
@Command(
        name = "ignore",
        description = {
            "Says that one kind of message, or one finding, needs no attention: for a reason, in somebody's name, and",
            "until it ends. The checks go on looking at it; nobody is told of it, and it is not investigated. What it",
            "hides that is new, or surges, stands in the daily review.",
            ""
        },
        footer = {
            "",
            "For example:",
            "  watchkeeper ignore preview \"upstream <*> timed out\"",
            "  watchkeeper ignore add \"upstream <*> timed out\" --reason \"they retry\" --until 14d --rate 100/1h",
            "  watchkeeper ignore list",
            "  watchkeeper ignore remove 3"
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class IgnoreCommand implements Runnable {

    @Spec @Nullable CommandSpec spec;

    private IgnoreCommand() {}

    /// The command with those below it.
    public static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new IgnoreCommand())
                .addSubcommand(new IgnoreAddCommand(surroundings))
                .addSubcommand(new IgnoreListCommand(surroundings))
                .addSubcommand(new IgnoreRemoveCommand(surroundings))
                .addSubcommand(new IgnorePreviewCommand(surroundings));
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
