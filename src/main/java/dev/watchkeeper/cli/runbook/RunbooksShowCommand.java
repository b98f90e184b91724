package dev.watchkeeper.cli.runbook;

import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.RunbookStep;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.runbook.Shipped;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectMapper;

/// Shows a runbook.
@Command(
        name = "show",
        description =
                "Shows a runbook: its steps as calls, what answers would show, and what is said to people.",
        mixinStandardHelpOptions = true)
final class RunbooksShowCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Option(
            names = "--file",
            description = "Print the file of a shipped one as it is, to begin an own one with.")
    private boolean file;

    RunbooksShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        if (file) {
            if (!Shipped.NAMES.contains(name)) {
                throw new BadRequest(
                        "no shipped runbook is called "
                                + Words.quote(name)
                                + Words.orMeant(name, Shipped.NAMES));
            }
            Shipped.text(name).lines().forEach(terminal::result);
            return ExitCode.FINE;
        }
        try (Workplace workplace = options.workplace(surroundings)) {
            Runbook runbook = workplace.catalog().runbooks().get(name);
            if (runbook == null) {
                throw new BadRequest(
                        "there is no runbook "
                                + Words.quote(name)
                                + Words.orMeant(name, workplace.catalog().runbooks().keySet()));
            }
            print(terminal, runbook);
        }
        return ExitCode.FINE;
    }

    private static void print(Terminal terminal, Runbook runbook) {
        terminal.result(
                terminal.bold(runbook.name())
                        + "  "
                        + runbook.summary()
                        + terminal.faint(
                                "  ("
                                        + (runbook.shipped() ? "shipped, " : "")
                                        + (runbook.owner() == null
                                                ? ""
                                                : "kept by " + runbook.owner() + ", ")
                                        + "for "
                                        + String.join(", ", runbook.checks())
                                        + ")"));
        int number = 0;
        for (RunbookStep step : runbook.steps()) {
            terminal.result("");
            terminal.result(
                    String.format(
                                    "%2d. %s %s",
                                    ++number,
                                    terminal.bold(step.tool()),
                                    step.arguments().isEmpty()
                                            ? ""
                                            : "'" + JSON.writeValueAsString(step.arguments()) + "'")
                            .stripTrailing());
            say(terminal, "", step.why());
            say(terminal, "look for: ", step.lookFor());
            for (RunbookStep.Meaning meaning : step.means()) {
                say(
                        terminal,
                        "when " + meaning.when() + ": ",
                        meaning.shows() == null ? "not " + meaning.rulesOut() : meaning.shows());
            }
        }
        if (!runbook.text().isBlank()) {
            terminal.result("");
            runbook.text().strip().lines().forEach(terminal::result);
        }
    }

    private static void say(Terminal terminal, String before, @Nullable String text) {
        if (text != null) {
            terminal.result("    " + before + text);
        }
    }
}
