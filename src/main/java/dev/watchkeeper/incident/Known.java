package dev.watchkeeper.incident;

import java.time.Instant;
import java.util.List;

/// What the server itself knows of an incident when a report of it is written: sentences and
/// drawings of ours, not of the report.
///
/// @param now when it is written
/// @param detected when the condition was noticed, which dates the file
/// @param moments for the timeline, in any order
/// @param drawings to stand beside the incident, in order
public record Known(Instant now, Instant detected, List<Moment> moments, List<Drawing> drawings) {

    /// One entry of the timeline.
    ///
    /// @param what in our words; may hold the name of a change that a stranger gave it
    /// @param from whose record shows it: `own record`, `changes deploys`
    public record Moment(Instant time, String what, String from) {}

    /// One chart.
    ///
    /// @param name what it is of, for its file's name
    /// @param caption what it shows, in a sentence
    /// @param svg the whole file
    public record Drawing(String name, String caption, String svg) {}

    public Known {
        moments = List.copyOf(moments);
        drawings = List.copyOf(drawings);
    }

    /// Nothing but when it is.
    public static Known at(Instant now) {
        return new Known(now, now, List.of(), List.of());
    }
}
