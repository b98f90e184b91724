package dev.watchkeeper.cli.ignore;

import dev.watchkeeper.cli.terminal.Author;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.state.Ignore;
import dev.watchkeeper.state.IgnoreStore;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;

/// Makes an ignore.
@Command(
        name = "add",
        description = {
            "Ignores a kind of message, or a finding, from the next check on, and shows what that would have hidden.",
            "It ends at --until at the latest, sooner with --count; --rate and --until-change let through what is",
            "more than was meant, and hide the rest.",
            ""
        },
        mixinStandardHelpOptions = true)
final class IgnoreAddCommand implements Callable<Integer> {

    /// How long the logs are looked through before an ignore is made.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int LONGEST_REASON = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();
    @Mixin private TargetOptions target = new TargetOptions();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why it needs no attention.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided it; default: the user.")
    private @Nullable String by;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            defaultValue = "30d",
            description =
                    "When it ends: after a time such as 14d, or on a day such as 2027-03-01; at most a year. Default: ${DEFAULT-VALUE}.")
    private String until = "";

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "It ends when it has hidden so many messages.")
    private @Nullable Long count;

    @Option(
            names = "--rate",
            paramLabel = "N/TIME",
            description = "It hides nothing while more than so many come, such as 100/1h.")
    private @Nullable String rate;

    @Option(
            names = "--until-change",
            description =
                    "It hides nothing that surges, that is a new kind of message under the template, or that becomes graver.")
    private boolean untilChange;

    IgnoreAddCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new BadRequest("--reason must be 1 to " + LONGEST_REASON + " characters");
        }
        try (Workplace workplace = options.workplace(surroundings)) {
            Instant now = workplace.clock().instant();
            Ignore wanted =
                    target.in(workplace)
                            .ignore(
                                    reason.strip(),
                                    Author.of(by, surroundings.environment()),
                                    now,
                                    IgnoreTarget.end(
                                            until, now, workplace.configuration().timezone()),
                                    count,
                                    rate,
                                    untilChange,
                                    null);
            Ignore made = new IgnoreStore(workplace.state()).add(wanted);
            var preview = Past.of(workplace, made, Past.LENGTH, PATIENCE, terminal);
            if (options.json()) {
                var json = new LinkedHashMap<>(IgnoreListCommand.json(made, now));
                json.put("would_have_hidden", IgnoreText.json(preview));
                terminal.result(JSON.writeValueAsString(json));
            } else {
                terminal.result(
                        "Ignore "
                                + made.id()
                                + " holds from the next check on, until "
                                + IgnoreText.minute(made.until())
                                + IgnoreListCommand.limits(made)
                                + ": "
                                + made.target());
                IgnoreText.print(terminal, preview);
                terminal.say("Take it back with: watchkeeper ignore remove " + made.id());
            }
        }
        return ExitCode.FINE;
    }
}
