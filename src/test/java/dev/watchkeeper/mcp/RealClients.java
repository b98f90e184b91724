package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Claude Code and MCP Inspector as `.ci/tools` installs them, run with a home of their own.
///
/// @param home the folder that stands for the user's
public record RealClients(Path home) {

    /// What a process said and how it ended; its stderr goes with its stdout.
    public record Ended(int code, String said) {}

    /// Where MCP Inspector is; skips the test when it is nowhere.
    public static String inspector() {
        return installed("MCP_INSPECTOR", "inspector/node_modules/.bin/mcp-inspector");
    }

    /// Where Claude Code is; skips the test when it is nowhere.
    public static String claude() {
        return installed(
                "CLAUDE_CLI", "claude/node_modules/@anthropic-ai/claude-code-linux-x64/claude");
    }

    /// Where a client is; skips the test when it is nowhere.
    static String installed(String variable, String inTools) {
        String named = System.getenv(variable);
        Path path = named == null ? Path.of(".build", "tools", inTools) : Path.of(named);
        assumeTrue(
                Files.isExecutable(path),
                path + " is not there: run .ci/tools, or set " + variable);
        return path.toAbsolutePath().toString();
    }

    /// Runs a client to its end with nothing of the user's own around it.
    public Ended run(List<String> command) throws Exception {
        return run(command, Map.of());
    }

    /// The same with further variables.
    Ended run(List<String> command, Map<String, String> further) throws Exception {
        Path said = home.resolve("said");
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        var environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        for (String variable : List.of("HOME", "CLAUDE_CONFIG_DIR", "XDG_CACHE_HOME", "TMPDIR")) {
            environment.put(variable, home.toString());
        }
        environment.put("PATH", path);
        environment.putAll(further);
        environment.put("LANG", "C.UTF-8");
        environment.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        var process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(said));
    }
}
