package dev.watchkeeper.source;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a read looked at, so that "nothing found" can say where and how far.
///
/// @param examined how many entries, rows or lines were looked at
/// @param broken how many of them could not be read as an entry
/// @param brokenSamples the first few of those
/// @param end why it ended
/// @param reached with [End#DEADLINE]: the time of the last entry looked at; the part of the range
///   beyond it (in the query's order) was not searched
/// @param cursor how to go on after the last entry visited, or null when nothing is left in the
///   range
/// @param remarks what whoever reads the answer must know, as sentences of our own with no text
///   from the source: lost entries, a resynchronised cursor, a possibly stale read
public record ReadReport(
        long examined,
        long broken,
        List<BrokenSample> brokenSamples,
        End end,
        @Nullable Instant reached,
        @Nullable String cursor,
        List<String> remarks) {

    /// Why a read ended.
    public enum End {
        /// The whole range was looked at.
        RANGE,
        /// The visitor had enough.
        VISITOR,
        /// Time was up or the caller cancelled.
        DEADLINE
    }

    /// Something that could not be read as an entry.
    ///
    /// @param ref where it is, for a person: file and byte offset, or row id
    /// @param problem what is wrong with it, in our words
    /// @param text its beginning, at most 200 characters; written by strangers
    public record BrokenSample(String ref, String problem, String text) {}

    public boolean complete() {
        return end != End.DEADLINE;
    }
}
