package dev.watchkeeper.evidence;

import java.time.Instant;
import java.util.List;

/// What a session was shown in one answer.
///
/// @param id the `evidence_id` of the answer
/// @param session the session it was issued to
/// @param principal who asked
/// @param arguments what was asked, JSON
/// @param content the answer as it was sent, JSON
/// @param rows the rows of sources that it showed, in their order
public record Receipt(
        String id,
        String session,
        String principal,
        String tool,
        String arguments,
        Instant issued,
        String content,
        List<ShownRow> rows) {}
