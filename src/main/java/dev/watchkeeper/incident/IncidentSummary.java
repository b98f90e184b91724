package dev.watchkeeper.incident;

import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the head of an incident file says. People edit these files, so any part may be missing; the
/// texts are Markdown as the file has them, in one line each.
///
/// @param id the name of the file without its ending
/// @param title empty when the file has none
/// @param status open when the file does not say
/// @param findings the ids of the findings it explains
/// @param cause empty when the file has none
/// @param problem what about the head could not be read, or null
public record IncidentSummary(
        String id,
        Path file,
        String title,
        @Nullable Severity severity,
        @Nullable Verdict verdict,
        Status status,
        @Nullable Instant onset,
        @Nullable Instant detected,
        List<String> findings,
        String cause,
        @Nullable Confidence confidence,
        @Nullable String problem) {

    public IncidentSummary {
        findings = List.copyOf(findings);
    }
}
