package dev.watchkeeper.trigger;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A finding and what was done about it so far.
///
/// @param finding as the check saw it now
/// @param episode how many times it came, counting from 1
/// @param notified the state in which a person was told of this episode, or null
/// @param notifiedSeverity how grave it was then, or null
/// @param notifiedAt when that was, or null
/// @param tries how many investigations of this episode were begun
/// @param diagnosed true when one of them was finished, or is still under way
/// @param silenced whether a person asked not to be told of it for now
public record Known(
        Finding finding,
        int episode,
        @Nullable FindingState notified,
        @Nullable Severity notifiedSeverity,
        @Nullable Instant notifiedAt,
        int tries,
        boolean diagnosed,
        boolean silenced) {

    /// The finding and its episode, as one word.
    public String episodeId() {
        return finding.id() + "#" + episode;
    }
}
