package dev.watchkeeper.cli;

import dev.watchkeeper.cli.ignore.IgnoreText;
import dev.watchkeeper.cli.terminal.Author;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.state.ActionStore;
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

/// What incidents asked somebody to do.
@Command(
        name = "actions",
        description = {
            "Lists what incidents asked somebody to do and nobody has called done, the oldest first. The daily review",
            "shows them until they are.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ActionsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(names = "--done", paramLabel = "N", description = "Say that this one is done.")
    private @Nullable Long done;

    @Option(names = "--all", description = "Show those that are done, too.")
    private boolean all;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; default: the user.")
    private @Nullable String by;

    ActionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        try (var state = StateDatabase.open(options.stateFolder(surroundings))) {
            var actions = new ActionStore(state);
            if (done != null) {
                String what =
                        actions.done(
                                done,
                                Author.of(by, surroundings.environment()),
                                options.clock().instant());
                terminal.say("Done: " + Characters.line(what));
                return ExitCode.FINE;
            }
            List<ActionStore.Action> list = actions.list(all);
            if (list.isEmpty() && !options.json()) {
                terminal.say("No actions are open.");
            }
            for (ActionStore.Action action : list) {
                if (options.json()) {
                    terminal.result(JSON.writeValueAsString(json(action)));
                } else {
                    print(terminal, action);
                }
            }
        }
        return ExitCode.FINE;
    }

    /// The words are those of who read the logs.
    private static void print(Terminal terminal, ActionStore.Action action) {
        ActionStore.Wanted wanted = action.wanted();
        terminal.result(
                String.format(
                        "%3d  %-8s  %s%s",
                        action.id(),
                        Characters.line(wanted.kind()),
                        Characters.line(wanted.what()),
                        action.done() == null ? "" : " (done)"));
        terminal.result(
                " ".repeat(15)
                        + terminal.faint(
                                "for "
                                        + Characters.line(wanted.owner())
                                        + ", since "
                                        + IgnoreText.minute(action.made())
                                        + ", in "
                                        + action.incident()));
    }

    private static Map<String, @Nullable Object> json(ActionStore.Action action) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", action.id());
        json.put("what", Characters.line(action.wanted().what()));
        json.put("kind", action.wanted().kind());
        json.put("owner", Characters.line(action.wanted().owner()));
        json.put("incident", action.incident());
        json.put("since", action.made().toString());
        json.put("done", action.done() == null ? null : action.done().toString());
        json.put("done_by", action.doneBy());
        return json;
    }
}
