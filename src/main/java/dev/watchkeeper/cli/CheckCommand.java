package dev.watchkeeper.cli;

import dev.watchkeeper.check.CheckReport;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.watch.Checking;
import dev.watchkeeper.watch.Heartbeats;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.ObjectMapper;

/// The deterministic check.
@Command(
        name = "check",
        description = {
            "Looks for errors and warnings that nobody ignores, by kind of message, against the days before, for streams,",
            "types of events and workers that fell silent, for metrics that are not as declared or as ever, for APIs near",
            "their limits, and for what fills up. Costs no model, notifies nobody. Exit code 1 when there are findings, 3",
            "when a stream could not be read.",
            "",
            "The first run reads up to two weeks of logs to learn what is usual; later ones read what is new."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            CheckReport report =
                    Heartbeats.around(
                            workplace, "check", terminal, () -> Checking.run(workplace, terminal));
            if (options.json()) {
                terminal.result(JSON.writeValueAsString(json(report)));
            } else {
                new CheckText(terminal).print(report);
            }
            return ExitCode.of(report);
        }
    }

    private static Map<String, Object> json(CheckReport report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("as_of", report.asOf().toString());
        json.put("window_seconds", report.window().toSeconds());
        json.put("findings", report.findings().stream().map(CheckCommand::json).toList());
        var streams = new ArrayList<Map<String, Object>>();
        report.activities()
                .forEach(seen -> {
                    var stream = new LinkedHashMap<String, Object>();
                    stream.put("stream", seen.stream());
                    stream.put(seen.kind(), seen.count());
                    stream.put("errors", seen.errors());
                    stream.put("warnings", seen.warnings());
                    stream.put("complete", seen.complete());
                    streams.add(stream);
                });
        json.put("streams", streams);
        json.put("metrics", report.metrics());
        json.put("remarks", report.remarks());
        json.put("checks", report.checks());
        json.put("took_ms", report.took().toMillis());
        return json;
    }

    private static Map<String, @Nullable Object> json(Finding finding) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", finding.id());
        json.put("check", finding.check());
        json.put("subject", finding.subject());
        json.put("severity", finding.severity().name());
        json.put("state", finding.state().name().toLowerCase(Locale.ROOT));
        json.put("title", finding.title());
        json.put("facts", finding.facts());
        json.put("first", finding.first().toString());
        json.put("last", finding.last().toString());
        json.put("count", finding.count());
        json.put("runbook", finding.runbook());
        if (finding.ignored() != null) {
            json.put(
                    "ignored",
                    Map.of(
                            "reason", finding.ignored().reason(),
                            "by", finding.ignored().by(),
                            "until", finding.ignored().until().toString()));
        }
        return json;
    }
}
