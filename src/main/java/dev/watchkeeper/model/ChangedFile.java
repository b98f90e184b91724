package dev.watchkeeper.model;

import org.jspecify.annotations.Nullable;

/// A file that a commit changed.
///
/// @param path relative to the repository; a stranger's text
/// @param how what happened to it
/// @param added lines added, or null where they were not counted: no text, or too large
/// @param removed lines removed, or null
public record ChangedFile(
        String path, How how, @Nullable Integer added, @Nullable Integer removed) {

    /// What happens to files.
    public enum How {
        ADDED,
        MODIFIED,
        DELETED
    }
}
