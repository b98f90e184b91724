package dev.watchkeeper.cli.runbook;

import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.SqlToolConfig;
import dev.watchkeeper.check.Checks;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.config.ConfigReader;
import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.runbook.RunbookFile;
import dev.watchkeeper.runbook.Runbooks;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.tool.ToolArguments;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Checks a file that is to become a runbook.
@Command(
        name = "check",
        description =
                "Says what is wrong with a runbook file, each problem with its line: unknown tools, arguments and checks.",
        mixinStandardHelpOptions = true)
final class RunbooksCheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "The Markdown file.")
    private Path file = Path.of("");

    RunbooksCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            throw new BadRequest("cannot read " + file + " as UTF-8 text");
        }
        // the operator's own questions are tools as well, and whether they are right is told
        // elsewhere
        Map<String, SqlToolConfig> questions =
                new ConfigReader(Workplace.vocabulary(), surroundings.environment())
                        .read(Workplace.configFile(options.config()))
                        .tools();
        Runbook runbook =
                new RunbookFile(new ToolArguments(questions), Set.copyOf(Checks.names()))
                        .read(Runbooks.name(file), text, false)
                        .orElseThrow(problems ->
                                new BadConfig(
                                        file.toString(),
                                        problems.stream().map(Problem::inFile).toList()));
        terminal.result(
                RunbookFile.hasFront(text)
                        ? file
                                + ": fine, "
                                + runbook.steps().size()
                                + (runbook.steps().size() == 1 ? " step" : " steps")
                                + (runbook.checks().isEmpty()
                                        ? ", for no check"
                                        : " for " + String.join(", ", runbook.checks()))
                        : file
                                + " has no front matter: it is no runbook unless tools.yaml names it as one");
        return ExitCode.FINE;
    }
}
