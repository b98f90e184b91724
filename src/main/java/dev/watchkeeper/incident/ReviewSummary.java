package dev.watchkeeper.incident;

import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the head of a review says. People may edit these files, so any part may be missing; texts
/// are Markdown as the file has them, in one line each.
///
/// @param id the name of the file without its ending
/// @param severity of the gravest issue, or null without one
/// @param reviewed when it was written, or null
/// @param summary empty when the head has none
/// @param reviewer who wrote it, in a line
public record ReviewSummary(
        String id,
        Path file,
        @Nullable Verdict verdict,
        @Nullable Severity severity,
        @Nullable Instant reviewed,
        String summary,
        String reviewer) {}
