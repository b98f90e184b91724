package dev.watchkeeper.cli.silence;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Durations;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.SilenceStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.tool.TimeArgument;
import dev.watchkeeper.trigger.Matcher;
import dev.watchkeeper.workplace.Surroundings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds a silence.
@Command(
        name = "add",
        description = "Adds a silence, and says which open findings it covers now.",
        mixinStandardHelpOptions = true)
final class SilenceAddCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int MOST_TEXT = 500;

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(
            paramLabel = "MATCHER",
            description = {
                "Which findings: a subject or an id, or key=value with id, check, subject, severity;",
                "several with commas, all of which must hold; * is anything. subject=gateway,severity=SEV3"
            })
    private String matcher = "";

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            required = true,
            description = "When it ends: a duration such as 2h, or a time. At most 90 days.")
    private String until = "";

    @Option(names = "--by", paramLabel = "WHO", description = "Who asks for it; default: the user.")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "WHY", required = true, description = "Why.")
    private String reason = "";

    SilenceAddCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        Instant now = options.clock().instant();
        Matcher meant = Matcher.of(matcher);
        Instant end = end(now);
        String author =
                text("--by", by == null ? surroundings.environment().getOrDefault("USER", "") : by);
        String why = text("--reason", reason);
        try (var state = StateDatabase.open(options.stateFolder(surroundings))) {
            long id = new SilenceStore(state).add(meant.text(), end, author, why, now);
            long covered =
                    new FindingStore(state)
                            .open().stream().filter(one -> meant.matches(one.finding())).count();
            terminal.result(
                    "Silence "
                            + id
                            + " until "
                            + SilenceListCommand.minute(end)
                            + " UTC; it covers "
                            + covered
                            + (covered == 1 ? " open finding" : " open findings")
                            + " now.");
        }
        return ExitCode.FINE;
    }

    private Instant end(Instant now) {
        Instant end;
        try {
            end = now.plus(Durations.parse(until));
        } catch (DateTimeException | ArithmeticException e) {
            end = TimeArgument.parse("--until", until, now);
        }
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw new BadRequest(
                    "--until must be within the next "
                            + LONGEST.toDays()
                            + " days, got "
                            + until
                            + "; what needs no attention for longer is an ignore in tools.yaml");
        }
        return end;
    }

    private static String text(String option, String given) {
        if (given.isBlank() || given.length() > MOST_TEXT) {
            throw new BadRequest(
                    option + " must say something, in at most " + MOST_TEXT + " characters");
        }
        return given.strip();
    }
}
