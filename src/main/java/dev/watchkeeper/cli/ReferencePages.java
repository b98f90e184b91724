package dev.watchkeeper.cli;

import dev.watchkeeper.schema.SchemaTable;
import dev.watchkeeper.tool.ToolDescription;
import java.util.List;
import java.util.Map;

/// The pages of the documentation that are made from the program itself.
final class ReferencePages {

    private ReferencePages() {}

    /// Every key of tools.yaml, a section per key of the first level.
    static String ofToolsYaml(Map<String, Object> schema) {
        var page =
                new StringBuilder(
                        """
                        # tools.yaml, every key

                        Made from the program by `watchkeeper schema --markdown`; by task, with examples: [tools-yaml.md](tools-yaml.md).
                        `NAME` is a name of your choice, `[]` an entry of a list; a list of one may be written without brackets. Any
                        value may be a variable: `${VAR}`.
                        """);
        if (schema.get("properties") instanceof Map<?, ?> sections) {
            sections.forEach((name, section) -> {
                if (section instanceof Map<?, ?> map) {
                    page.append("\n## ").append(name).append("\n\n");
                    if (map.get("description") instanceof String says) {
                        page.append(sentence(says)).append('\n');
                    }
                    if (map.get("default") instanceof String byDefault) {
                        page.append("Default: `").append(byDefault).append("`.\n");
                    }
                    String table = SchemaTable.of(map, name.toString());
                    page.append(table.isEmpty() ? "" : "\n" + table);
                }
            });
        }
        return page.toString();
    }

    /// Every tool with its arguments.
    static String ofTools(List<ToolDescription> tools) {
        var page =
                new StringBuilder(
                        """
                        # The tools, every argument

                        Made from the program by `watchkeeper tools --markdown`. Each can be called from the shell: `watchkeeper call TOOL
                        '{json}'` prints what Claude gets. Tools for queues, APIs and metrics are there when tools.yaml declares
                        some, and your own [questions](own-questions.md) beside them.
                        """);
        for (ToolDescription tool : tools) {
            page.append("\n## ").append(tool.name()).append("\n\n");
            page.append(tool.readOnly() ? "" : "*Writes.* ").append(tool.description());
            String table = SchemaTable.of(tool.inputSchema(), "");
            page.append('\n').append(table.isEmpty() ? "" : "\n" + table);
        }
        return page.toString();
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0))
                + words.substring(1)
                + (words.endsWith(".") ? "" : ".");
    }
}
