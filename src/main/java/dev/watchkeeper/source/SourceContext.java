package dev.watchkeeper.source;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/// What a source is given when it is opened.
///
/// @param name its name in tools.yaml
/// @param zone the zone of times that name none
/// @param clock what "now" is; times without a year are read as the latest that is not after it
/// @param indexes a folder of our own state for side indexes, made on first use; never the user's
///   folder
public record SourceContext(String name, ZoneId zone, InstantSource clock, Path indexes) {}
