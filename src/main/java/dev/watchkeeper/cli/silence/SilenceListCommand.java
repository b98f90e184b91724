package dev.watchkeeper.cli.silence;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Table;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.state.SilenceStore;
import dev.watchkeeper.state.SilenceStore.Silence;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;

/// Lists the silences.
@Command(
        name = "list",
        description = "Lists the silences that hold; with --all, those that ended too.",
        mixinStandardHelpOptions = true)
final class SilenceListCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDEST = 40;

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(names = "--all", description = "Those that ended, too.")
    private boolean all;

    SilenceListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        Instant now = options.clock().instant();
        List<Silence> silences;
        try (var state = StateDatabase.open(options.stateFolder(surroundings))) {
            silences =
                    new SilenceStore(state)
                            .all().stream().filter(one -> all || one.holds(now)).toList();
        }
        if (options.json()) {
            silences.forEach(one -> terminal.result(json(one, now)));
        } else if (silences.isEmpty()) {
            terminal.say("No silence holds: people are told of everything.");
        } else {
            Table.lines(
                            List.of("NO", "MATCHER", "STATE", "UNTIL (UTC)", "BY", "REASON"),
                            silences.stream().map(one -> row(one, now)).toList(),
                            WIDEST)
                    .forEach(terminal::result);
        }
        return ExitCode.FINE;
    }

    private static List<String> row(Silence one, Instant now) {
        return List.of(
                String.valueOf(one.id()),
                one.matcher(),
                state(one, now),
                minute(one.until()),
                one.by(),
                one.reason());
    }

    private static String state(Silence one, Instant now) {
        return one.removed() != null ? "removed" : one.holds(now) ? "holds" : "ended";
    }

    private static String json(Silence one, Instant now) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", one.id());
        json.put("matcher", one.matcher());
        json.put("state", state(one, now));
        json.put("until", one.until().toString());
        json.put("by", one.by());
        json.put("reason", one.reason());
        json.put("created", one.created().toString());
        json.put("removed", one.removed() == null ? null : one.removed().toString());
        return JSON.writeValueAsString(json);
    }

    /// The minute, in UTC.
    static String minute(Instant time) {
        return time.toString().substring(0, "2026-11-22T10:00".length()).replace('T', ' ');
    }
}
