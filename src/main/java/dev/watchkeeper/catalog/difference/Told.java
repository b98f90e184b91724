package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.model.LogEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was changed, as a change stream has it or a log tells of it.
///
/// @param stream the change stream, or the log that tells of it
/// @param time when it took effect; of several the first
/// @param text what was changed, in a line; may be a stranger's
/// @param ref where it is in its stream
/// @param times how often the same was changed within a few minutes
/// @param routine whether the same is told at that time of most days
/// @param declared whether it is of a change stream
/// @param entry the log entry that tells of it, or null
public record Told(
        String stream,
        Instant time,
        String text,
        String ref,
        int times,
        boolean routine,
        boolean declared,
        @Nullable LogEntry entry) {

    /// Whether it is the same entry, read twice.
    boolean same(Told other) {
        return time.equals(other.time) && ref.equals(other.ref);
    }

    /// Of two readings of one entry the declared one, with the entry that the other may have.
    Told declared(Told other) {
        Told one = other.declared && !declared ? other : this;
        LogEntry known = entry != null ? entry : other.entry;
        return new Told(
                one.stream,
                one.time,
                one.text,
                one.ref,
                one.times,
                routine || other.routine,
                one.declared,
                known);
    }

    /// The same with what was told in the same moment.
    Told with(String both, Told next) {
        return new Told(
                stream,
                time,
                both,
                ref,
                Math.max(times, next.times),
                routine && next.routine,
                declared,
                entry);
    }

    /// The same, told again later.
    Told again(Told next) {
        return new Told(
                stream,
                time,
                text,
                ref,
                times + next.times,
                routine && next.routine,
                declared,
                entry);
    }
}
