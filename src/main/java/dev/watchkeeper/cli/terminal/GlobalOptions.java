package dev.watchkeeper.cli.terminal;

import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.tool.TimeArgument;
import dev.watchkeeper.workplace.StateFolder;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that every command takes.
public final class GlobalOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "What may be seen; default: ./tools.yaml, then /etc/watchkeeper/tools.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Where Watchkeeper remembers and writes incidents; default: /var/lib/watchkeeper when installed, "
                            + "else a folder for this tools.yaml under the XDG state folder.")
    private @Nullable Path state;

    @Option(
            names = "--now",
            paramLabel = "TIME",
            description =
                    "Look at recorded data as of then: RFC 3339 such as 2015-08-10T18:12:00Z, or now-2h.")
    private @Nullable String now;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--no-color", description = "No colour, even on a terminal.")
    private boolean noColor;

    @Option(names = "--quiet", description = "Only the result, no talk on stderr.")
    private boolean quiet;

    public @Nullable Path config() {
        return config;
    }

    public @Nullable Path state() {
        return state;
    }

    public boolean json() {
        return json;
    }

    boolean noColor() {
        return noColor;
    }

    boolean quiet() {
        return quiet;
    }

    /// True when "now" is a time given, standing still.
    public boolean standsStill() {
        return now != null;
    }

    /// What "now" is: the system's clock, or the time given, standing still.
    public InstantSource clock() {
        if (now == null) {
            return InstantSource.system();
        }
        return InstantSource.fixed(TimeArgument.parse("--now", now, Instant.now()));
    }

    /// Opens what they name.
    ///
    /// @throws BadConfig with all problems of tools.yaml
    public Workplace workplace(Surroundings surroundings) {
        return Workplace.open(Workplace.configFile(config), state, clock(), surroundings);
    }

    /// Where what is remembered lies. Looks at the name of tools.yaml alone, and where `--state` is
    /// given not even at that.
    public Path stateFolder(Surroundings surroundings) {
        return state != null
                ? state.toAbsolutePath()
                : StateFolder.usual(Workplace.configFile(config), surroundings.environment());
    }
}
