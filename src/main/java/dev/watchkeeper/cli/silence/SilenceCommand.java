package dev.watchkeeper.cli.silence;

import dev.watchkeeper.workplace.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Of what nobody is told for a while.
@Command(
        name = "silence",
        description = {
            "Keeps people from being told of some findings for a while: a deploy, a repair, a known fault.",
            "They are recorded and investigated all the same. Each silence has an author, a reason and an end.",
            ""
        },
        footer = {
            "",
            "For example:",
            "  watchkeeper silence add subject=gateway --until 2h --reason \"deploy of 4f2a\"",
            "  watchkeeper silence remove 3"
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class SilenceCommand implements Runnable {

    @Spec @Nullable CommandSpec spec;

    private SilenceCommand() {}

    /// The command with those below it.
    public static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new SilenceCommand())
                .addSubcommand(new SilenceAddCommand(surroundings))
                .addSubcommand(new SilenceListCommand(surroundings))
                .addSubcommand(new SilenceRemoveCommand(surroundings));
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
