package dev.watchkeeper.cli;

import dev.watchkeeper.cli.ignore.IgnoreText;
import dev.watchkeeper.cli.terminal.Author;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.state.GapStore;
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

/// What could not be told.
@Command(
        name = "gaps",
        description = {
            "Lists what incidents and reviews needed to know and no tool could tell: a stream that is not declared, a field",
            "that is not logged. Counted, the last named first. Declare it, or close it; named again, it is open again.",
            ""
        },
        mixinStandardHelpOptions = true)
final class GapsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SOURCES = 3;

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(names = "--done", paramLabel = "N", description = "Close the gap with this number.")
    private @Nullable Long done;

    @Option(names = "--all", description = "Show those that were closed, too.")
    private boolean all;

    @Option(names = "--by", paramLabel = "NAME", description = "Who closes it; default: the user.")
    private @Nullable String by;

    GapsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        try (var state = StateDatabase.open(options.stateFolder(surroundings))) {
            var gaps = new GapStore(state);
            if (done != null) {
                String text =
                        gaps.done(
                                done,
                                Author.of(by, surroundings.environment()),
                                options.clock().instant());
                terminal.say("Closed: " + Characters.line(text));
                return ExitCode.FINE;
            }
            List<GapStore.Gap> list = gaps.list(all);
            if (list.isEmpty() && !options.json()) {
                terminal.say("No gaps: nobody missed anything.");
            }
            for (GapStore.Gap gap : list) {
                if (options.json()) {
                    terminal.result(JSON.writeValueAsString(json(gap)));
                } else {
                    print(terminal, gap);
                }
            }
        }
        return ExitCode.FINE;
    }

    /// The words are those of who read the logs.
    private static void print(Terminal terminal, GapStore.Gap gap) {
        terminal.result(
                String.format(
                        "%3d  %s  %s%s",
                        gap.id(),
                        gap.times() == 1
                                ? "once    "
                                : String.format("%-8s", gap.times() + " times"),
                        Characters.line(gap.text()),
                        gap.done() == null ? "" : " (closed)"));
        int more = gap.sources().size() - MOST_SOURCES;
        terminal.result(
                " ".repeat(15)
                        + terminal.faint(
                                "last "
                                        + IgnoreText.minute(gap.seen())
                                        + ", in "
                                        + String.join(
                                                ", ",
                                                gap.sources().stream().limit(MOST_SOURCES).toList())
                                        + (more > 0 ? " and " + more + " more" : "")));
    }

    private static Map<String, @Nullable Object> json(GapStore.Gap gap) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", gap.id());
        json.put("text", Characters.line(gap.text()));
        json.put("times", gap.times());
        json.put("sources", gap.sources());
        json.put("last", gap.seen().toString());
        json.put("closed", gap.done() == null ? null : gap.done().toString());
        return json;
    }
}
