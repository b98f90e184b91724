package dev.watchkeeper.incident;

import java.nio.file.Path;

/// What became of a report.
///
/// @param id the incident it is in now
public record Written(String id, Path file, Outcome outcome) {

    /// How the report got there.
    public enum Outcome {
        /// As a new file.
        CREATED,
        /// As an update at the end of the open incident of the same finding.
        APPENDED,
        /// It was there already, word for word: a repeated call.
        ALREADY_THERE
    }
}
