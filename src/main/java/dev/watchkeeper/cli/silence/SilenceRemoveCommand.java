package dev.watchkeeper.cli.silence;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.state.SilenceStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Ends a silence.
@Command(
        name = "remove",
        description =
                "Ends a silence: what it covered is told by the next patrol, if it is still there.",
        mixinStandardHelpOptions = true)
final class SilenceRemoveCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "NUMBER", description = "Its number, as silence list has it.")
    private long id;

    SilenceRemoveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        try (var state = StateDatabase.open(options.stateFolder(surroundings))) {
            if (!new SilenceStore(state).remove(id, options.clock().instant())) {
                throw new BadRequest(
                        "there is no silence "
                                + id
                                + " that could be removed; see: watchkeeper silence list");
            }
        }
        terminal.result("Silence " + id + " removed.");
        return ExitCode.FINE;
    }
}
