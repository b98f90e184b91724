package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.watch.Announcer;
import dev.watchkeeper.watch.StateLock;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Tells that a unit of ours failed.
@Command(
        name = "report-failure",
        description = {
            "Tells whoever is under notify that a systemd unit has failed; once in four hours for each unit.",
            "For OnFailure= of the units of Watchkeeper, by watchkeeper-failure@.service."
        },
        mixinStandardHelpOptions = true)
final class ReportFailureCommand implements Callable<Integer> {

    /// A name as systemd.unit(5) has it.
    private static final Pattern UNIT =
            Pattern.compile("[A-Za-z0-9:_.\\\\@-]{1,240}\\.(service|timer|socket)");

    /// What systemd says of how a service ended (systemd.exec(5), `$SERVICE_RESULT`).
    private static final Set<String> RESULTS =
            Set.of(
                    "protocol",
                    "timeout",
                    "exit-code",
                    "signal",
                    "core-dump",
                    "watchdog",
                    "exec-condition",
                    "oom-kill",
                    "start-limit-hit",
                    "resources");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "UNIT", description = "The unit, such as watchkeeper.service.")
    private String unit = "";

    ReportFailureCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!UNIT.matcher(unit).matches()) {
            throw new BadRequest(
                    "UNIT must be the name of a unit such as watchkeeper.service, got " + unit);
        }
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            var announcer = new Announcer(workplace, terminal);
            announcer.unitFailed(unit, result());
            Optional<StateLock> lock =
                    StateLock.await(workplace.state().folder(), StateLock.PATROL, PATIENCE);
            if (lock.isPresent()) {
                try (StateLock _ = lock.get()) {
                    announcer.deliver();
                }
            }
            return ExitCode.FINE;
        }
    }

    private String result() {
        String said = surroundings.environment().getOrDefault("MONITOR_SERVICE_RESULT", "");
        return RESULTS.contains(said) ? said : "";
    }
}
