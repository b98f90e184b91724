package dev.watchkeeper.cli;

import dev.watchkeeper.incident.IncidentSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectMapper;

/// Lists the incidents, or shows one.
@Command(
        name = "incidents",
        description = "Lists the incidents, the newest first; with an id, shows that one whole.",
        mixinStandardHelpOptions = true)
final class IncidentsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The id of an incident.")
    private @Nullable String id;

    IncidentsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal(options);
        try (Workplace workplace = Workplace.open(options, surroundings)) {
            if (id != null) {
                workplace.incidents().text(id).lines().forEach(terminal::result);
                return ExitCode.FINE;
            }
            List<IncidentSummary> all = workplace.incidents().list();
            if (all.isEmpty() && !options.json()) {
                terminal.say("No incidents in " + workplace.incidentFolder() + ".");
            }
            for (IncidentSummary incident : all) {
                terminal.result(options.json() ? json(incident) : line(terminal, incident));
            }
            return ExitCode.FINE;
        }
    }

    private static String line(Terminal terminal, IncidentSummary incident) {
        return String.format(
                "%-10s %-5s %s  %s",
                incident.status().word(),
                incident.severity() == null ? "" : incident.severity().name(),
                terminal.bold(incident.id()),
                incident.title());
    }

    private static String json(IncidentSummary incident) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", incident.id());
        json.put("status", incident.status().word());
        json.put("severity", String.valueOf(incident.severity()));
        json.put("title", incident.title());
        json.put("findings", incident.findings());
        json.put("cause", incident.cause());
        json.put("file", incident.file().toString());
        return JSON.writeValueAsString(json);
    }
}
