package dev.watchkeeper.cli.runbook;

import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.cli.terminal.TextTable;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.ObjectMapper;

/// Lists the runbooks.
@Command(
        name = "list",
        description =
                "Lists the runbooks, own ones first: for which checks, how many steps, what for.",
        mixinStandardHelpOptions = true)
final class RunbooksListCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TITLES =
            List.of("NAME", "FROM", "CHECKS", "STEPS", "WHAT FOR");
    private static final int WIDEST = 30;
    private static final int LONGEST = 100;

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    RunbooksListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            var rows = new ArrayList<List<String>>(List.of(TITLES));
            for (Runbook runbook : workplace.catalog().runbooks().values()) {
                if (options.json()) {
                    terminal.result(JSON.writeValueAsString(json(runbook)));
                }
                rows.add(
                        List.of(
                                runbook.name(),
                                from(runbook),
                                String.join(", ", runbook.checks()),
                                String.valueOf(runbook.steps().size()),
                                Excerpt.head(summary(runbook), LONGEST)));
            }
            if (!options.json()) {
                TextTable.lines(rows, WIDEST).forEach(terminal::result);
            }
        }
        return ExitCode.FINE;
    }

    private static String from(Runbook runbook) {
        return runbook.shipped() ? "shipped" : Objects.requireNonNullElse(runbook.owner(), "own");
    }

    private static String summary(Runbook runbook) {
        return runbook.summary().isEmpty()
                ? runbook.text().strip().lines().findFirst().orElse("")
                : runbook.summary();
    }

    private static Map<String, @Nullable Object> json(Runbook runbook) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", runbook.name());
        json.put("shipped", runbook.shipped());
        json.put("checks", runbook.checks());
        json.put("steps", runbook.steps().size());
        json.put("owner", runbook.owner());
        json.put("summary", runbook.summary());
        return json;
    }
}
