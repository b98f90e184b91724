package dev.watchkeeper.investigate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Shell scripts in the place of Claude Code, for what the real one cannot be made to do.
public final class FakeClaude {

    /// A help text with every option of the lock-down.
    public static final String HELP =
            "--restricted --permission-prompts "
                    + String.join(" ", ClaudeCommand.missingOptions(empty()));

    private FakeClaude() {}

    private static ClaudeBinary empty() {
        return new ClaudeBinary(Path.of("claude"), "0", java.util.Set.of());
    }

    /// A program that knows its version and its help, and otherwise does what `body` says.
    public static Path write(Path folder, String help, String body) throws IOException {
        return file(
                folder,
                """
                #!/bin/sh
                case "$1" in
                    --version) echo '2.1.999 (Claude Code)'; exit 0 ;;
                    --help) echo '%s'; exit 0 ;;
                esac
                %s
                """
                        .formatted(help, body));
    }

    public static Path file(Path folder, String text) throws IOException {
        Path file = folder.resolve("claude");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /// A line as the real one begins with, with these tools of ours.
    public static String init(String... tools) {
        var names = new StringBuilder();
        for (String tool : tools) {
            names.append(names.isEmpty() ? "" : ",");
            names.append('"').append(ClaudeCommand.TOOL_PREFIX).append(tool).append('"');
        }
        return echo(
                """
                {"type":"system","subtype":"init","tools":[%s],"model":"fake","mcp_servers":\
                [{"name":"watchkeeper","status":"connected"}],"claude_code_version":"2.1.999"}\
                """
                        .formatted(names));
    }

    public static String success() {
        return echo(
                """
                {"type":"result","subtype":"success","is_error":false,"result":"Done.",\
                "total_cost_usd":0.25}\
                """);
    }

    private static String echo(String line) {
        return "echo '" + line + "'\n";
    }
}
