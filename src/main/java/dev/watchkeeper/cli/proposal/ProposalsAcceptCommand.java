package dev.watchkeeper.cli.proposal;

import dev.watchkeeper.cli.ignore.IgnoreText;
import dev.watchkeeper.cli.terminal.Author;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.state.Ignore;
import dev.watchkeeper.state.Proposal;
import dev.watchkeeper.state.ProposalStore;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectMapper;

/// Makes a proposal hold.
@Command(
        name = "accept",
        description = {
            "Makes a proposal hold, from the next check on, in your name. An ignore then hides what it says until it ends. A",
            "check then bounds a metric: while that is concerning, there is a finding, of SEV2. A server that is running",
            "shows the bound after it was started again.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ProposalsAcceptCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();
    @Mixin private ProposedMeasure measure = new ProposedMeasure();
    @Mixin private ProposedIgnore ignore = new ProposedIgnore();

    @Parameters(paramLabel = "N", description = "The number of the proposal.")
    private long number;

    @Option(names = "--by", paramLabel = "NAME", description = "Who accepts; default: the user.")
    private @Nullable String by;

    ProposalsAcceptCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        String author = Author.of(by, surroundings.environment());
        try (Workplace workplace = options.workplace(surroundings)) {
            var store = new ProposalStore(workplace.state());
            Proposal proposal = store.require(number);
            Instant now = workplace.clock().instant();
            String said =
                    proposal.kind() == Proposal.Kind.IGNORE
                            ? ignore(store, proposal, workplace, author, now)
                            : check(store, proposal, workplace, author, now);
            if (options.json()) {
                terminal.result(
                        JSON.writeValueAsString(
                                new LinkedHashMap<>(
                                        ProposalsListCommand.json(store.require(number)))));
            } else {
                terminal.say(said);
            }
        }
        return ExitCode.FINE;
    }

    private String ignore(
            ProposalStore store,
            Proposal proposal,
            Workplace workplace,
            String author,
            Instant now) {
        Ignore made =
                store.acceptIgnore(number, ignore.of(proposal, workplace, author), author, now);
        return "Ignore "
                + made.id()
                + " holds from the next check on, until "
                + IgnoreText.minute(made.until())
                + ": "
                + made.target();
    }

    private String check(
            ProposalStore store,
            Proposal proposal,
            Workplace workplace,
            String author,
            Instant now) {
        ProposedMeasure.Wanted wanted =
                measure.of(proposal, workplace.catalog(), workplace.configuration().timezone());
        store.acceptCheck(number, wanted.measure().metric(), wanted.measure().keys(), author, now);
        return "Watched from the next check on: "
                + wanted.measure().metric()
                + " "
                + wanted.measure().concerning().text()
                + ". Take it back with: watchkeeper proposals reject "
                + number;
    }
}
