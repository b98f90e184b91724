package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Table;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.state.RunStore;
import dev.watchkeeper.trigger.Rhythm;
import dev.watchkeeper.watch.MissedRuns;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;

/// Lists the runs of the watch, and where some are missing.
@Command(
        name = "runs",
        description = {
            "Lists the latest patrols and reviews, the newest first: when, how long, what they took and came to.",
            "Where patrols were expected and none ran, a line says so."
        },
        mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDEST = 40;

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "30",
            description = "How many; default: ${DEFAULT-VALUE}.")
    private int last = 30;

    RunsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// One line, of a run or of a gap.
    private record Line(Instant time, List<String> row, String json) {}

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            List<RunStore.Run> runs =
                    new RunStore(workplace.state()).latest(Math.clamp(last, 1, 10_000));
            var lines = new ArrayList<Line>();
            runs.forEach(run -> lines.add(line(run)));
            if (!runs.isEmpty()) {
                Instant oldest = runs.getLast().started();
                new MissedRuns(workplace)
                        .gaps(runs.size()).stream()
                                .filter(gap -> !gap.from().isBefore(oldest))
                                .forEach(gap -> lines.add(line(gap)));
            }
            lines.sort(Comparator.comparing(Line::time).reversed());
            if (options.json()) {
                lines.forEach(line -> terminal.result(line.json()));
            } else if (lines.isEmpty()) {
                terminal.say("No run yet. watchkeeper patrol makes one; a timer, many.");
            } else {
                Table.lines(
                                List.of(
                                        "WHEN (UTC)",
                                        "WHAT",
                                        "TOOK",
                                        "CPU",
                                        "TOKENS",
                                        "COST",
                                        "OUTCOME"),
                                lines.stream().map(Line::row).toList(),
                                WIDEST)
                        .forEach(terminal::result);
            }
            return ExitCode.FINE;
        }
    }

    private static Line line(RunStore.Run run) {
        Instant ended = run.ended();
        RunStore.Cost cost = run.cost();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("run", run.id());
        json.put("command", run.command());
        json.put("started", run.started().toString());
        json.put("as_of", run.asOf().toString());
        json.put("ended", ended == null ? null : ended.toString());
        json.put("outcome", run.outcome());
        json.put("cpu_ms", cost == null ? null : cost.cpu().toMillis());
        json.put("tokens", cost == null ? null : cost.tokens());
        json.put("dollars", cost == null ? null : cost.dollars());
        return new Line(
                run.started(),
                List.of(
                        second(run.started()),
                        run.command(),
                        ended == null ? "?" : Span.words(Duration.between(run.started(), ended)),
                        cost == null ? "?" : Span.words(cost.cpu()),
                        cost == null || cost.tokens() == 0
                                ? ""
                                : String.format("%,d", cost.tokens()),
                        cost == null || cost.dollars() == 0
                                ? ""
                                : String.format(Locale.ROOT, "$%.2f", cost.dollars()),
                        run.outcome() == null
                                ? "without an end: cut off, or at work"
                                : run.outcome()),
                JSON.writeValueAsString(json));
    }

    private static Line line(Rhythm.Gap gap) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("gap", true);
        json.put("from", gap.from().toString());
        json.put("until", gap.until().toString());
        json.put("missed", gap.missed());
        json.put("cause", gap.cause().name().toLowerCase(Locale.ROOT));
        return new Line(
                gap.from().plusMillis(1),
                List.of(
                        second(gap.from()),
                        "-",
                        Span.words(gap.length()),
                        "",
                        "",
                        "",
                        "MISSED: about "
                                + gap.missed()
                                + (gap.missed() == 1 ? " patrol" : " patrols")
                                + switch (gap.cause()) {
                                    case HOST_OFF -> "; the host was off";
                                    case NOT_STARTED -> "; the host ran";
                                    case UNKNOWN -> "";
                                }),
                JSON.writeValueAsString(json));
    }

    private static String second(Instant time) {
        return time.toString().substring(0, "2026-11-22T10:00:00".length()).replace('T', ' ');
    }
}
