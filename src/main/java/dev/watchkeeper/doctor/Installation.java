package dev.watchkeeper.doctor;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.tool.Toolbox;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is looked at.
///
/// @param file the tools.yaml
/// @param stateFolder where the state lies or would lie
/// @param state null where there is none yet
/// @param catalog what tools.yaml declares, with nothing hidden: only counts and times of it are
///   shown
/// @param sources the opened sources, by name
/// @param toolbox the tools as a client gets them
/// @param environment the environment variables
/// @param clock the time of the data; the time of the watch itself is [#realTime()]
/// @param root the folder that is `/` of the host
/// @param arguments the options that a command needs to mean the same installation, with a space
///   before, or empty
/// @param wishes what the person asked for
public record Installation(
        Configuration configuration,
        Path file,
        Path stateFolder,
        @Nullable StateDatabase state,
        Catalog catalog,
        Map<String, Source> sources,
        Toolbox toolbox,
        Map<String, String> environment,
        InstantSource clock,
        InstantSource realTime,
        Path root,
        String arguments,
        Wishes wishes) {

    /// What is done only when somebody asks for it.
    ///
    /// @param send a test message to every channel
    /// @param runClaude a run of Claude that does nothing, and costs a cent or so
    public record Wishes(boolean send, boolean runClaude) {}

    /// Now, for the data.
    Instant now() {
        return clock.instant();
    }

    /// The place that has this absolute path on the host.
    Path at(String path) {
        return root.resolve(path.replaceFirst("^/+", ""));
    }

    /// A command on this installation, to be typed.
    String command(String words) {
        return "watchkeeper " + words + arguments;
    }
}
