package dev.watchkeeper.cli;

import dev.watchkeeper.config.ToolsSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.ObjectMapper;

/// The JSON Schema of tools.yaml.
@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema of tools.yaml, for editors. In VS Code, as the first line of tools.yaml:",
            "  # yaml-language-server: $schema=tools.schema.json"
        },
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings
                .out()
                .println(
                        new ObjectMapper()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(ToolsSchema.of(Workplace.vocabulary())));
        return ExitCode.FINE;
    }
}
