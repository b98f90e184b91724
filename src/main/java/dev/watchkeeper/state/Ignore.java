package dev.watchkeeper.state;

import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person's decision that one kind of message, or one finding, needs no attention for a while.
///
/// @param id its number, never given twice
/// @param pattern the template of the message, its variable parts as `<*>`; null for a finding
/// @param stream the log stream that a template holds for, or null for all
/// @param finding the id of the finding; null for a template
/// @param severity how grave the finding was when it was ignored, or null for a template
/// @param reason why, in its author's words
/// @param author who decided it
/// @param since from when on it holds
/// @param until when it ends
/// @param most how many messages it hides before it ends, or null
/// @param rate how many messages it hides, each `ratePer`, before it lets them through, or null
/// @param ratePer what `rate` is per, or null
/// @param untilChange whether it lets through what surges, is new under it, or has become graver
/// @param incident the incident that proposed it, or null
/// @param hidden how many messages the checks have seen it hide so far
/// @param counted up to when they were counted
/// @param removed when a person took it back, or null
/// @param removedBy who that was, or null
public record Ignore(
        long id,
        @Nullable String pattern,
        @Nullable String stream,
        @Nullable String finding,
        @Nullable Severity severity,
        String reason,
        String author,
        Instant since,
        Instant until,
        @Nullable Long most,
        @Nullable Long rate,
        @Nullable Duration ratePer,
        boolean untilChange,
        @Nullable String incident,
        long hidden,
        Instant counted,
        @Nullable Instant removed,
        @Nullable String removedBy) {

    /// Whether it holds: it began, is not over, not taken back, and has not hidden all it may.
    public boolean inForce(Instant now) {
        return removed == null && until.isAfter(now) && !usedUp();
    }

    /// Whether it has hidden as many messages as it may.
    public boolean usedUp() {
        return most != null && hidden >= most;
    }

    /// The template, or the id of the finding.
    public String target() {
        return pattern != null ? pattern : String.valueOf(finding);
    }
}
