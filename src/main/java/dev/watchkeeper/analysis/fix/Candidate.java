package dev.watchkeeper.analysis.fix;

import java.time.Instant;

/// A commit that was not in what ran when it began.
///
/// @param id the full id
/// @param likely true when it says that it mends something and has to do with the trouble; false
///   when it only touches the same place
/// @param why what speaks for it, a clause such as `it reverts 1a2b3c4`
public record Candidate(String id, Instant time, boolean likely, String why) {

    /// The id as people write it.
    public String shortId() {
        return id.length() > 12 ? id.substring(0, 12) : id;
    }
}
