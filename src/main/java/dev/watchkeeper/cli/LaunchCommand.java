package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.launch.LaunchClient;
import dev.watchkeeper.launch.Offer;
import dev.watchkeeper.watch.Launching;
import dev.watchkeeper.workplace.StateFolder;
import dev.watchkeeper.workplace.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs what was handed over.
@Command(
        name = "launch",
        description = {
            "Starts Claude on what patrol --hand-over and review --hand-over left, and says how it ended.",
            "For a user of its own, who has the model's key and may not read the logs: needs the server's socket",
            "and no tools.yaml. Ends at once when nothing is wanted.",
            "",
            "  watchkeeper serve --http --launcher-socket /run/watchkeeper/launcher.sock   (the reader)",
            "  watchkeeper launch --socket /run/watchkeeper/launcher.sock                  (the launcher)"
        },
        mixinStandardHelpOptions = true)
final class LaunchCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            defaultValue = "/run/watchkeeper/launcher.sock",
            description = "Where the server answers. Default: ${DEFAULT-VALUE}.")
    private Path socket = Path.of("/run/watchkeeper/launcher.sock");

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Where what Claude was told, printed and cost is kept; default: $STATE_DIRECTORY, else a folder"
                            + " under the XDG state folder.")
    private @Nullable Path state;

    @Option(
            names = "--claude",
            paramLabel = "PATH",
            description =
                    "The claude program; looked for in the usual places if left out. Never taken from the server.")
    private @Nullable Path claude;

    @Option(
            names = "--most-dollars",
            paramLabel = "DOLLARS",
            defaultValue = "5",
            description =
                    "The most that a run may cost, whatever the server asks for. Default: ${DEFAULT-VALUE}.")
    private double mostDollars = 5;

    LaunchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Terminal.of(new GlobalOptions(), surroundings);
        var client = new LaunchClient(socket.toAbsolutePath());
        Path folder = folder();
        Launching.forgetOld(folder, terminal);
        int runs = 0;
        for (Optional<Offer> offer = client.next(); offer.isPresent(); offer = client.next()) {
            var launching =
                    new Launching(
                            socket.toAbsolutePath(),
                            folder,
                            claude,
                            mostDollars,
                            surroundings,
                            terminal);
            launching.run(offer.get(), client);
            runs++;
        }
        terminal.say(
                runs == 0
                        ? "Nothing is wanted."
                        : runs + (runs == 1 ? " run ended." : " runs ended."));
        return ExitCode.FINE;
    }

    private Path folder() {
        if (state != null) {
            return state.toAbsolutePath();
        }
        String given = surroundings.environment().getOrDefault("STATE_DIRECTORY", "");
        return given.isEmpty()
                ? StateFolder.xdg(surroundings.environment()).resolve("launcher").toAbsolutePath()
                : Path.of(given.replaceFirst(":.*", ""));
    }
}
