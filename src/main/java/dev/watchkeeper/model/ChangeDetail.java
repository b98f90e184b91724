package dev.watchkeeper.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is known of one change. Its texts are written by strangers.
///
/// @param author who made it, by name, or null where nobody is named
/// @param message what it says of itself, whole or up to a limit
/// @param files what it changed, in order of their paths; none where files are not known
/// @param diff what it changed line by line in the unified format, up to a limit, or null
/// @param remarks what was left out and why, as sentences of our own
public record ChangeDetail(
        Change change,
        @Nullable String author,
        String message,
        List<ChangedFile> files,
        @Nullable String diff,
        List<String> remarks) {}
