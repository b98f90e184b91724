package dev.watchkeeper.cli.ignore;

import dev.watchkeeper.check.IgnoreConfig;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.cli.terminal.TextTable;
import dev.watchkeeper.config.ConfigReader;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.schema.Durations;
import dev.watchkeeper.state.Ignore;
import dev.watchkeeper.state.IgnoreStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;

/// Lists the ignores.
@Command(
        name = "list",
        description =
                "Lists what is ignored, in tools.yaml and by command: until when, how much it hid so far, by whom and why.",
        mixinStandardHelpOptions = true)
final class IgnoreListCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TITLES =
            List.of("N", "STATE", "HIDES", "IN", "UNTIL", "HID", "BY", "WHY");
    private static final int WIDEST = 44;

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(names = "--all", description = "Show those that ended or were taken back, too.")
    private boolean all;

    IgnoreListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        Instant now = options.clock().instant();
        var configuration =
                new ConfigReader(Workplace.vocabulary(), surroundings.environment())
                        .read(Workplace.configFile(options.config()));
        LocalDate today = LocalDate.ofInstant(now, configuration.timezone());
        List<IgnoreConfig> declared =
                configuration.ignores().stream()
                        .filter(ignore -> all || !ignore.ended(today))
                        .toList();
        List<Ignore> made;
        try (var state = StateDatabase.open(options.stateFolder(surroundings))) {
            made =
                    new IgnoreStore(state)
                            .all().stream().filter(one -> all || one.inForce(now)).toList();
        }
        if (options.json()) {
            declared.forEach(one -> terminal.result(JSON.writeValueAsString(json(one, today))));
            made.forEach(one -> terminal.result(JSON.writeValueAsString(json(one, now))));
        } else if (declared.isEmpty() && made.isEmpty()) {
            terminal.say("Nothing is ignored.");
        } else {
            var rows = new ArrayList<List<String>>(List.of(TITLES));
            declared.forEach(one -> rows.add(row(one, today)));
            made.forEach(one -> rows.add(row(one, now)));
            TextTable.lines(rows, WIDEST).forEach(terminal::result);
        }
        return ExitCode.FINE;
    }

    private static List<String> row(IgnoreConfig one, LocalDate today) {
        return List.of(
                "yaml",
                one.ended(today) ? "ended" : "holds",
                one.pattern(),
                one.stream() == null ? "all" : one.stream(),
                one.until().toString(),
                "-",
                one.by(),
                one.reason());
    }

    private static List<String> row(Ignore one, Instant now) {
        String proposed = one.incident() == null ? "" : " (" + one.incident() + ")";
        return List.of(
                String.valueOf(one.id()),
                state(one, now),
                one.target(),
                one.stream() == null ? one.pattern() == null ? "-" : "all" : one.stream(),
                LocalDate.ofInstant(one.until(), ZoneOffset.UTC) + limits(one),
                one.pattern() == null ? "-" : String.format("%,d", one.hidden()),
                one.author(),
                one.reason() + proposed);
    }

    private static String state(Ignore one, Instant now) {
        if (one.removed() != null) {
            return "removed";
        }
        return one.usedUp() ? "used up" : one.inForce(now) ? "holds" : "ended";
    }

    /// What ends it or lets something through besides the time, to stand behind the time.
    static String limits(Ignore one) {
        return (one.most() == null ? "" : String.format(", %,d messages", one.most()))
                + (one.rate() == null || one.ratePer() == null
                        ? ""
                        : String.format(
                                ", more than %,d in %s",
                                one.rate(), Durations.format(one.ratePer())))
                + (one.untilChange() ? ", a change" : "");
    }

    private static Map<String, @Nullable Object> json(IgnoreConfig one, LocalDate today) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("where", "tools.yaml");
        json.put("state", one.ended(today) ? "ended" : "holds");
        json.put("pattern", one.pattern());
        json.put("stream", one.stream());
        json.put("reason", one.reason());
        json.put("by", one.by());
        json.put("until", one.until().toString());
        return json;
    }

    static Map<String, @Nullable Object> json(Ignore one, Instant now) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("where", "state");
        json.put("id", one.id());
        json.put("state", state(one, now));
        json.put("pattern", one.pattern() == null ? null : Characters.line(one.pattern()));
        json.put("finding", one.finding());
        json.put("stream", one.stream());
        json.put("reason", Characters.line(one.reason()));
        json.put("by", one.author());
        json.put("since", one.since().toString());
        json.put("until", one.until().toString());
        json.put("count", one.most());
        json.put("rate", one.rate());
        json.put("rate_per", one.ratePer() == null ? null : Durations.format(one.ratePer()));
        json.put("until_change", one.untilChange());
        json.put("incident", one.incident());
        json.put("hid", one.hidden());
        json.put("removed", one.removed() == null ? null : one.removed().toString());
        json.put("removed_by", one.removedBy());
        return json;
    }
}
