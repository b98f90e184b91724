package dev.watchkeeper.chart;

import java.time.Instant;
import java.util.Locale;

/// A moment to be marked in a chart.
///
/// @param label what happened, in one line; may be a stranger's text
public record Mark(Instant time, Kind kind, String label) {

    /// What kind of moment it is, the most telling first.
    public enum Kind {
        /// When it began.
        ONSET,
        /// Something was changed.
        CHANGE,
        /// When it was noticed.
        DETECTED,
        /// Something else that was seen.
        MOMENT;

        /// The word in the chart's legend and classes.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
