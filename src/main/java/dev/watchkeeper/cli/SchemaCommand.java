package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.config.ToolsSchema;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

    @Option(names = "--markdown", description = "As a page to read: every key and what it means.")
    private boolean markdown;

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Map<String, Object> schema = ToolsSchema.of(Workplace.vocabulary());
        if (markdown) {
            surroundings.out().print(ReferencePages.ofToolsYaml(schema));
        } else {
            surroundings
                    .out()
                    .println(
                            new ObjectMapper()
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(schema));
        }
        return ExitCode.FINE;
    }
}
