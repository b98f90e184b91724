package dev.watchkeeper.cli.ignore;

import dev.watchkeeper.cli.terminal.Author;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.state.Ignore;
import dev.watchkeeper.state.IgnoreStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectMapper;

/// Takes an ignore back. Works without a tools.yaml that is valid.
@Command(
        name = "remove",
        description =
                "Takes an ignore back: what it hid is told again from the next check on. Those of tools.yaml are removed there.",
        mixinStandardHelpOptions = true)
final class IgnoreRemoveCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "N", description = "Its number, as watchkeeper ignore list shows it.")
    private long number;

    @Option(names = "--by", paramLabel = "NAME", description = "Who does; default: the user.")
    private @Nullable String by;

    IgnoreRemoveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        String author = Author.of(by, surroundings.environment());
        try (var state = StateDatabase.open(options.stateFolder(surroundings))) {
            Ignore removed =
                    new IgnoreStore(state).remove(number, author, options.clock().instant());
            if (options.json()) {
                terminal.result(
                        JSON.writeValueAsString(
                                IgnoreListCommand.json(removed, options.clock().instant())));
            } else {
                terminal.say(
                        "Ignore "
                                + number
                                + " hides nothing from the next check on: "
                                + removed.target());
            }
        }
        return ExitCode.FINE;
    }
}
