package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.watch.Patrol;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// One round of the watch, for a timer.
@Command(
        name = "patrol",
        description = {
            "Check, notify, investigate, and tell what was found: one round of the watch, for a timer.",
            "Under one lock: a second patrol on the same state does nothing. Safe to kill and to run again."
        },
        mixinStandardHelpOptions = true)
final class PatrolCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(
            names = "--investigator",
            paramLabel = "auto|claude|playbook",
            description = "Who investigates; default: what tools.yaml says.")
    private @Nullable InvestigatorChoice investigator;

    @Option(
            names = "--hand-over",
            description =
                    "Leave investigations to the launcher of another user; watchkeeper follow-up tells what they came to.")
    private boolean handOver;

    PatrolCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            Patrol.Round round =
                    new Patrol(
                                    workplace,
                                    surroundings,
                                    terminal,
                                    new CheckText(terminal)::print,
                                    investigator,
                                    handOver)
                            .run();
            if (round.busy()) {
                terminal.say("Another patrol is at work on this state; nothing was done.");
                return ExitCode.FINE;
            }
            if (round.incident() != null) {
                terminal.result("Incident: " + round.incident().file());
            }
            return round.report() == null ? ExitCode.FINE : ExitCode.of(round.report());
        }
    }
}
