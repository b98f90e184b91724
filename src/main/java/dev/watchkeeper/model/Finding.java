package dev.watchkeeper.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a check found.
///
/// @param id the fingerprint: the same condition has the same id in every run; `[a-z0-9-]{1,60}`
/// @param check the name of the kind of check, `[a-z-]+`
/// @param subject what of tools.yaml it concerns: the name of a stream, queue or API
/// @param title what it is in a line. It may hold a template, whose constant words came from a log:
///   written by strangers, to be shown as inert data only
/// @param facts the figures behind it, as sentences of our own without text from a source
/// @param first when it was first seen
/// @param last when it was last seen
/// @param count how often it was seen in the window of the check
/// @param runbook the name of the runbook, or null
/// @param ignored why nobody is to be told, or null
public record Finding(
        String id,
        String check,
        String subject,
        Severity severity,
        FindingState state,
        String title,
        List<String> facts,
        Instant first,
        Instant last,
        long count,
        @Nullable String runbook,
        @Nullable Ignored ignored) {

    /// The same finding, with other facts.
    public Finding withFacts(List<String> others) {
        return new Finding(
                id, check, subject, severity, state, title, others, first, last, count, runbook,
                ignored);
    }

    /// The same finding, of which nobody is to be told, or is to be told again.
    public Finding ignoredFor(@Nullable Ignored why) {
        return new Finding(
                id, check, subject, severity, state, title, facts, first, last, count, runbook,
                why);
    }

    /// The same finding, not seen any more: in that state, counted no longer.
    public Finding unseen(FindingState now, List<String> others) {
        return new Finding(
                id, check, subject, severity, now, title, others, first, last, 0, runbook, ignored);
    }

    /// A person's decision that this needs no attention.
    ///
    /// @param reason as its author wrote it in tools.yaml
    /// @param by who decided it
    /// @param until when it ends
    public record Ignored(String reason, String by, Instant until) {}
}
