package dev.watchkeeper.source;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/// What a source is given when it is opened.
///
/// @param name its name in tools.yaml
/// @param zone the zone of times that name none
/// @param clock what "now" is; times without a year are read as the latest that is not after it
/// @param folder what relative paths are relative to: the folder of tools.yaml
/// @param indexes a folder of our own state for side indexes, made on first use; never the user's
///   folder
public record SourceContext(
        String name, ZoneId zone, InstantSource clock, Path folder, Path indexes) {

    /// A context in which relative paths are relative to the working folder.
    public SourceContext(String name, ZoneId zone, InstantSource clock, Path indexes) {
        this(name, zone, clock, Path.of(""), indexes);
    }

    /// A path or glob of tools.yaml, made absolute.
    public String resolve(String path) {
        return path.startsWith("/") ? path : folder.toAbsolutePath() + "/" + path;
    }
}
