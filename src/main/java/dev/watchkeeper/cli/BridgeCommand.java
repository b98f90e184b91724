package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.investigate.Endpoint;
import dev.watchkeeper.launch.Bridge;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.workplace.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What Claude starts to reach the tools of its run.
@Command(
        name = "bridge",
        hidden = true,
        description = {
            "Carries MCP between standard input and output and the launcher's socket; Claude starts it.",
            "The token of the run is in " + Endpoint.TOKEN_VARIABLE + "."
        },
        mixinStandardHelpOptions = true)
final class BridgeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--socket",
            required = true,
            paramLabel = "PATH",
            description = "Where the server answers.")
    private Path socket = Path.of("");

    BridgeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        String token = surroundings.environment().get(Endpoint.TOKEN_VARIABLE);
        if (token == null) {
            throw new BadRequest("bridge needs the token of a run in " + Endpoint.TOKEN_VARIABLE);
        }
        return Bridge.carry(socket, token, surroundings.in(), surroundings.out())
                ? ExitCode.FINE
                : ExitCode.UNAVAILABLE;
    }
}
