package dev.watchkeeper.catalog;

import dev.watchkeeper.source.ChangeSource;
import org.jspecify.annotations.Nullable;

/// A stream of changes that tools.yaml declares: deploys, commits, restarts.
///
/// @param sourceName the source it is read from
/// @param describe what it is, in the operator's words, or null
public record ChangeStream(
        String name, String sourceName, ChangeSource source, @Nullable String describe) {}
