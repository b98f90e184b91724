package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.Author;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.incident.IncidentFiles;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.state.Feedback;
import dev.watchkeeper.state.FeedbackStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectMapper;

/// Keeps what a person says of a diagnosis.
@Command(
        name = "feedback",
        description = {
            "Says whether the diagnosis of an incident was right. It stands in watchkeeper incidents, and whoever",
            "investigates the same finding again is told of it. Who changes their mind says it again.",
            ""
        },
        footer = {
            "",
            "For example:",
            "  watchkeeper feedback silent-billing wrong \"it was the nightly import, not the deploy\""
        },
        mixinStandardHelpOptions = true)
final class FeedbackCommand implements Callable<Integer> {

    private static final int LONGEST_NOTE = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The incident: its id, or a part of it that no other has.")
    private String id = "";

    @Parameters(
            index = "1",
            paramLabel = "VERDICT",
            description = "What the diagnosis was: ${COMPLETION-CANDIDATES}.")
    private Feedback.Verdict verdict = Feedback.Verdict.PARTLY;

    @Parameters(
            index = "2",
            arity = "0..1",
            defaultValue = "",
            paramLabel = "NOTE",
            description = "What it really was, or how to tell.")
    private String note = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; default: the user.")
    private @Nullable String by;

    FeedbackCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        if (note.length() > LONGEST_NOTE) {
            throw new BadRequest("the note must be at most " + LONGEST_NOTE + " characters");
        }
        Path folder = options.stateFolder(surroundings);
        IncidentSummary incident =
                IncidentName.find(
                        id, new IncidentFiles(folder.resolve("incidents"), ZoneOffset.UTC));
        var said =
                new Feedback(
                        incident.id(),
                        verdict,
                        note.strip(),
                        Author.of(by, surroundings.environment()),
                        options.clock().instant());
        try (var state = StateDatabase.open(folder)) {
            new FeedbackStore(state).add(said);
        }
        if (options.json()) {
            terminal.result(JSON.writeValueAsString(json(said)));
        } else {
            terminal.say(
                    "Kept: the diagnosis of "
                            + incident.id()
                            + " was "
                            + verdict.word()
                            + ". Later investigations of "
                            + (incident.findings().size() == 1
                                    ? incident.findings().getFirst()
                                    : "its findings")
                            + " are told.");
        }
        return ExitCode.FINE;
    }

    static Map<String, Object> json(Feedback said) {
        var json = new LinkedHashMap<String, Object>();
        json.put("incident", said.incident());
        json.put("verdict", said.verdict().word());
        json.put("note", said.note());
        json.put("by", said.author());
        json.put("said", said.said().toString());
        return json;
    }
}
