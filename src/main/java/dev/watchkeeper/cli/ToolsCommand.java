package dev.watchkeeper.cli;

import static java.util.stream.Collectors.joining;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
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

/// Lists the tools.
@Command(
        name = "tools",
        description =
                "Lists the tools with their arguments, as clients see them; --json with full schemas.",
        mixinStandardHelpOptions = true)
final class ToolsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    @Option(names = "--markdown", description = "As a page to read: every tool and its arguments.")
    private boolean markdown;

    ToolsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        try (Workplace workplace = options.workplace(surroundings)) {
            if (markdown) {
                surroundings.out().print(ReferencePages.ofTools(workplace.toolbox().list()));
                return ExitCode.FINE;
            }
            for (ToolDescription tool : workplace.toolbox().list()) {
                if (options.json()) {
                    var shown = new LinkedHashMap<String, Object>();
                    shown.put("name", tool.name());
                    shown.put("title", tool.title());
                    shown.put("description", tool.description());
                    shown.put("inputSchema", tool.inputSchema());
                    shown.put("readOnly", tool.readOnly());
                    terminal.result(JSON.writeValueAsString(shown));
                    continue;
                }
                terminal.result(terminal.bold(tool.name()) + "  " + tool.title());
                if (tool.inputSchema().get("properties") instanceof Map<?, ?> properties) {
                    properties.forEach((name, schema) ->
                            terminal.result(
                                    String.format("    %-14s %s", name, meaning(schema))
                                            .stripTrailing()));
                }
            }
            return ExitCode.FINE;
        }
    }

    /// What is said of an argument, and what it may be.
    private static String meaning(@Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> map)) {
            return "";
        }
        var parts = new ArrayList<String>();
        if (map.get("description") != null) {
            parts.add(String.valueOf(map.get("description")));
        }
        if (map.get("enum") instanceof List<?> values) {
            parts.add("one of " + values.stream().map(String::valueOf).collect(joining(", ")));
        }
        if (map.get("default") != null) {
            parts.add("default " + map.get("default"));
        }
        return String.join("; ", parts);
    }
}
