package dev.watchkeeper.tool;

import dev.watchkeeper.model.Deadline;
import java.time.Instant;

/// The circumstances of one call.
///
/// @param now what "now" is for this call
/// @param deadline when to stop and answer with what there is
public record Call(Session session, Instant now, Deadline deadline) {}
