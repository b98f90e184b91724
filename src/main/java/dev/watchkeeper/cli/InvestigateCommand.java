package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.watch.Checking;
import dev.watchkeeper.watch.Investigation;
import dev.watchkeeper.watch.StepsText;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One investigation by hand.
@Command(
        name = "investigate",
        description = {
            "Investigates an open finding now, whatever was done before: the one named, or all that are SEV3 or graver.",
            "Writes an incident. watchkeeper check lists the findings."
        },
        mixinStandardHelpOptions = true)
final class InvestigateCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(arity = "0..1", paramLabel = "FINDING", description = "The id of an open finding.")
    private @Nullable String finding;

    @Option(
            names = "--investigator",
            paramLabel = "auto|claude|playbook",
            description = "Who investigates; default: what tools.yaml says.")
    private @Nullable InvestigatorChoice investigator;

    InvestigateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            Checking.run(workplace, terminal);
            List<Finding> findings = findings(workplace);
            if (findings.isEmpty()) {
                terminal.result("Nothing to investigate: no finding of SEV3 or graver is open.");
                return ExitCode.FINE;
            }
            var told = new StepsText(terminal);
            Investigation.Result result =
                    new Investigation(workplace, surroundings, investigator)
                            .run(
                                    "hand-" + UUID.randomUUID().toString().substring(0, 12),
                                    findings,
                                    told);
            if (result.incident() == null) {
                terminal.say("No incident was written. " + result.failure());
                return ExitCode.INTERNAL;
            }
            terminal.result(result.incident().file().toString());
            return ExitCode.FINDINGS;
        }
    }

    private List<Finding> findings(Workplace workplace) {
        List<Finding> open =
                workplace.findings().open().stream()
                        .map(FindingStore.Stored::finding)
                        .filter(f -> f.ignored() == null)
                        .toList();
        if (finding == null) {
            return open.stream().filter(f -> f.severity().atLeast(Severity.SEV3)).toList();
        }
        List<Finding> named = open.stream().filter(f -> f.id().equals(finding)).toList();
        if (named.isEmpty()) {
            throw new BadRequest(
                    "there is no open finding "
                            + finding
                            + (open.isEmpty()
                                    ? ": none is open"
                                    : "; open are: "
                                            + String.join(
                                                    ", ",
                                                    open.stream().map(Finding::id).toList())));
        }
        return named;
    }
}
