package dev.watchkeeper.analysis.fix;

import dev.watchkeeper.model.ChangeKind;
import java.time.Instant;

/// Something else that was changed after the trouble began.
///
/// @param subject what was changed
public record Incidental(Instant time, ChangeKind kind, String subject) {

    /// A start anew changes what runs for a while, and mends nothing.
    boolean restarts() {
        return kind == ChangeKind.SERVICE || kind == ChangeKind.REBOOT;
    }
}
