package dev.watchkeeper.access;

import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client may see and do. What is left out is not narrowed, but for writing.
///
/// A stream is seen when its name is in `streams` or that of its source in `sources`; so is what is
/// measured on it. The machine itself is the source `host`.
@Doc("what a client may see and do")
public record Scope(
        @Doc("one of toolsets; default all tools") @Nullable String toolset,
        @Doc("names of tools; default all of the toolset") List<String> tools,
        @Doc("sources whose streams and numbers are seen; host is this machine")
                List<String> sources,
        @Doc("streams that are seen; default, with no sources either: all") List<String> streams,
        @Doc("furthest look back, such as 7d; default no end") @Nullable Duration lookBack,
        @Doc("default: as under redaction") @Nullable RedactionLevel redaction,
        @Doc("tool calls a minute") @Default("120") @Range(min = 1, max = 10_000)
                int callsPerMinute,
        @Doc("whether it may write an incident") @Default("false") boolean writeIncident) {

    /// The one tool that writes.
    public static final String WRITING_TOOL = "write_incident";

    /// Where the machine's own numbers come from.
    public static final String HOST = "host";

    /// All there is, and writing.
    public static final Scope EVERYTHING =
            new Scope(null, List.of(), List.of(), List.of(), null, null, 120, true);

    /// @throws IllegalArgumentException for what nothing could keep to: no time to look back over,
    ///   or writing that is allowed in one place and not in the other
    public Scope {
        if (lookBack != null && lookBack.toSeconds() < 1) {
            throw new IllegalArgumentException("look_back must be at least 1s");
        }
        boolean named = tools.contains(WRITING_TOOL);
        if (named && !writeIncident) {
            throw new IllegalArgumentException(
                    "tools name " + WRITING_TOOL + ", which needs write_incident: true");
        }
        if (writeIncident && !tools.isEmpty() && !named) {
            throw new IllegalArgumentException(
                    "write_incident is true, but " + WRITING_TOOL + " is not among the tools");
        }
    }

    /// The same, narrowed to a toolset.
    public Scope within(String toolset) {
        return new Scope(
                toolset,
                tools,
                sources,
                streams,
                lookBack,
                redaction,
                callsPerMinute,
                writeIncident);
    }

    /// Whether every stream and number is seen, however short the time.
    public boolean allSources() {
        return sources.isEmpty() && streams.isEmpty();
    }

    /// Whether what is read of that stream, or of no stream but that source, is seen.
    public boolean sees(@Nullable String stream, String source) {
        return allSources()
                || sources.contains(source)
                || (stream != null && streams.contains(stream));
    }
}
