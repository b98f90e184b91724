package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.watch.Announcer;
import dev.watchkeeper.watch.FollowUps;
import dev.watchkeeper.watch.HandOvers;
import dev.watchkeeper.watch.StateLock;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Tells what the launcher's runs came to.
@Command(
        name = "follow-up",
        description = {
            "Tells what the launcher's runs came to, and lets the rules look where they came to nothing.",
            "For systemd, when the launcher has ended; the next patrol does it too."
        },
        mixinStandardHelpOptions = true)
final class FollowUpCommand implements Callable<Integer> {

    /// Longer than a patrol takes.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    FollowUpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            Optional<StateLock> lock =
                    StateLock.await(workplace.state().folder(), StateLock.PATROL, PATIENCE);
            if (lock.isEmpty()) {
                terminal.say("A patrol is at work on this state; the next one tells.");
                return ExitCode.FINE;
            }
            try (StateLock _ = lock.get()) {
                var announcer = new Announcer(workplace, terminal);
                announcer.recover();
                int told =
                        new FollowUps(
                                        workplace,
                                        surroundings,
                                        terminal,
                                        null,
                                        announcer,
                                        new HandOvers(workplace, InstantSource.system()))
                                .tell(launcherFailed());
                announcer.deliver();
                terminal.say(told == 0 ? "No run of the launcher has ended." : told + " told.");
            }
            return ExitCode.FINE;
        }
    }

    /// What systemd says of the unit whose end started this one (systemd.exec(5), since 251).
    private boolean launcherFailed() {
        String result = surroundings.environment().getOrDefault("MONITOR_SERVICE_RESULT", "");
        return !result.isEmpty() && !result.equals("success");
    }
}
