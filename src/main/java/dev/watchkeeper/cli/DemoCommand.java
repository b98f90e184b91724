package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.demo.DemoWorld;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.state.SampleRolling;
import dev.watchkeeper.state.SampleStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.watch.Patrol;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The whole loop on a simulated service.
@Command(
        name = "demo",
        description = {
            "Shows the whole loop on a simulated service in which something has just gone wrong: check, notification,",
            "investigation, incident. Nothing to configure, nothing leaves this host unless Claude is logged in here and",
            "asked to investigate (--investigator claude)."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where to put the simulated service; default: a new temporary folder.")
    private @Nullable Path folder;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Another number gives another world. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--fault",
            description =
                    "What has gone wrong: retry-storm (default), silent-billing, bad-worker-deploy, queue-backlog, disk-filling, healthy.")
    private @Nullable String fault;

    @Option(
            names = "--investigator",
            paramLabel = "playbook|claude|auto",
            defaultValue = "playbook",
            description = "Who investigates. Default: ${DEFAULT-VALUE}, which needs no model.")
    private InvestigatorChoice investigator = InvestigatorChoice.PLAYBOOK;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Terminal.of(options, surroundings);
        if (options.config() != null) {
            throw new BadRequest("demo makes its own tools.yaml and takes no --config; see --dir");
        }
        Instant now = options.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Path world =
                folder == null
                        ? Files.createTempDirectory("watchkeeper-demo-")
                        : Files.createDirectories(folder);
        Path state = options.state() == null ? world.resolve("state") : options.state();
        long start = System.nanoTime();
        heading(
                terminal,
                "1  A service of somebody who sleeps: two weeks of logs and events, simulated");
        var measured = new ArrayList<SampleStore.Round>();
        DemoWorld.write(
                world,
                now,
                seed,
                fault == null ? DemoWorld.faults().getFirst() : fault,
                (share, what) ->
                        terminal.progress(
                                String.format("writing %s, %d%%", what, Math.round(share * 100))),
                (time, values) -> measured.add(new SampleStore.Round(time, values)));
        sampled(state, measured, now);
        terminal.result("   " + world + ", as of " + now);
        try (Workplace workplace =
                Workplace.open(
                        world.resolve("tools.yaml"),
                        state,
                        InstantSource.fixed(now),
                        surroundings)) {
            heading(terminal, "2  watchkeeper patrol: what the timer would run now");
            Patrol.Round round =
                    new Patrol(
                                    workplace,
                                    surroundings,
                                    terminal,
                                    new CheckText(terminal)::print,
                                    investigator,
                                    false)
                            .run();
            if (round.incident() != null) {
                heading(terminal, "3  The incident: " + round.incident().file());
                workplace
                        .incidents()
                        .text(round.incident().id())
                        .lines()
                        .forEach(line -> terminal.result("   " + line));
            }
        }
        heading(terminal, "Look for yourself");
        terminal.result(
                "   Ask your own Claude Code about it; it sees this service through Watchkeeper alone:");
        terminal.result("     " + connect(world, state, now));
        terminal.result("   Or from the shell:");
        terminal.result(
                "     "
                        + program()
                        + " call get_overview --pretty --config "
                        + world.resolve("tools.yaml")
                        + " --state "
                        + state
                        + " --now "
                        + now);
        terminal.say(
                String.format(
                        "Done in %.1f s.",
                        Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0));
        return ExitCode.FINE;
    }

    /// What Watchkeeper would have sampled of the simulated host, had it been there.
    private static void sampled(Path folder, List<SampleStore.Round> measured, Instant now) {
        try (StateDatabase state = StateDatabase.open(folder)) {
            new SampleStore(state).keepAll(measured);
            new SampleRolling(state).rollUp(now);
        }
    }

    private String connect(Path world, Path state, Instant now) {
        return "claude mcp add watchkeeper-demo -- "
                + program()
                + " serve --stdio --config "
                + world.resolve("tools.yaml")
                + " --state "
                + state
                + " --now "
                + now;
    }

    /// How this program was started, for lines that are to be pasted.
    private String program() {
        return surroundings.environment().getOrDefault("WATCHKEEPER_PROGRAM", "watchkeeper");
    }

    private static void heading(Terminal terminal, String text) {
        terminal.result("");
        terminal.result(terminal.bold(text));
        terminal.result("");
    }
}
