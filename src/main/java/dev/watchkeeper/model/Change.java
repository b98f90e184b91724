package dev.watchkeeper.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was changed on this host or in what runs on it.
///
/// @param stream the name of the change stream in tools.yaml
/// @param ref where it is in its source; see [LogEntry#ref()]
/// @param time when it took effect
/// @param subject what was changed: a service, a package, a file, a branch; may be a stranger's
///   text
/// @param version the version, commit or tag that it led to, or null where none is known
/// @param text what was changed, in one line; may be a stranger's text
public record Change(
        String stream,
        String ref,
        Instant time,
        ChangeKind kind,
        String subject,
        @Nullable String version,
        String text) {}
