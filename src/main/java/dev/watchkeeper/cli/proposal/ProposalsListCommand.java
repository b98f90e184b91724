package dev.watchkeeper.cli.proposal;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.cli.terminal.TextWidth;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.state.Proposal;
import dev.watchkeeper.state.ProposalStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;

/// Lists the proposals.
@Command(
        name = "list",
        description =
                "Lists what was proposed and waits for a person; with --all what was decided, too.",
        mixinStandardHelpOptions = true)
final class ProposalsListCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(names = "--all", description = "Show those that were accepted or rejected, too.")
    private boolean all;

    ProposalsListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        List<Proposal> proposals;
        try (var state = StateDatabase.open(options.stateFolder(surroundings))) {
            proposals =
                    new ProposalStore(state)
                            .all().stream().filter(one -> all || one.decision() == null).toList();
        }
        if (proposals.isEmpty() && !options.json()) {
            terminal.say("Nothing is proposed that waits for you.");
        }
        for (Proposal one : proposals) {
            if (options.json()) {
                terminal.result(JSON.writeValueAsString(json(one)));
            } else {
                print(terminal, one);
            }
        }
        return ExitCode.FINE;
    }

    /// A proposal in a few lines. All of its words are somebody else's.
    static void print(Terminal terminal, Proposal one) {
        boolean check = one.kind() == Proposal.Kind.CHECK;
        terminal.result(
                String.format(
                        "%3d  %-6s  %s%s",
                        one.id(),
                        check ? "check" : "ignore",
                        TextWidth.cut(one.text(check ? "condition" : "pattern"), LONGEST),
                        decision(one)));
        String indent = " ".repeat(13);
        terminal.result(
                indent
                        + terminal.faint(
                                TextWidth.cut(one.text(check ? "why" : "reason"), LONGEST)));
        terminal.result(
                indent
                        + terminal.faint(
                                (check ? watched(one) + ", " : "") + "from " + one.incident()));
    }

    private static String decision(Proposal one) {
        return one.decision() == null
                ? ""
                : one.decision() == Proposal.Decision.ACCEPTED
                        ? " (accepted by " + one.decidedBy() + ")"
                        : " (rejected by " + one.decidedBy() + ")";
    }

    private static String watched(Proposal one) {
        if (one.decision() == Proposal.Decision.ACCEPTED) {
            return "watched as " + one.name() + " " + one.measure().get("concerning");
        }
        return one.text("metric").isEmpty() || one.text("concerning").isEmpty()
                ? "words alone: accept it with --metric and --concerning"
                : "would watch "
                        + TextWidth.cut(one.text("metric") + " " + one.text("concerning"), LONGEST);
    }

    static Map<String, @Nullable Object> json(Proposal one) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", one.id());
        json.put("kind", one.kind() == Proposal.Kind.CHECK ? "check" : "ignore");
        json.put("incident", one.incident());
        one.body()
                .forEach((key, value) ->
                        json.put(
                                key, value instanceof String text ? Characters.line(text) : value));
        json.put("proposed", one.made().toString());
        json.put(
                "decision",
                one.decision() == null
                        ? null
                        : one.decision() == Proposal.Decision.ACCEPTED ? "accepted" : "rejected");
        json.put("by", one.decidedBy());
        json.put("name", one.name());
        if (!one.measure().isEmpty()) {
            json.put("watches", one.measure());
        }
        return json;
    }
}
