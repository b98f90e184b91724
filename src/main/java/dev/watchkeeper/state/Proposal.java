package dev.watchkeeper.state;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that an investigation proposed, and what a person made of it.
///
/// @param id its number, never given twice
/// @param incident the incident that proposed it
/// @param body what is proposed, by the keys of `write_incident`. Whoever wrote it had read logs:
///   its texts are those of strangers
/// @param made when it was proposed
/// @param decision what a person decided, or null while nobody has
/// @param decided when that was, or null
/// @param decidedBy who that was, or null
/// @param name of an accepted check the metric that it watches, of an accepted ignore its number
/// @param measure of an accepted check what is watched, by the keys of tools.yaml; else empty
public record Proposal(
        long id,
        Kind kind,
        String incident,
        Map<String, Object> body,
        Instant made,
        @Nullable Decision decision,
        @Nullable Instant decided,
        @Nullable String decidedBy,
        @Nullable String name,
        Map<String, Object> measure) {

    /// What is proposed.
    public enum Kind {
        CHECK,
        IGNORE
    }

    /// What a person made of it.
    public enum Decision {
        ACCEPTED,
        REJECTED
    }

    /// A text of the body; empty when it has none.
    public String text(String key) {
        Object value = body.get(key);
        return value == null ? "" : value.toString();
    }
}
