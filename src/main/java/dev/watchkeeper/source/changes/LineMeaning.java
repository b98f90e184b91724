package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.ChangeKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a line says behind its time.
interface LineMeaning {

    /// A text that each line of a change has.
    String marker();

    /// What was changed; empty for a line that tells of no change.
    Optional<Meaning> of(String rest);

    /// What a line means.
    ///
    /// @param subject what was changed
    /// @param version what it led to, or null
    record Meaning(ChangeKind kind, String subject, @Nullable String version, String text) {}
}
