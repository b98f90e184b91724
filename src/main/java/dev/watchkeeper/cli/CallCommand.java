package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/// Calls one tool from the shell.
@Command(
        name = "call",
        description = {
            "Calls a tool and prints exactly the structuredContent that Claude would get.",
            "",
            "  watchkeeper call get_overview",
            "  watchkeeper call query_logs '{\"stream\": \"gateway\", \"level\": \"ERROR\", \"limit\": 5}'",
            "",
            "watchkeeper tools lists the tools and their arguments."
        },
        mixinStandardHelpOptions = true)
final class CallCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Parameters(index = "0", paramLabel = "TOOL", description = "The tool's name.")
    private String tool = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ARGUMENTS",
            description = "Its arguments, a JSON object; default {}.")
    private String arguments = "{}";

    @Option(names = "--pretty", description = "Indent the JSON for people.")
    private boolean pretty;

    CallCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Map<String, Object> read;
        try {
            read = JSON.readValue(arguments, new TypeReference<Map<String, Object>>() {});
        } catch (JacksonException e) {
            throw new BadRequest(
                    "ARGUMENTS must be a JSON object such as '{\"limit\": 5}': "
                            + e.getOriginalMessage());
        }
        try (Workplace workplace = options.workplace(surroundings)) {
            ToolReply reply =
                    workplace
                            .toolbox()
                            .call(
                                    tool,
                                    read,
                                    workplace.shellSession(),
                                    Deadline.after(Workplace.CALL_TIME));
            return switch (reply) {
                case ToolReply.Answer(Map<String, Object> content) -> {
                    surroundings
                            .out()
                            .println(
                                    pretty
                                            ? JSON.writerWithDefaultPrettyPrinter()
                                                    .writeValueAsString(content)
                                            : JSON.writeValueAsString(content));
                    yield ExitCode.FINE;
                }
                case ToolReply.Failure(String text, var kind) -> {
                    surroundings.err().println(text);
                    yield exitCode(kind);
                }
            };
        }
    }

    private static int exitCode(ToolReply.Failure.Kind kind) {
        return switch (kind) {
            case REFUSED, CANCELLED -> ExitCode.USAGE;
            case UNAVAILABLE -> ExitCode.UNAVAILABLE;
            case INTERNAL -> ExitCode.INTERNAL;
        };
    }
}
