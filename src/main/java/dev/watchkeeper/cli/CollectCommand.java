package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.history.Collector;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Durations;
import dev.watchkeeper.watch.Collecting;
import dev.watchkeeper.watch.StateLock;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Takes samples into the state, for as long as it runs.
@Command(
        name = "collect",
        description = {
            "Samples the host and the SQL metrics of tools.yaml into Watchkeeper's own state, and rolls up declared",
            "streams, until interrupted. watchkeeper serve --http does the same beside serving; one at a time works",
            "on a state. Safe to kill at any moment."
        },
        mixinStandardHelpOptions = true)
final class CollectCommand implements Callable<Integer> {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();
    @ArgGroup private @Nullable HowLong howLong;

    /// When to end.
    static final class HowLong {
        @Option(
                names = "--once",
                description = "Take one sample, roll up all that can be, and end: for a timer.")
        boolean once;

        @Option(
                names = "--roll-up",
                description = "Take no sample, roll up all that can be, and end.")
        boolean rollUp;

        @Option(
                names = "--for",
                paramLabel = "DURATION",
                converter = DurationText.class,
                description = "End after this long, such as 10m.")
        @Nullable Duration length;
    }

    /// Reads a duration as tools.yaml spells it.
    static final class DurationText implements picocli.CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text);
        }
    }

    CollectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        HowLong end = howLong == null ? new HowLong() : howLong;
        if (options.standsStill() && !end.rollUp) {
            throw new BadRequest(
                    "collect takes samples of this moment; --now goes with --roll-up only");
        }
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            Optional<StateLock> lock =
                    StateLock.take(workplace.state().folder(), StateLock.COLLECT);
            if (lock.isEmpty()) {
                terminal.say(Collecting.ELSEWHERE);
                return ExitCode.FINE;
            }
            try (StateLock _ = lock.get();
                    Collector collector = Collecting.of(workplace, terminal)) {
                collect(collector, end, terminal);
            }
            return ExitCode.FINE;
        }
    }

    private static void collect(Collector collector, HowLong end, Terminal terminal)
            throws InterruptedException {
        if (end.rollUp) {
            terminal.result("Rolled up " + collector.rollUp() + " hours of streams.");
        } else if (end.once) {
            // what is told as a rate needs two looks
            collector.sample();
            Thread.sleep(BETWEEN);
            Map<String, Double> values = collector.sample();
            int hours = collector.rollUp();
            terminal.result(
                    "Sampled "
                            + values.size()
                            + " values; rolled up "
                            + hours
                            + " hours of streams.");
        } else {
            terminal.say(
                    "collecting "
                            + (end.length == null
                                    ? "until interrupted"
                                    : "for "
                                            + end.length
                                                    .toString()
                                                    .substring(2)
                                                    .toLowerCase(Locale.ROOT)));
            collector.run(end.length);
        }
    }
}
