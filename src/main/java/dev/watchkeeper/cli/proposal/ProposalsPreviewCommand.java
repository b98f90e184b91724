package dev.watchkeeper.cli.proposal;

import dev.watchkeeper.cli.ignore.IgnoreText;
import dev.watchkeeper.cli.ignore.Past;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Scopes;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.state.Proposal;
import dev.watchkeeper.state.ProposalStore;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectMapper;

/// Shows what a proposal would have done.
@Command(
        name = "preview",
        description =
                "Shows what a proposal would have hidden, or told, in the last 90 days. Changes nothing.",
        mixinStandardHelpOptions = true)
final class ProposalsPreviewCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();
    @Mixin private ProposedMeasure measure = new ProposedMeasure();
    @Mixin private ProposedIgnore ignore = new ProposedIgnore();

    @Parameters(paramLabel = "N", description = "The number of the proposal.")
    private long number;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "20s",
            description = "How long to read. Default: ${DEFAULT-VALUE}.")
    private String patience = "";

    ProposalsPreviewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        Duration time = Scopes.time("--patience", patience);
        try (Workplace workplace = options.workplace(surroundings)) {
            Proposal proposal = new ProposalStore(workplace.state()).require(number);
            if (!options.json()) {
                ProposalsListCommand.print(terminal, proposal);
            }
            if (proposal.kind() == Proposal.Kind.IGNORE) {
                var preview =
                        Past.of(
                                workplace,
                                ignore.of(proposal, workplace, "nobody"),
                                Past.LENGTH,
                                time,
                                terminal);
                if (options.json()) {
                    terminal.result(JSON.writeValueAsString(IgnoreText.json(preview)));
                } else {
                    IgnoreText.print(terminal, preview);
                }
                return ExitCode.FINE;
            }
            var text =
                    ConcernText.of(
                            workplace,
                            measure.of(
                                            proposal,
                                            workplace.catalog(),
                                            workplace.configuration().timezone())
                                    .metric(),
                            proposal.incident(),
                            Past.LENGTH,
                            time);
            if (options.json()) {
                terminal.result(JSON.writeValueAsString(text.json()));
            } else {
                text.print(terminal);
            }
        }
        return ExitCode.FINE;
    }
}
