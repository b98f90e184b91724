package dev.watchkeeper.cli.ignore;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Scopes;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.state.Ignore;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;

/// Shows what an ignore would have hidden, and makes none.
@Command(
        name = "preview",
        description = {
            "Shows what an ignore would have hidden: messages, findings, and the incidents among them. Reads the logs, the",
            "newest first, as far as --patience allows, and before that what the checks counted. Changes nothing.",
            ""
        },
        mixinStandardHelpOptions = true)
final class IgnorePreviewCommand implements Callable<Integer> {

    private static final int MOST_DAYS = 366;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();
    @Mixin private TargetOptions target = new TargetOptions();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "90",
            description = "How far back to look. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "20s",
            description = "How long to read logs. Default: ${DEFAULT-VALUE}.")
    private String patience = "";

    IgnorePreviewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        if (days < 1 || days > MOST_DAYS) {
            throw new BadRequest("--days must be 1 to " + MOST_DAYS + ", got " + days);
        }
        Duration time = Scopes.time("--patience", patience);
        try (Workplace workplace = options.workplace(surroundings)) {
            Instant now = workplace.clock().instant();
            Ignore wanted =
                    target.in(workplace)
                            .ignore(
                                    "a preview",
                                    "nobody",
                                    now,
                                    now.plus(IgnoreTarget.LONGEST),
                                    null,
                                    null,
                                    false,
                                    null);
            var preview = Past.of(workplace, wanted, Duration.ofDays(days), time, terminal);
            if (options.json()) {
                terminal.result(JSON.writeValueAsString(IgnoreText.json(preview)));
            } else {
                IgnoreText.print(terminal, preview);
            }
        }
        return ExitCode.FINE;
    }
}
