package dev.watchkeeper.cli.proposal;

import dev.watchkeeper.cli.terminal.Author;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.state.IgnoreStore;
import dev.watchkeeper.state.Proposal;
import dev.watchkeeper.state.ProposalStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectMapper;

/// Puts a proposal away.
@Command(
        name = "reject",
        description =
                "Puts a proposal away, or takes back one that was accepted: its ignore or check ends with the next check.",
        mixinStandardHelpOptions = true)
final class ProposalsRejectCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "N", description = "The number of the proposal.")
    private long number;

    @Option(names = "--by", paramLabel = "NAME", description = "Who rejects; default: the user.")
    private @Nullable String by;

    ProposalsRejectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        String author = Author.of(by, surroundings.environment());
        try (var state = StateDatabase.open(options.stateFolder(surroundings))) {
            var store = new ProposalStore(state);
            Proposal proposal = store.require(number);
            Instant now = options.clock().instant();
            boolean accepted = proposal.decision() == Proposal.Decision.ACCEPTED;
            store.reject(number, author, now);
            if (accepted && proposal.kind() == Proposal.Kind.IGNORE && proposal.name() != null) {
                endIgnore(new IgnoreStore(state), Long.parseLong(proposal.name()), author, now);
            }
            if (options.json()) {
                terminal.result(
                        JSON.writeValueAsString(ProposalsListCommand.json(store.require(number))));
            } else {
                terminal.say(
                        "Proposal "
                                + number
                                + (accepted
                                        ? " is taken back: it ends with the next check."
                                        : " is put away."));
            }
        }
        return ExitCode.FINE;
    }

    private static void endIgnore(IgnoreStore ignores, long id, String by, Instant now) {
        boolean holds =
                ignores.all().stream().anyMatch(one -> one.id() == id && one.removed() == null);
        if (holds) {
            ignores.remove(id, by, now);
        }
    }
}
