package dev.watchkeeper.cli;

import dev.watchkeeper.cli.ignore.IgnoreText;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.incident.Trends;
import dev.watchkeeper.incident.TrendsSection;
import dev.watchkeeper.state.Feedback;
import dev.watchkeeper.state.FeedbackStore;
import dev.watchkeeper.workplace.IncidentTrends;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectMapper;

/// Lists the incidents, or shows one.
@Command(
        name = "incidents",
        description =
                "Lists the incidents, the newest first, with what people said of them; with an id, or a part of one, shows that whole.",
        mixinStandardHelpOptions = true)
final class IncidentsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "The id of an incident, or a part of it that no other has.")
    private @Nullable String id;

    @Option(
            names = "--trends",
            description =
                    "Show what the incidents of four weeks have in common: what recurs, what costs sleep, how long things"
                            + " take, what is still to be done.")
    private boolean trends;

    IncidentsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            if (trends) {
                return trends(workplace, terminal);
            }
            var feedback = new FeedbackStore(workplace.state());
            if (id != null) {
                show(IncidentName.find(id, workplace.incidents()), workplace, feedback, terminal);
                return ExitCode.FINE;
            }
            Map<String, Feedback> said = feedback.lastWords();
            List<IncidentSummary> all = workplace.incidents().list();
            if (all.isEmpty() && !options.json()) {
                terminal.say("No incidents in " + workplace.incidentFolder() + ".");
            }
            for (IncidentSummary incident : all) {
                @Nullable Feedback word = said.get(incident.id());
                terminal.result(
                        options.json()
                                ? JSON.writeValueAsString(json(incident, word))
                                : line(terminal, incident, word));
            }
            return ExitCode.FINE;
        }
    }

    private int trends(Workplace workplace, Terminal terminal) {
        Trends trends = IncidentTrends.until(workplace.clock().instant(), workplace);
        if (options.json()) {
            terminal.result(JSON.writeValueAsString(trends));
            return ExitCode.FINE;
        }
        List<String> lines = TrendsSection.of(trends);
        if (lines.isEmpty()) {
            terminal.say("Nothing in the last four weeks: no incidents, no messages, no actions.");
        }
        lines.forEach(terminal::result);
        return ExitCode.FINE;
    }

    private void show(
            IncidentSummary incident,
            Workplace workplace,
            FeedbackStore feedback,
            Terminal terminal) {
        String text = workplace.incidents().text(incident.id());
        List<Feedback> said = feedback.of(incident.id());
        if (options.json()) {
            var json = json(incident, said.isEmpty() ? null : said.getFirst());
            json.put("feedback", said.stream().map(FeedbackCommand::json).toList());
            json.put("text", text);
            terminal.result(JSON.writeValueAsString(json));
            return;
        }
        text.lines().forEach(terminal::result);
        said.forEach(one ->
                terminal.say(
                        one.author()
                                + " said on "
                                + IgnoreText.minute(one.said())
                                + " that the diagnosis was "
                                + one.verdict().word()
                                + (one.note().isEmpty() ? "." : ": " + one.note())));
    }

    private static String line(
            Terminal terminal, IncidentSummary incident, @Nullable Feedback said) {
        return String.format(
                        "%-10s %-5s %s  %s",
                        incident.status().word(),
                        incident.severity() == null ? "" : incident.severity().name(),
                        terminal.bold(incident.id()),
                        incident.title())
                + (said == null
                        ? ""
                        : terminal.faint(
                                "  ("
                                        + said.verdict().word()
                                        + (said.note().isEmpty() ? "" : ": " + said.note())
                                        + ")"));
    }

    private static Map<String, @Nullable Object> json(
            IncidentSummary incident, @Nullable Feedback said) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", incident.id());
        json.put("status", incident.status().word());
        json.put("severity", String.valueOf(incident.severity()));
        json.put("title", incident.title());
        json.put("findings", incident.findings());
        json.put("cause", incident.cause());
        json.put("file", incident.file().toString());
        json.put("said", said == null ? null : said.verdict().word());
        json.put("note", said == null ? null : said.note());
        return json;
    }
}
