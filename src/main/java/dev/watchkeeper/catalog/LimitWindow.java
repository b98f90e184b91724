package dev.watchkeeper.catalog;

import java.util.Locale;

/// How the time of a limit is counted.
public enum LimitWindow {
    /// The last minute, hour or day before now, at any time.
    ROLLING,
    /// The minute, hour or day of the clock, counted anew when it begins.
    FIXED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
