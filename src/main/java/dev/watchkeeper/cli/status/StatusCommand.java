package dev.watchkeeper.cli.status;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.disclosure.VisibleValues;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.ThisHost;
import dev.watchkeeper.workplace.Workplace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.ObjectMapper;

/// How everything is now, in one screen.
@Command(
        name = "status",
        description = {
            "Shows how everything is now: incidents, findings, queues, APIs against their limits, disks, metrics",
            "that are not normal, and the watch itself. Looks at no log; watchkeeper check does.",
            "Exit code 1 when the last check left a finding open."
        },
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    public StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            Status status =
                    Status.read(
                            workplace,
                            ThisHost.of(workplace.configuration(), workplace.file()).probe(),
                            Status.TIME);
            if (options.json()) {
                // made visible before it is JSON: afterwards it would be JSON no more
                terminal.result(JSON.writeValueAsString(new VisibleValues().of(status.json())));
            } else {
                new StatusText(terminal, workplace.configuration().timezone()).print(status);
            }
            return status.findings().isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
        }
    }
}
